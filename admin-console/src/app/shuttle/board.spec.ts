import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, until } from '../../testing/open-console';
import { crate, movingItem, shuttleRun } from '../../testing/shuttle';
import type { HttpRequest } from '@angular/common/http';
import type { CrateSummaryView, DiscrepancyView } from '../api/contract';

let crates: CrateSummaryView[];

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.role = 'STAFF';
  api.userLibrary = 'LENS';
  api.libraries = [library('LENS', 'Lens', { kind: 'HUB' }), library('LIEVIN', 'Liévin'), library('AVION', 'Avion')];
  crates = [crate(1), crate(2, { state: 'SEALED' }), crate(3, { from: 'AVION', to: 'LENS', state: 'ON_BOARD' })];
  api.routes.set('GET /crates', ({ params }: HttpRequest<unknown>) => {
    const items = crates.filter(({ state }) => state === params.get('state'));
    return { items, total: items.length };
  });
  const waiting = [movingItem('A', 'LIEVIN', 'FILL_HOLD'), movingItem('B', 'LIEVIN')];
  api.routes.set('GET /libraries/LENS/dispatch', { items: waiting, total: 2, nextDeparture: '2026-12-01T07:30:00Z' });
  const gap: DiscrepancyView = {
    ...{ id: 4, kind: 'MISSING', notedAt: '2026-11-29T08:00:00Z', barcode: '30001210', title: 'Dora Bruder' },
    ...{ lastSeen: 'AVION', lastSeenAt: '2026-11-28T08:00:00Z' },
    crate: crate(9, { state: 'DISCREPANT' }),
  };
  api.routes.set('GET /shuttle/discrepancies', { items: [gap], total: 1 });
  api.routes.set('GET /shuttle/late', { items: [], total: 0 });
  const skipped = shuttleRun(7);
  const stops = skipped.stops.map((stop) => ({ ...stop, skipped: 'LIBRARY_CLOSED' as const }));
  api.routes.set('GET /shuttle/runs', {
    items: [shuttleRun(6, { state: 'EN_ROUTE' }), { ...skipped, stops }],
    total: 2,
  });
  return api;
}
const column = ({ page }: OpenConsole, name: string) => textOf(page.querySelector(`[data-column=${name}]`));
const said = ({ page }: OpenConsole) => textOf(page.querySelector('app-act-result'));

describe('the board of the shuttle', () => {
  it('has what waits, the crates in their columns, the gaps with the last scan, and warns of a stop that is skipped', async () => {
    const console = await openConsole('/flux/navette', network());
    await until(() => textOf(console.page).includes('ne s’arrête pas ici'));
    expect(column(console, 'prepare')).toContain('Liévin 2 documents dont 1 réservé');
    expect(column(console, 'prepare')).toContain('LENS-000001 vers Liévin 2 documents');
    expect(column(console, 'sealed')).toContain('Scellées 1 LENS-000002');
    expect(column(console, 'onBoard')).toContain('Aucune caisse.');
    expect(column(console, 'receive')).toContain('LENS-000003 de Avion 2 documents · en route');
    expect(column(console, 'gaps')).toContain(
      'Dora Bruder 30001210 Attendu, non reçu Vu en dernier : Médiathèque de Avion',
    );
    expect(textOf(console.page)).toContain('La tournée du mar. 1 déc. 2026 ne s’arrête pas ici.');
  });

  it('moves a crate by menu, and says where it is', async () => {
    const api = network();
    const loaded: unknown[] = [];
    api.routes.set('POST /crates/2/load', (request: HttpRequest<unknown>) => {
      loaded.push(request.body);
      crates = crates.map((one) => (one.id === 2 ? { ...one, state: 'ON_BOARD' } : one));
      return { crate: crates[1], lines: [] };
    });
    const console = await openConsole('/flux/navette', api);
    await until(() => api.received.includes('GET /shuttle/runs'));
    button(console.page, 'Déplacer vers… LENS-000002').click();
    await until(() => document.querySelector('.mat-mdc-menu-item') !== null);
    const items = [...document.querySelectorAll<HTMLElement>('.mat-mdc-menu-item')];
    expect(items.map(textOf)).toEqual(['À bord (tournée 6)', 'À préparer']);
    items[0]!.click();
    await until(() => column(console, 'onBoard').includes('LENS-000002'));
    expect(loaded).toEqual([{ run: 6 }]);
    expect(said(console)).toBe('Caisse LENS-000002 : À bord.');
  });

  it('settles a gap, and opens a crate where documents wait', async () => {
    const api = network();
    api.routes.set('POST /shuttle/discrepancies/4/resolve', () => null);
    api.routes.set('POST /crates', crate(12));
    api.routes.set('GET /crates/12', { crate: crate(12), lines: [] });
    const console = await openConsole('/flux/navette', api);
    button(console.page, 'Déclarer manquant').click();
    await until(() => said(console) === 'L’écart sur « Dora Bruder » est réglé.');
    button(console.page, 'Ouvrir une caisse Liévin').click();
    await until(() => console.router.url === '/flux/navette/caisses/12');
  });
});
