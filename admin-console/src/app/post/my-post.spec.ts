import { button, openConsole, textOf, until } from '../../testing/open-console';

describe('the page of the workstation', () => {
  it('lets each of the six sounds be heard, and keeps how loud they are', async () => {
    const { page, settle } = await openConsole('/mon-poste');
    for (const [words, sound] of [
      ['Navette', 'shuttle'],
      ['Inconnu', 'unknown'],
    ] as const) {
      button(page, words).click();
      expect(document.documentElement.dataset['lastSound']).toBe(sound);
    }
    const volume = page.querySelector<HTMLSelectElement>('main select')!;
    volume.value = 'high';
    volume.dispatchEvent(new Event('change'));
    await settle();
    expect(localStorage.getItem('passerelle.volume')).toBe('high');
  });

  it('learns the scanner from one code, and says when its keyboard is American', async () => {
    const { page } = await openConsole('/mon-poste');
    const field = page.querySelector<HTMLInputElement>('.try input')!;
    const press = (key: string) => field.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    field.value = '"àààà&èé';
    for (const key of [...field.value, 'Enter']) press(key);
    await until(() => textOf(page.querySelector('.tried')).startsWith('Lecteur reconnu : 30000172.'));
    expect(textOf(page.querySelector('.tried'))).toContain('réglé sur un clavier QWERTY');
    expect(localStorage.getItem('passerelle.scanner')).toMatch(/^\d+:Enter$/);
    for (const key of ['1', '2', 'Enter']) press(key);
    await until(() => textOf(page.querySelector('.tried')).startsWith('Trop court'));
  });
});

describe('the pages to be read', () => {
  it('are led to by the foot of every page', async () => {
    const { page } = await openConsole('/');
    const links = [...page.querySelectorAll('footer a')].map((link) => [textOf(link), link.getAttribute('href')]);
    expect(links).toEqual([
      ['Accessibilité : non conforme', '/accessibilite'],
      ['Données personnelles', '/donnees-personnelles'],
      ['Mon poste', '/mon-poste'],
      ['Aide', '/aide'],
    ]);
  });

  for (const [path, heading] of [
    ['/accessibilite', 'Accessibilité'],
    ['/donnees-personnelles', 'Données personnelles'],
    ['/aide', 'Aide'],
  ] as const) {
    it(`open at ${path}`, async () => {
      const { page } = await openConsole(path);
      expect(textOf(page.querySelector('h1'))).toBe(heading);
      expect(document.title).toBe(`${heading} – Console`);
      expect(page.querySelectorAll('main p, main td').length).toBeGreaterThan(3);
    });
  }

  it('let the shortcuts be turned off, on this workstation', async () => {
    const { page, settle, go } = await openConsole('/aide');
    const search = () => page.querySelector<HTMLInputElement>('[role=combobox]')!;
    const controlK = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }));
    button(page, 'Couper les raccourcis').click();
    await settle();
    controlK();
    expect(document.activeElement).not.toBe(search());
    button(page, 'Rétablir les raccourcis').click();
    await go('/');
    controlK();
    expect(document.activeElement).toBe(search());
  });
});
