import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';
import { crate } from '../../testing/shuttle';
import type { HttpRequest } from '@angular/common/http';
import type { CrateLineView, CrateSheetView, CrateSummaryView, ReceptionRequest } from '../api/contract';

const line = (barcode: string, rest: Partial<CrateLineView> = {}): CrateLineView => ({
  ...{ barcode, title: `Titre ${barcode}`, to: 'LIEVIN', reason: 'RETURN_HOME', state: 'IN_CRATE' },
  ...{ unexpected: false, resolution: null },
  ...rest,
});
let sheet: CrateSheetView;

function network(of: Partial<CrateSummaryView> = {}, lines = [line('A')]): FakeAdminApi {
  const api = new FakeAdminApi();
  api.role = 'STAFF';
  api.userLibrary = 'LENS';
  api.libraries = [library('LENS', 'Lens', { kind: 'HUB' }), library('LIEVIN', 'Liévin')];
  sheet = { crate: crate(5, of), lines };
  api.routes.set('GET /crates/5', () => sheet);
  return api;
}
const open = (api: FakeAdminApi) => openConsole('/flux/navette/caisses/5', api);
const said = ({ page }: OpenConsole) => textOf(page.querySelector('app-act-result'));
const scan = ({ page }: OpenConsole, code: string) => {
  type(page.querySelector<HTMLInputElement>('[data-testid=scan-input]'), code);
  page.querySelector('form')!.dispatchEvent(new Event('submit'));
};

describe('a crate', () => {
  it('is filled by scans, none of which is lost while the server answers, then sealed', async () => {
    const api = network();
    api.routes.set('POST /crates/5/items', ({ body }: HttpRequest<{ barcode: string }>) => {
      sheet = { ...sheet, lines: [...sheet.lines, line(body!.barcode)] };
      return sheet;
    });
    api.routes.set('POST /crates/5/seal', () => (sheet = { ...sheet, crate: { ...sheet.crate, state: 'SEALED' } }));
    const console = await open(api);
    const gate = api.hold('/crates/5/items');
    scan(console, 'B');
    scan(console, 'C');
    gate.release();
    await until(() => said(console) === '« Titre C » est dans la caisse.');
    expect(sheet.lines.map(({ barcode }) => barcode)).toEqual(['A', 'B', 'C']);
    button(console.page, 'Sceller la caisse').click();
    await until(() => said(console).includes('sa liste est figée (3)'));
    expect(textOf(console.page)).toContain('Rouvrir la caisse');
    expect(console.page.querySelector('[data-testid=scan-input]')).toBeNull();
  });

  it('is unpacked scan by scan, nothing being missing before somebody says so', async () => {
    const api = network({ from: 'LIEVIN', to: 'LENS', state: 'ON_BOARD' }, [line('A', { to: 'LENS' }), line('B')]);
    const receptions: unknown[] = [];
    api.routes.set('POST /crates/5/receive', ({ body }: HttpRequest<ReceptionRequest>) => {
      receptions.push(body);
      const results = body!.barcodes.map((barcode) => ({
        ...{ barcode, title: `Titre ${barcode}`, result: 'announced', routing: 'shelf' },
        ...{ destination: 'LENS', refusal: null },
      }));
      return { crate: sheet.crate, results, missing: body!.closing === 'now' ? [{ barcode: 'B', title: 'B' }] : [] };
    });
    const console = await open(api);
    expect(textOf(console.page)).toContain('Tout est là : recevoir 2 documents');
    scan(console, 'A');
    await until(() => said(console) === '« Titre A » : en rayon.');
    button(console.page, 'Terminer : le reste manque').click();
    await until(() => said(console) === '1 document manque : voyez les écarts.');
    expect(receptions).toEqual([
      { library: 'LENS', barcodes: ['A'], closing: 'when-all-seen' },
      { library: 'LENS', barcodes: [], closing: 'now' },
    ]);
  });

  it('has its sheet for paper: the destination, its code in bars and its list', async () => {
    const console = await open(network({ state: 'SEALED', sealedAt: '2026-11-29T08:00:00Z' }));
    await until(() => console.page.querySelector('app-crate-sheet path') !== null);
    const paper = console.page.querySelector('[data-testid=crate-sheet]')!.textContent!;
    for (const words of ['Liévin', 'de Médiathèque de Lens', 'LENS-000005', 'Titre A', 'retour à sa bibliothèque']) {
      expect(paper).toContain(words);
    }
  });

  it('of another library is only looked at', async () => {
    const console = await open(network({ from: 'LIEVIN', to: 'AVION', state: 'OPEN' }));
    expect(console.page.querySelector('[data-testid=scan-input]')).toBeNull();
    expect(textOf(console.page)).not.toContain('Sceller');
  });
});
