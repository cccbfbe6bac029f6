import { pageAt } from './page-at';
import { type Section, tabsFor } from './section';
import { sections } from './sections';

const nowhere = async () => class {};

describe('the sections of the menu', () => {
  it('give each page one address', () => {
    const paths = sections.flatMap((section) => section.pages.map((page) => page.path));
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('show the tabs a role may open, in order', () => {
    const section: Section = {
      word: 'home.title',
      icon: 'home',
      pages: [
        { path: 'a', title: 'home.title', tab: 'home.title', load: nowhere, for: (role) => role === 'STAFF' },
        { path: 'a/:id', title: 'home.title', load: nowhere },
        { path: 'b', title: 'home.title', tab: 'home.title', load: nowhere },
      ],
    };
    expect(tabsFor(section, 'STAFF').map((page) => page.path)).toEqual(['a', 'b']);
    expect(tabsFor(section, 'AUDITOR').map((page) => page.path)).toEqual(['b']);
  });

  it('know the page of an address, whatever it asks for', () => {
    expect(pageAt('/')?.path).toBe('');
    expect(pageAt('/guichet?poste=2#haut')?.path).toBe('guichet');
    expect(pageAt('/connexions/automates/ben-1/essai')?.path).toBe('connexions/automates/:login/essai');
    expect(pageAt('/connexions/automates/ben-1')?.path).toBe('connexions/automates/:login');
    expect(pageAt('/connexions/automates/ben-1/autre')).toBeNull();
  });
});
