import { openConsole, textOf, until } from '../../testing/open-console';

describe('the shell', () => {
  it('has one main, one heading, named navigation, and the skip link first', async () => {
    const { page } = await openConsole('/');
    expect(page.querySelectorAll('main').length).toBe(1);
    expect(page.querySelectorAll('h1').length).toBe(1);
    expect(page.querySelector('nav')!.getAttribute('aria-label')).toBe('Navigation principale');
    const first = page.querySelector<HTMLAnchorElement>('a, button')!;
    expect(textOf(first)).toBe('Aller au contenu');
    first.click();
    expect(document.activeElement).toBe(page.querySelector('main'));
  });

  it('lists the sections and marks the current one', async () => {
    const { page } = await openConsole('/connexions/automates');
    const links = [...page.querySelectorAll<HTMLAnchorElement>('.rail a')];
    const sections = ['Accueil', 'Guichet', 'Lecteurs', 'Catalogue', 'Flux', 'Connexions', 'Pilotage'];
    expect(links.map(textOf)).toEqual(sections);
    const current = links.filter((link) => link.getAttribute('aria-current') === 'page');
    expect(current.map(textOf)).toEqual(['Connexions']);
    expect(page.querySelector('[role=menubar]')).toBeNull();
  });

  it('moves the focus to the heading and changes the title with the page', async () => {
    const { page, router, settle } = await openConsole('/');
    page.querySelector<HTMLAnchorElement>('.rail a[href="/connexions/automates"]')!.click();
    await until(() => router.url === '/connexions/automates');
    await settle();
    expect(document.activeElement).toBe(page.querySelector('h1'));
    expect(document.title).toBe('Automates – Console');
  });

  it('says that an address leads nowhere', async () => {
    const { page } = await openConsole('/nulle-part');
    expect(textOf(page.querySelector('h1'))).toBe('Page introuvable');
    expect(textOf(page.querySelector('main a'))).toBe('Revenir à l’accueil');
  });

  it('opens one stream for all pages, and closes it with the session', async () => {
    const { page, go, router, streams, api } = await openConsole('/');
    await go('/pilotage/bibliotheques');
    await go('/connexions/automates');
    expect(streams.length).toBe(1);
    api.isSignedIn = false;
    await router.navigateByUrl('/');
    await until(() => page.querySelector('app-sign-in') !== null);
    expect(streams[0]!.readyState).toBe(EventSource.CLOSED);
  });

  it('shows the state of the link, and a band when the screen no longer follows the network', async () => {
    const { page, settle, streams, api } = await openConsole('/');
    const link = () => page.querySelector<HTMLElement>('[data-testid=link-state]')!;
    expect(textOf(link())).toBe('Connexion au direct…');
    streams[0]!.opens();
    await settle();
    expect(textOf(link())).toBe('En direct');
    expect(link().dataset['state']).toBe('live');

    streams[0]!.breaks();
    await settle();
    expect(textOf(link())).toBe('Reconnexion…');
    await until(() => link().dataset['state'] === 'polling');
    expect(textOf(page.querySelector('.bands [role=status]'))).toContain('Le direct est interrompu');

    api.fail('/activity/today', 0);
    await until(() => link().dataset['state'] === 'frozen');
    expect(textOf(link())).toMatch(/^Figé depuis \d\d:\d\d$/);
    expect(textOf(page.querySelector('.bands [role=status]'))).toMatch(/^Données figées depuis \d\d:\d\d : /);

    api.mend();
    streams.at(-1)!.opens();
    await until(() => link().dataset['state'] === 'live');
    expect(textOf(page.querySelector('.bands [role=status]'))).toBe('');
  });
});
