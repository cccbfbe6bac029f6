import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';
import { hold } from '../../testing/holds';
import type { DeskScanView, PullLineView } from '../api/contract';
import { pullLine } from './new-lines.spec';

let lines: PullLineView[];

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.role = 'STAFF';
  api.userLibrary = 'LENS';
  api.libraries = [library('LENS', 'Lens'), library('LIEVIN', 'Liévin')];
  lines = [pullLine(1, { callNumber: 'R BUS' }), pullLine(2, { failedSearches: 2, others: 1 })];
  api.routes.set('GET /libraries/LENS/pull-list', () => ({ items: lines, total: lines.length }));
  return api;
}
const rows = ({ page }: OpenConsole) => [...page.querySelectorAll('[data-testid=pull-row]')].map(textOf);
const again = async (console: OpenConsole) => {
  console.streams.at(-1)!.opens();
  console.streams.at(-1)!.breaks();
  await until(() => console.streams.length === 2);
  console.streams[1]!.opens();
};

describe('the pull list', () => {
  it('follows the shelves and says of each line whether it is printed, other copies that would do, vain searches', async () => {
    const console = await openConsole('/flux/recherche', network());
    expect(rows(console)[0]).toBe(
      'R BUS Adultes Titre 1 30000001 Liévin non imprimée Introuvable Titre 1 Passer ailleurs Titre 1',
    );
    expect(rows(console)[1]).toContain('ou 1 autre exemplaire ici');
    expect(rows(console)[1]).toContain('cherché en vain 2 fois');
  });

  it('never puts new lines in by itself: a button tells how many there are', async () => {
    const console = await openConsole('/flux/recherche', network());
    lines = [pullLine(5), ...lines];
    await again(console);
    await until(() => textOf(console.page).includes('1 nouvelle ligne'));
    expect(rows(console).length).toBe(2);
    button(console.page, '1 nouvelle ligne').click();
    await console.settle();
    expect(rows(console)[0]).toContain('Titre 5');
  });

  it('ticks a scanned document with where it goes, and keeps its line', async () => {
    const api = network();
    api.scanned = ({ code }): DeskScanView => {
      lines = lines.filter(({ barcode }) => barcode !== code);
      const item = { barcode: code, title: 'Titre 1', status: 'TRANSIT_HOLD' };
      const place = { code: 'LIEVIN', name: 'Médiathèque de Liévin' };
      const back = { item, routing: 'transit-hold', destination: place, returnedAt: null, alert: null, note: '' };
      return { kind: 'return', back, hold: null, departure: null, arrival: null } as unknown as DeskScanView;
    };
    const console = await openConsole('/flux/recherche', api);
    type(console.page.querySelector<HTMLInputElement>('[data-testid=scan-input]'), '30000001');
    console.page.querySelector('form')!.dispatchEvent(new Event('submit'));
    await until(() => (rows(console)[0] ?? '').includes('NAVETTE → Médiathèque de Liévin'));
    expect(api.scans[0]).toEqual(jasmine.objectContaining({ code: '30000001', mode: 'return', library: 'LENS' }));
    expect(rows(console).length).toBe(2);
    expect(rows(console)[0]).not.toContain('Introuvable');
  });

  it('notes a document that is not found and one that is passed on, and says what came of it', async () => {
    const api = network();
    api.routes.set('POST /holds/1/not-found', hold(1, { state: 'PENDING' }));
    api.routes.set('POST /holds/2/pass-on', hold(2, { state: 'TARGETED' }));
    const console = await openConsole('/flux/recherche', api);
    const said = () => textOf(console.page.querySelector('app-act-result'));
    button(console.page, 'Introuvable').click();
    await until(() => said().startsWith('« Titre 1 » est noté introuvable'));
    button(console.page, 'Passer ailleurs Titre 2').click();
    await until(() => said() === '« Titre 2 » est demandé à une autre bibliothèque.');
  });

  it('says that there is nothing to fetch, and asks where one is when nobody knows', async () => {
    const api = network();
    lines = [];
    const console = await openConsole('/flux/recherche', api);
    expect(textOf(console.page)).toContain('Rien à chercher en rayon pour le moment.');
  });

  it('asks whoever works for the whole network where he is', async () => {
    const api = network();
    api.userLibrary = null;
    const console = await openConsole('/flux/recherche', api);
    expect(textOf(console.page)).toContain('Dites d’abord, en haut de la page, dans quelle bibliothèque est ce poste');
    expect(api.received).not.toContain('GET /libraries/LENS/pull-list');
  });
});
