import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [
    library('LIEVIN', 'Liévin', { state: 'MIGRATING', devices: 1 }),
    library('LENS', 'Lens', { kind: 'HUB', devices: 3 }),
    library('ELEU', 'Éleu-dit-Leauwette', { state: 'PLANNED', isPickup: false }),
    library('AVION', 'Avion', { state: 'LEAVING' }),
  ];
  return api;
}

const path = '/pilotage/bibliotheques';
const rows = ({ page }: OpenConsole) => [...page.querySelectorAll('tbody tr')].map(textOf);
const codes = ({ page }: OpenConsole) =>
  [...page.querySelectorAll<HTMLElement>('tbody tr')].map((row) => row.dataset['code']);
const box = ({ page }: OpenConsole) => page.querySelector<HTMLInputElement>('input[type=search]');

describe('the libraries', () => {
  it('are listed by name with commune, state, pickup and devices', async () => {
    const console = await openConsole(path, network());
    expect(codes(console)).toEqual(['AVION', 'ELEU', 'LENS', 'LIEVIN']);
    expect(rows(console)[1]).toBe('Médiathèque de Éleu-dit-Leauwette Éleu-dit-Leauwette prévue Non 0');
    expect(rows(console)[2]).toBe('Médiathèque de Lens centre de la navette Lens en service Oui 3');
    expect(textOf(console.page.querySelector('.tools [role=status]'))).toBe('4 bibliothèques');
    expect(document.title).toBe('Bibliothèques – Console');
  });

  it('are a table whose headers a screen reader can follow', async () => {
    const console = await openConsole(path, network());
    expect(console.page.querySelector('caption')).not.toBeNull();
    expect(console.page.querySelectorAll('thead th[scope=col]').length).toBe(5);
    expect(console.page.querySelectorAll('tbody th[scope=row]').length).toBe(4);
    expect(console.page.querySelectorAll('th[aria-sort]').length).toBe(1);
  });

  it('are filtered without accents or case, and the filter is in the address', async () => {
    const console = await openConsole(path, network());
    type(box(console), 'lievin');
    await until(() => console.router.url === `${path}?q=lievin`);
    await console.settle();
    expect(codes(console)).toEqual(['LIEVIN']);
    expect(textOf(console.page.querySelector('.tools [role=status]'))).toBe('1 bibliothèque sur 4');
  });

  it('keep the focus in the box while one types', async () => {
    const console = await openConsole(path, network());
    box(console)!.focus();
    type(box(console), 'len');
    await until(() => console.router.url === `${path}?q=len`);
    await console.settle();
    expect(document.activeElement).toBe(box(console));
  });

  it('open filtered and ordered from a shared address', async () => {
    const console = await openConsole(`${path}?q=e&tri=devices&ordre=desc`, network());
    expect(box(console)!.value).toBe('e');
    expect(codes(console)[0]).toBe('LENS');
    expect(textOf(console.page.querySelector('th[aria-sort=descending]'))).toBe('Automates');
  });

  it('ignore an order the address invents', async () => {
    const console = await openConsole(`${path}?tri=__proto__&ordre=sideways`, network());
    expect(codes(console)).toEqual(['AVION', 'ELEU', 'LENS', 'LIEVIN']);
  });

  it('are ordered by a press on a header, the other way round by a second one', async () => {
    const console = await openConsole(path, network());
    const header = button(console.page, 'État');
    expect(header.tagName).withContext('reached by Tab, pressed by Enter or Space').toBe('BUTTON');
    header.click();
    await until(() => console.router.url === `${path}?tri=state`);
    await console.settle();
    expect(codes(console)).toEqual(['ELEU', 'LIEVIN', 'LENS', 'AVION']);
    expect(textOf(console.page.querySelector('[aria-sort=ascending]'))).toBe('État');

    button(console.page, 'État').click();
    await until(() => console.router.url === `${path}?tri=state&ordre=desc`);
    await console.settle();
    expect(codes(console)).toEqual(['AVION', 'LENS', 'LIEVIN', 'ELEU']);
  });

  it('say that the filter finds nothing, which is not an empty network, and let one clear it', async () => {
    const console = await openConsole(`${path}?q=paris`, network());
    expect(textOf(console.page)).toContain('Aucune bibliothèque ne répond à « paris ».');
    button(console.page, 'Effacer le filtre').click();
    await until(() => console.router.url === path);
    await console.settle();
    expect(codes(console).length).toBe(4);
  });

  it('say that the network has none', async () => {
    const console = await openConsole(path);
    expect(textOf(console.page)).toContain('Aucune bibliothèque n’est déclarée dans le réseau.');
    expect(box(console)).toBeNull();
  });

  it('show that they are awaited', async () => {
    const api = network();
    const console = await openConsole('/connexions/automates', api);
    api.fail('/libraries', 'silent');
    void console.router.navigateByUrl(path);
    await until(() => textOf(console.page.querySelector('app-loading')) === 'Chargement en cours…');
    expect(rows(console)).toEqual([]);
  });

  const failures: [number, string][] = [
    [0, 'Le serveur ne répond pas : vérifiez le réseau, puis réessayez.'],
    [403, 'Accès refusé : votre rôle ne permet pas de voir cette page.'],
    [500, 'Le serveur a rencontré une erreur : réessayez dans un instant.'],
  ];
  for (const [status, words] of failures) {
    it(`say what failed on ${status}, and can be asked again`, async () => {
      const api = network();
      api.fail('/libraries', status);
      const console = await openConsole(path, api);
      const alert = textOf(console.page.querySelector('main [role=alert]'));
      expect(alert).toBe(`La liste des bibliothèques n’a pas pu être affichée. ${words}`);
      api.mend();
      button(console.page, 'Réessayer').click();
      await console.settle();
      expect(codes(console).length).toBe(4);
    });
  }

  it('are asked again after a cut of the stream', async () => {
    const console = await openConsole(path, network());
    console.streams[0]!.opens();
    console.streams[0]!.breaks();
    console.api.libraries = [...console.api.libraries, library('VIMY', 'Vimy')];
    await until(() => console.streams.length === 2);
    console.streams[1]!.opens();
    await until(() => codes(console).length === 5);
  });

  it('speak English when asked', async () => {
    const console = await openConsole(path, network());
    button(console.page, 'English').click();
    await console.settle();
    expect(textOf(console.page.querySelector('h1'))).toBe('Libraries');
    expect(rows(console)[1]).toContain('planned No 0');
    expect(textOf(console.page.querySelector('.tools [role=status]'))).toBe('4 libraries');
  });
});
