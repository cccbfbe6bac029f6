import { FakeAdminApi } from '../../testing/fake-admin-api';
import { device } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, until } from '../../testing/open-console';

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.devices = [
    device('gate-lens', { kind: 'GATE', state: 'never-seen', lastSeenAt: null, lastStatus: null }),
    device('kiosk-lens'),
    device('kiosk-lievin', { state: 'silent', lastStatus: 'out-of-paper' }),
    device('sorter-lens', {
      kind: 'SORTER',
      state: 'absent',
      lastSeenAt: '2026-07-01T12:32:05Z',
      lastStatus: 'shutting-down',
    }),
  ];
  return api;
}

const path = '/connexions/automates';
const rows = ({ page }: OpenConsole) => [...page.querySelectorAll<HTMLElement>('[data-testid=device-row]')];
const row = (console: OpenConsole, code: string) => rows(console).find((one) => one.dataset['code'] === code)!;

describe('the devices', () => {
  it('show first what needs someone, each state by a word and an icon', async () => {
    const console = await openConsole(path, network());
    expect(rows(console).map((one) => one.dataset['state'])).toEqual(['absent', 'silent', 'connected', 'never-seen']);
    expect(rows(console).map((one) => textOf(one.querySelector('app-badge')))).toEqual([
      'absent',
      'silencieux',
      'connecté',
      'jamais vu',
    ]);
    const drawings = rows(console).map((one) => one.querySelector('app-badge path')?.getAttribute('d'));
    expect(new Set(drawings).size).toBe(4);
    expect(textOf(console.page.querySelector('.summary'))).toBe('1 connecté, 1 silencieux, 1 absent, 1 jamais vu');
  });

  it('say their kind, their library and their last signal', async () => {
    const console = await openConsole(path, network());
    expect(textOf(row(console, 'kiosk-lievin'))).toContain('automate de prêt · kiosk-lievin');
    expect(textOf(row(console, 'kiosk-lievin'))).toContain('plus de papier');
    expect(textOf(row(console, 'sorter-lens'))).toContain('arrêt annoncé');
    expect(textOf(row(console, 'kiosk-lens'))).toContain('Médiathèque de Lens il y a 3 min en ordre');
    expect(textOf(row(console, 'gate-lens'))).toContain('portique antivol');
    expect(textOf(row(console, 'gate-lens'))).toMatch(/jamais aucun Conversation$/);
  });

  it('give the exact time of Paris to the keyboard, and take it back on Escape', async () => {
    const console = await openConsole(path, network());
    const time = row(console, 'sorter-lens').querySelector<HTMLElement>('time')!;
    expect(time.getAttribute('datetime')).toBe('2026-07-01T12:32:05Z');
    expect(time.tabIndex).toBe(0);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', keyCode: 9, bubbles: true }));
    time.focus();
    await until(() => textOf(document.querySelector('.mat-mdc-tooltip')) === 'mer. 1 juil. 2026 14:32:05');
    const description = document.getElementById(time.getAttribute('aria-describedby') ?? '');
    expect(description?.textContent).toBe('mer. 1 juil. 2026 14:32:05');
    time.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', keyCode: 27, bubbles: true }));
    await until(() => document.querySelector('.mat-mdc-tooltip') === null);
  });

  it('change as the stream says, those it does not name staying as they are', async () => {
    const console = await openConsole(path, network());
    console.streams[0]!.opens();
    await console.settle();
    console.streams[0]!.says('devices', [device('sorter-lens', { kind: 'SORTER', state: 'connected' })]);
    await until(() => row(console, 'sorter-lens').dataset['state'] === 'connected');
    expect(rows(console).length).toBe(4);
    expect(textOf(console.page.querySelector('.summary'))).toBe('2 connectés, 1 silencieux, 1 jamais vu');
  });

  it('show a device that has just been declared', async () => {
    const console = await openConsole(path, network());
    console.streams[0]!.opens();
    await console.settle();
    console.streams[0]!.says('devices', [device('kiosk-avion')]);
    await until(() => rows(console).length === 5);
  });

  it('are ordered by a press on a header', async () => {
    const console = await openConsole(path, network());
    button(console.page.querySelector('thead')!, 'Automate').click();
    await until(() => console.router.url === `${path}?tri=name`);
    await console.settle();
    expect(rows(console).map((one) => one.dataset['code'])).toEqual([
      'gate-lens',
      'kiosk-lens',
      'kiosk-lievin',
      'sorter-lens',
    ]);
  });

  it('say who declares them when there is none', async () => {
    const console = await openConsole(path);
    expect(textOf(console.page)).toContain('Aucun automate n’est déclaré.');
  });

  it('say what failed, and can be asked again', async () => {
    const api = network();
    api.fail('/devices', 0);
    const console = await openConsole(path, api);
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain(
      'La liste des automates n’a pas pu être affichée.',
    );
    api.mend();
    button(console.page, 'Réessayer').click();
    await console.settle();
    expect(rows(console).length).toBe(4);
  });

  it('are asked again while the stream stays cut', async () => {
    const console = await openConsole(path, network());
    console.streams[0]!.opens();
    console.streams.at(-1)!.breaks();
    console.api.devices = [device('kiosk-lens', { state: 'absent' })];
    await until(() => rows(console).length === 1);
    expect(row(console, 'kiosk-lens').dataset['state']).toBe('absent');
  });

  it('speak English when asked', async () => {
    const console = await openConsole(path, network());
    button(console.page, 'English').click();
    await console.settle();
    expect(textOf(row(console, 'kiosk-lievin'))).toContain('silent');
    expect(textOf(row(console, 'kiosk-lievin'))).toContain('3 min ago out of paper');
    expect(document.title).toBe('Devices – Console');
  });
});
