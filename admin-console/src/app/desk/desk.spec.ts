import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { type OpenConsole, openConsole, textOf, type, until } from '../../testing/open-console';
import type { DeskReaderView, DeskScanRequest, DeskScanView } from '../api/contract';

const reader: DeskReaderView = {
  ...{ id: 1, card: '20000101', firstName: 'Lina', lastName: 'Caron', category: 'Adulte', state: 'ACTIVE' },
  ...{ homeLibrary: { code: 'LENS', name: 'Lens' }, expiresAt: '2027-09-25T10:00:00Z', comeOfAge: false, blocks: [] },
  account: { loans: [], holds: [] },
};
const copy = (barcode: string) => ({ barcode, title: `Titre ${barcode}`, status: 'AVAILABLE' });

/** A small library: two cards, and every number that begins with 3 is a document on its shelf. */
function scanned({ code, card, meant, mode }: DeskScanRequest): DeskScanView {
  if (code === reader.card && mode !== 'return') return { kind: 'reader', reader };
  if (code === '20000199') return { kind: 'card-refused', code: 'card-replaced', facts: {} };
  if (!code.startsWith('3') || meant === 'card') return { kind: 'unknown' };
  const item = copy(code);
  if (card !== null && mode !== 'return') {
    const loan = { item, at: '2026-12-01T10:00:00Z', dueAt: '2026-12-22T22:59:59Z', renewals: 0, renewed: false };
    return { kind: 'loan', loan: { ...loan, warnings: [], note: '' } };
  }
  const destination = { code: 'LENS', name: 'Lens' };
  const back = { item, routing: 'shelf', destination, returnedAt: null, hold: null, found: false } as const;
  return {
    kind: 'return',
    back: { ...back, alert: null, bin: null, note: '' },
    hold: null,
    departure: null,
    arrival: null,
  };
}

async function openDesk(): Promise<OpenConsole> {
  const api = new FakeAdminApi();
  api.role = 'STAFF';
  api.userLibrary = 'LENS';
  api.libraries = [library('LENS', 'Lens')];
  api.scanned = scanned;
  return openConsole('/guichet', api);
}
const box = ({ page }: OpenConsole) => page.querySelector<HTMLInputElement>('[data-testid=scan-input]')!;
const outcomes = ({ page }: OpenConsole) =>
  [...page.querySelectorAll<HTMLElement>('[data-testid=scan-row]')].map((row) => row.dataset['outcome']).toReversed();
function scan(console: OpenConsole, code: string): void {
  type(box(console), code);
  box(console).form!.requestSubmit();
}

describe('the desk', () => {
  it('keeps every scan made while the server answers, and sends them one by one, in order', async () => {
    const console = await openDesk();
    const gate = console.api.hold('/desk/scans');
    for (const code of ['30000001', '30000002', '30000003']) scan(console, code);
    await until(() => outcomes(console).length === 3);
    expect(box(console).value).toBe('');
    expect(outcomes(console)).toEqual(['PENDING', 'PENDING', 'PENDING']);
    expect(console.api.scans.map(({ code }) => code)).toEqual(['30000001']);
    gate.release();
    await until(() => outcomes(console).every((outcome) => outcome === 'SHELF'));
    expect(console.api.scans.map(({ code }) => code)).toEqual(['30000001', '30000002', '30000003']);
    expect(new Set(console.api.scans.map(({ key }) => key)).size).toBe(3);
  });

  it('lends to the reader whose card was scanned before, though nothing was answered yet', async () => {
    const console = await openDesk();
    scan(console, reader.card);
    scan(console, '30000001');
    await until(() => outcomes(console).join() === 'READER,LOAN');
    expect(console.api.scans[1]!.card).toBe(reader.card);
    expect(textOf(console.page.querySelector('[data-testid=reader-panel]'))).toContain('Lina Caron');
  });

  it('after a card that opens nothing, neither lends nor takes back by itself', async () => {
    const console = await openDesk();
    for (const code of [reader.card, '20000199', '30000001', '30000002']) scan(console, code);
    await until(() => outcomes(console).join() === 'READER,REFUSED,DECIDE,DECIDE');
    expect(console.api.scans.slice(2).map(({ meant }) => meant)).toEqual(['card', 'card']);
    const give = console.page.querySelector<HTMLButtonElement>('[data-testid=decision-list] button')!;
    expect(textOf(give)).toContain('Rendre');
    give.click();
    await until(() => outcomes(console).join() === 'READER,REFUSED,SHELF,DECIDE');
  });

  it('takes the bounce of a scanner for one scan', async () => {
    const console = await openDesk();
    scan(console, '30000001');
    scan(console, '30000001');
    await until(() => outcomes(console).join() === 'SHELF');
    expect(console.api.scans.length).toBe(1);
  });

  it('says each result once, in words, and its sound in a word too', async () => {
    const console = await openDesk();
    scan(console, '30000001');
    scan(console, '99999');
    await until(() => outcomes(console).join() === 'SHELF,UNKNOWN');
    await console.settle();
    const said = [...console.page.querySelectorAll('[data-testid=live-log] p')].map(textOf);
    expect(said).toEqual([
      'RAYON (ici) — Titre 30000001 — Personne ne l’attend et sa place est ici. Il n’était pas prêté.',
      'INCONNU — Code inconnu : rien n’a été fait. Mettez l’objet dans la bannette « à traiter ».',
    ]);
    expect(document.documentElement.dataset['lastSound']).toBe('unknown');
  });

  it('is not there for those who do not lend', async () => {
    const api = new FakeAdminApi();
    api.role = 'AUDITOR';
    const { page } = await openConsole('/guichet', api);
    expect(textOf(page.querySelector('h1'))).toBe('Accès refusé');
    expect([...page.querySelectorAll('nav a')].map(textOf)).not.toContain('Guichet');
  });
});
