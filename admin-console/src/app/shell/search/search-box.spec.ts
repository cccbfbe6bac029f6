import { FakeAdminApi } from '../../../testing/fake-admin-api';
import { type OpenConsole, openConsole, textOf, type, until } from '../../../testing/open-console';
import type { QuickSearchView } from '../../api/contract';
import { openable, places } from './destinations';

const nothing: QuickSearchView = { readers: [], records: [], copies: [], devices: [], missing: [] };
const kiosk = { login: 'kiosk-lens', name: 'Automate de Lens', library: { code: 'LENS', name: 'Médiathèque de Lens' } };

async function openWith(found: QuickSearchView): Promise<OpenConsole> {
  const api = new FakeAdminApi();
  api.routes.set('GET /quick-search', found);
  return openConsole('/pilotage/bibliotheques', api);
}
const field = ({ page }: OpenConsole) => page.querySelector<HTMLInputElement>('[role=combobox]')!;
const options = ({ page }: OpenConsole) => [...page.querySelectorAll('[role=option]')].map(textOf);
const status = ({ page }: OpenConsole) => textOf(page.querySelector('app-search-box [role=status]'));
const press = (console: OpenConsole, key: string) =>
  field(console).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

describe('the search of the console', () => {
  it('takes the focus by Ctrl+K, finds by kind, and opens what the arrows chose', async () => {
    const console = await openWith({ ...nothing, devices: [kiosk] });
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, cancelable: true }));
    expect(document.activeElement).toBe(field(console));
    type(field(console), 'auto');
    await until(() => options(console).length === 4);
    expect(options(console)).toEqual([
      'Automate de Lens kiosk-lens · Médiathèque de Lens',
      'Autorités Catalogue',
      'Automates Connexions',
      'Profils d’automates Connexions',
    ]);
    expect(status(console)).toBe('4 résultats');
    expect(field(console).getAttribute('aria-expanded')).toBe('true');
    press(console, 'ArrowUp');
    await console.settle();
    const active = console.page.querySelector('[aria-selected=true]')!;
    expect(field(console).getAttribute('aria-activedescendant')).toBe(active.id);
    press(console, 'ArrowDown');
    press(console, 'Enter');
    await until(() => console.router.url === '/connexions/automates/kiosk-lens');
    expect(field(console).value).toBe('');
  });

  it('asks once for what is typed in one go, and not for a single letter', async () => {
    const console = await openWith(nothing);
    for (const text of ['l', 'le', 'len', 'lens']) type(field(console), text);
    await until(() => console.api.received.includes('GET /quick-search'));
    await console.settle();
    expect(console.api.received.filter((one) => one === 'GET /quick-search').length).toBe(1);
    await until(() => status(console) === 'Aucun résultat.');
    press(console, 'Escape');
    await console.settle();
    expect(field(console).value).toBe('');
    expect(field(console).getAttribute('aria-expanded')).toBe('false');
  });

  it('still finds pages when the server does not answer, and says so; what could not be searched too', async () => {
    const console = await openWith({ ...nothing, missing: ['records'] });
    type(field(console), 'biblio');
    await until(() => status(console) === '1 résultat Le catalogue n’a pas pu être interrogé.');
    console.api.fail('/quick-search', 503);
    type(field(console), 'bibliot');
    await until(() => status(console).includes('le serveur n’a pas répondu'));
    expect(options(console)).toEqual(['Bibliothèques Pilotage']);
  });

  it('offers no page that a role may not open', async () => {
    const api = new FakeAdminApi();
    api.role = 'AUDITOR';
    const console = await openConsole('/', api);
    type(field(console), 'guichet');
    await console.settle();
    expect(options(console)).toEqual([]);
  });
});

describe('where a result is opened', () => {
  it('is the first page that exists and that the role may open', () => {
    const page = (url: string) =>
      url === '/b' ? { path: 'b', title: 'home.title' as const, load: async () => class {}, for: () => false } : null;
    expect(openable(['/a', '/b'], 'STAFF', page)).toBeNull();
    expect(openable(['/a', '/connexions/automates'], 'STAFF')).toBe('/connexions/automates');
    expect(places.copy('3 4')).toEqual(['/catalogue/exemplaires/3%204']);
  });
});
