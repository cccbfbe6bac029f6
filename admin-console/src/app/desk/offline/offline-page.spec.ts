import { FakeAdminApi } from '../../../testing/fake-admin-api';
import { library } from '../../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../../testing/open-console';
import type { OfflineBatchRequest, OfflineReportView } from '../../api/contract';

/** Every batch the server was told. */
let batches: OfflineBatchRequest[];

function reportOf(batch: OfflineBatchRequest): OfflineReportView {
  batches.push(batch);
  return {
    batch: batch.batch,
    receivedAt: '2026-12-15T14:00:00Z',
    receivedBy: 'agent-lens',
    finishedAt: '2026-12-15T14:00:01Z',
    counts: { applied: batch.lines.length - 1, alreadyTrue: 0, superseded: 0, exception: 1 },
    lines: batch.lines.map(({ key, kind, at, item }, n) => ({
      ...{ key, kind, at, item, library: 'LENS', device: null, changed: true },
      outcome: n === 0 ? ('exception' as const) : ('applied' as const),
      reasons: n === 0 ? [{ code: 'patron-blocked', text: '' }] : [],
    })),
  };
}

async function openOffline(path = '/guichet/secours'): Promise<OpenConsole> {
  const api = new FakeAdminApi();
  api.role = 'STAFF';
  api.userLibrary = 'LENS';
  api.libraries = [library('LENS', 'Lens')];
  batches = [];
  api.routes.set('GET /offline-exceptions', { items: [], total: 0 });
  api.routes.set('POST /offline-batches', ({ body }: { body: OfflineBatchRequest }) => reportOf(body));
  const console = await openConsole(path, api);
  localStorage.setItem('passerelle.card-shape', '8:20');
  return console;
}

const box = ({ page }: OpenConsole) => page.querySelector<HTMLInputElement>('[data-testid=scan-input]')!;
const kept = ({ page }: OpenConsole) => [...page.querySelectorAll('[data-testid=kept-row]')].map(textOf);
function scan(console: OpenConsole, code: string): void {
  type(box(console), code);
  box(console).form!.requestSubmit();
}

describe('the desk without its server', () => {
  it('keeps loans and returns in order, and shows no more of a card than its end', async () => {
    const console = await openOffline();
    for (const code of ['20000101', '30000001', '30000002']) scan(console, code);
    await until(() => kept(console).length === 2);
    button(console.page, 'Fermer').click();
    scan(console, '30000003');
    await until(() => kept(console).length === 3);
    expect(kept(console)[0]).toMatch(/^30000003 Retour — /);
    expect(kept(console)[2]).toMatch(/^30000001 Prêt •••101 /);
    expect(textOf(console.page)).not.toContain('20000101');
    expect(textOf(console.page.querySelector('[data-testid=kept-count]'))).toBe('3');
    expect(console.api.received.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  it('tells the server everything once, and says what became of each', async () => {
    const console = await openOffline();
    for (const code of ['20000101', '30000001', '30000002']) scan(console, code);
    await until(() => kept(console).length === 2);
    console.api.fail('/offline-batches', 0);
    button(console.page, 'Rejouer').click();
    await until(() => textOf(console.page).includes('rien n’est perdu'));
    expect(kept(console).length).toBe(2);
    expect(textOf(console.page)).toContain('envoi commencé');

    console.api.mend();
    button(console.page, 'Rejouer').click();
    await until(() => kept(console).length === 0);
    expect(batches.length).toBe(1);
    expect(batches[0]!.lines.map(({ kind, card, item }) => [kind, card, item])).toEqual([
      ['check-out', '20000101', '30000001'],
      ['check-out', '20000101', '30000002'],
    ]);
    const rows = [...console.page.querySelectorAll('[data-testid=report-row]')].map(textOf);
    expect(rows[0]).toContain('Exception Le compte du lecteur est bloqué.');
    expect(rows[1]).toContain('Appliqué');
    button(console.page, 'Rapport lu').click();
    await until(() => console.page.querySelector('[data-testid=replay-report]') === null);
  });

  it('takes back a scan that was a mistake, as long as it was not told', async () => {
    const console = await openOffline();
    scan(console, '30000001');
    await until(() => kept(console).length === 1);
    button(console.page, 'Retirer').click();
    await until(() => kept(console).length === 0);
  });

  it('says that it does not know cards before it has seen one, and takes the word of staff for it', async () => {
    const console = await openOffline('/');
    localStorage.removeItem('passerelle.card-shape');
    await console.go('/guichet/secours');
    await until(() => textOf(console.page).includes('n’a encore vu aucune carte'));
    button(console.page, 'Le prochain code est une carte').click();
    scan(console, '77');
    await until(() => textOf(console.page).includes('•••77'));
  });

  it('is open though the server cannot say who is there; the desk is not', async () => {
    const api = new FakeAdminApi();
    api.fail('/session', 0);
    const console = await openConsole('/guichet/secours', api);
    expect(textOf(console.page.querySelector('h1'))).toBe('Mode secours');
    await console.go('/guichet');
    expect(console.router.url).toContain('/connexion');
  });

  it('is offered when the desk has waited too long, and takes what waits with it', async () => {
    const console = await openOffline('/guichet');
    console.api.fail('/desk/scans', 'silent');
    for (const code of ['20000101', '30000001']) scan(console, code);
    await until(() =>
      [...console.page.querySelectorAll('button')].some((one) => textOf(one) === 'Passer en mode secours'),
    );
    button(console.page, 'Passer en mode secours').click();
    await until(() => console.router.url === '/guichet/secours');
    await until(() => kept(console).length === 1);
    expect(kept(console)[0]).toMatch(/^30000001 Prêt •••101 /);
    await console.go('/guichet');
    await until(() => textOf(console.page).includes('1 opération gardée en mode secours'));
    expect(console.page.querySelectorAll('[data-testid=scan-row]').length).toBe(0);
  });

  it('has exceptions settled by a word of who looked', async () => {
    const console = await openOffline('/');
    const line = {
      key: 'a',
      kind: 'check-out',
      library: 'LENS',
      device: null,
      at: '2026-12-15T13:00:00Z',
      item: '30000001',
    };
    const open = { ...line, outcome: 'exception', changed: true, reasons: [{ code: 'patron-blocked', text: '' }] };
    const exception = { ...open, id: 7, batch: 'b', title: 'Germinal', card: '20000152', note: null };
    const notes: unknown[] = [];
    console.api.routes.set('GET /offline-exceptions', () => {
      const items = notes.length > 0 ? [] : [exception];
      return { items, total: items.length };
    });
    console.api.routes.set('POST /offline-exceptions/7/resolve', ({ body }: { body: unknown }) => {
      notes.push(body);
      return exception;
    });
    await console.go('/guichet/secours');
    console.streams[0]!.opens();
    await until(() => console.page.querySelector('[data-testid=exception-row]') !== null);
    button(console.page, 'Réglé').click();
    await until(() => textOf(console.page).includes('dites d’abord ce qui a été fait'));
    type(console.page.querySelector<HTMLInputElement>('input[name=note]'), 'Lecteur rappelé');
    button(console.page, 'Réglé').click();
    await until(() => textOf(console.page).includes('Rien à régler.'));
    expect(notes).toEqual([{ note: 'Lecteur rappelé' }]);
  });
});
