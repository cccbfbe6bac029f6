import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library, device, line } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, until } from '../../testing/open-console';

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens'), library('LIEVIN', 'Liévin'), library('AVION', 'Avion')];
  api.devices = [device('kiosk-lens', { name: 'Automate du hall' })];
  api.lines = [
    line(4, { type: 'RETURN', routing: 'transit-home:AVION', title: 'Nadja' }),
    line(3, { type: 'RETURN', routing: 'transit-hold:LIEVIN', title: 'Le Petit Prince' }),
    line(2, { type: 'RETURN', routing: 'hold-shelf' }),
    line(1, { at: '2026-07-01T22:05:00Z' }),
  ];
  return api;
}

const log = ({ page }: OpenConsole) => page.querySelector('[data-testid=live-log]')!;
const lines = (console: OpenConsole) => [...console.page.querySelectorAll('app-activity-item')].map(textOf);
const figures = ({ page }: OpenConsole) => [...page.querySelectorAll('.figure')].map(textOf);

describe('the home page', () => {
  it('shows the three figures of the day and its lines, the newest first', async () => {
    const console = await openConsole('/', network());
    expect(figures(console)).toEqual(['Prêts aujourd’hui 1', 'Retours aujourd’hui 3', 'Prolongations aujourd’hui 0']);
    expect(lines(console)[0]).toContain('Nadja');
    expect(lines(console).length).toBe(4);
  });

  it('says in words where each return goes, with names rather than codes', async () => {
    const console = await openConsole('/', network());
    const [home, hold, shelf, loan] = lines(console);
    expect(home).toMatch(/en navette vers Avion$/);
    expect(hold).toContain('en navette vers Liévin, réservé');
    expect(shelf).toContain('étagère des réservations');
    expect(loan).toContain('Médiathèque de Lens · Automate du hall');
    expect(loan).not.toContain('LENS');
  });

  it('gives the time of Paris, whatever the clock of the workstation', async () => {
    const console = await openConsole('/', network());
    const time = log(console).querySelector('app-activity-item:last-child time')!;
    expect(textOf(time)).toBe('00:05');
    expect(time.getAttribute('datetime')).toBe('2026-07-01T22:05:00Z');
  });

  it('is a log a screen reader follows, addition by addition', async () => {
    const console = await openConsole('/', network());
    expect(log(console).getAttribute('role')).toBe('log');
    expect(log(console).getAttribute('aria-live')).toBe('polite');
    expect(log(console).getAttribute('aria-atomic')).toBe('false');
    expect(log(console).getAttribute('aria-relevant')).toBe('additions');
    const label = document.getElementById(log(console).getAttribute('aria-labelledby')!);
    expect(textOf(label)).toBe('Au fil de la journée');
  });

  it('adds the lines of the stream as they come, without touching those already there', async () => {
    const console = await openConsole('/', network());
    const first = log(console).querySelector('app-activity-item');
    console.streams[0]!.opens();
    await console.settle();
    console.streams[0]!.says('activity', line(5, { type: 'RENEWAL', title: 'La Peste' }));
    console.streams[0]!.says('activity', line(6, { title: 'L’Étranger' }));
    await until(() => lines(console).length === 6);
    expect(lines(console)[0]).toContain('L’Étranger');
    expect(lines(console)[1]).toContain('La Peste');
    expect(log(console).querySelectorAll('app-activity-item')[2]).toBe(first!);
    expect(figures(console)).toEqual(['Prêts aujourd’hui 2', 'Retours aujourd’hui 3', 'Prolongations aujourd’hui 1']);
  });

  it('can be paused: new lines wait, are counted, and come when it goes on', async () => {
    const console = await openConsole('/', network());
    const pause = button(console.page, 'Pause');
    pause.focus();
    pause.click();
    await console.settle();
    console.streams[0]!.opens();
    await console.settle();
    console.streams[0]!.says('activity', line(5));
    await until(() => textOf(console.page).includes('En pause : 1 nouvelle ligne.'));
    expect(lines(console).length).toBe(4);
    expect(document.activeElement).withContext('the same button goes on').toBe(pause);

    button(console.page, 'Reprendre').click();
    await console.settle();
    expect(lines(console).length).toBe(5);
    expect(textOf(console.page)).not.toContain('En pause');
  });

  it('asks the day again after a cut, so that nothing is missed', async () => {
    const console = await openConsole('/', network());
    console.streams[0]!.opens();
    console.streams[0]!.breaks();
    console.api.lines = [line(9, { title: 'Passé pendant la coupure' }), ...console.api.lines];
    await until(() => console.streams.length === 2);
    console.streams[1]!.opens();
    await until(() => lines(console).length === 5);
    expect(lines(console)[0]).toContain('Passé pendant la coupure');
    expect(figures(console)[0]).toBe('Prêts aujourd’hui 2');
  });

  it('keeps a line of the stream that the answer is too old to know', async () => {
    const console = await openConsole('/', network());
    const requests = () => console.api.received.filter((request) => request === 'GET /activity/today').length;
    console.api.lines = [line(5), ...console.api.lines];
    const answer = console.api.hold('/activity/today');
    console.streams[0]!.opens();
    await until(() => requests() === 2);
    console.streams[0]!.says('activity', line(5));
    console.streams[0]!.says('activity', line(6));
    answer.release();
    await until(() => lines(console).length === 6);
    expect(figures(console)[0]).toBe('Prêts aujourd’hui 3');
  });

  it('asks the day again once the stream is open, even when the first answer was still awaited', async () => {
    const api = network();
    const console = await openConsole('/connexions/automates', api);
    const answer = api.hold('/activity/today');
    void console.router.navigateByUrl('/');
    await until(() => api.received.includes('GET /activity/today'));
    console.streams[0]!.opens();
    api.lines = [line(5, { title: 'Passé entre les deux' }), ...api.lines];
    answer.release();
    await until(() => lines(console).length === 5);
    expect(lines(console)[0]).toContain('Passé entre les deux');
  });

  it('tells a role that sees figures only why there are no lines', async () => {
    const api = network();
    api.role = 'AUDITOR';
    const console = await openConsole('/', api);
    expect(figures(console)[1]).toBe('Retours aujourd’hui 3');
    expect(textOf(log(console))).toContain('Votre rôle montre les chiffres du jour, non le détail.');
  });

  it('says what to expect when nothing has happened yet', async () => {
    const console = await openConsole('/');
    expect(textOf(log(console))).toBe('Aucun prêt ni retour aujourd’hui. Le premier s’affichera ici de lui-même.');
  });

  it('says what failed and lets one try again', async () => {
    const api = network();
    api.fail('/activity/today', 500);
    const console = await openConsole('/', api);
    expect(textOf(console.page.querySelector('main [role=alert]'))).toBe(
      'L’activité du jour n’a pas pu être affichée. Le serveur a rencontré une erreur : réessayez dans un instant.',
    );
    api.mend();
    button(console.page, 'Réessayer').click();
    await console.settle();
    expect(lines(console).length).toBe(4);
  });

  it('still shows the day, with codes, when names cannot be had', async () => {
    const api = network();
    api.fail('/libraries', 403);
    api.fail('/devices', 500);
    const console = await openConsole('/', api);
    expect(lines(console)[1]).toContain('en navette vers LIEVIN');
  });

  it('speaks English when asked, the lines too', async () => {
    const console = await openConsole('/', network());
    button(console.page, 'English').click();
    await console.settle();
    expect(figures(console)[0]).toBe('Loans today 1');
    expect(lines(console)[1]).toContain('Return');
    expect(lines(console)[1]).toContain('in transit to Liévin, on hold');
  });
});
