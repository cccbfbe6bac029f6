import type { HttpRequest } from '@angular/common/http';
import type { CopyEventView, CopySituationView } from '../../api/contract';
import { situation } from '../../../testing/catalogue';
import { FakeAdminApi } from '../../../testing/fake-admin-api';
import { device, library } from '../../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../../testing/open-console';

const path = '/catalogue/exemplaires/30000001';
const event = (seq: number, rest: Partial<CopyEventView>): CopyEventView => ({
  seq,
  at: '2026-11-17T09:00:00Z',
  type: 'SCAN',
  by: 'user:agent-lens',
  library: 'LENS',
  facts: {},
  ...rest,
});

function copies(copy: Partial<CopySituationView> = {}): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens'), library('LIEVIN', 'Liévin')];
  api.devices = [device('kiosk-lens')];
  api.userLibrary = 'LENS';
  api.role = 'LIBRARY_MANAGER';
  api.routes.set('GET /copies/30000001/situation', situation('30000001', copy));
  api.routes.set('GET /copies/30000001', { barcode: '30000001', version: 2 });
  api.routes.set('GET /copies/30000001/history', {
    items: [
      event(9, { type: 'RETURN', facts: { routing: 'transit-hold:LIEVIN' } }),
      event(8, { type: 'LOAN', by: 'device:kiosk-lens', facts: { policy: 3, dueAt: Date.UTC(2026, 11, 15) } }),
    ],
    next: 8,
  });
  return api;
}
const events = ({ page }: OpenConsole) => [...page.querySelectorAll('[data-testid=event-row]')].map(textOf);

describe('the page of a copy', () => {
  it('says where it is and why, and everything that happened to it', async () => {
    const transit = { from: 'LENS', to: 'LIEVIN', reason: 'FILL_HOLD', since: '2026-11-17T09:00:00Z', crate: 'C-0412' } as const; // prettier-ignore
    const console = await openConsole(path, copies({ status: 'TRANSIT_HOLD', transit }));
    expect(textOf(console.page.querySelector('[data-testid=copy-sentence]'))).toContain(
      'En navette vers Liévin depuis le mar. 17 nov. 2026, caisse C-0412, pour une réservation.',
    );
    expect(events(console)).toEqual([
      'Retour Médiathèque de Lens mar. 17 nov. 2026 10:00:00 Décision : navette vers Médiathèque de Liévin, pour une réservation. agent agent-lens',
      'Prêt Médiathèque de Lens mar. 17 nov. 2026 10:00:00 À rendre le mar. 15 déc. 2026. Règle de prêt n° 3. Automate kiosk-lens',
    ]);
  });

  it('reads on from where its journal stopped', async () => {
    const api = copies();
    const console = await openConsole(path, api);
    api.routes.set('GET /copies/30000001/history', (request: HttpRequest<unknown>) => ({
      items: [event(2, { type: 'ITEM_CREATED' })],
      next: request.params.get('before') === '8' ? null : 8,
    }));
    button(console.page, 'Plus anciens').click();
    await until(() => events(console).length === 3);
    await console.settle();
    expect(textOf(console.page)).not.toContain('Plus anciens');
  });

  it('is marked missing with a reason, at this post', async () => {
    const api = copies();
    let body: unknown = null;
    api.routes.set('PUT /items/30000001/status', (request: HttpRequest<unknown>) => {
      body = request.body;
      return { item: { barcode: '30000001', title: '', status: 'MISSING' }, checkedIn: null };
    });
    const console = await openConsole(path, api);
    button(console.page, 'Manquant').click();
    await console.settle();
    expect(textOf(console.page)).toContain('État non changé : dites pourquoi.');
    type(console.page.querySelector<HTMLInputElement>('#copy-why'), 'absent du rayon');
    button(console.page, 'Manquant').click();
    await until(() => body !== null);
    expect(body).toEqual({ mark: 'MISSING', library: 'LENS', why: 'absent du rayon' });
  });

  it('says where it would go if it were scanned here', async () => {
    const api = copies();
    api.routes.set('POST /libraries/LENS/sort-bins/dry-run', {
      item: { barcode: '30000001', title: 'Germinal', status: 'TRANSIT_HOLD' },
      routing: 'transit-hold',
      destination: { code: 'LIEVIN', name: 'Médiathèque de Liévin' },
      bin: '3',
    });
    const console = await openConsole(path, api);
    button(console.page, 'Où irait-il').click();
    await until(() => textOf(console.page).includes('Il partirait par la navette vers Médiathèque de Liévin'));
    expect(textOf(console.page)).toContain('Bac du trieur : 3.');
  });

  it('of another library is not described from here', async () => {
    const other = await openConsole(path, copies({ home: 'LIEVIN' }));
    expect(textOf(other.page)).not.toContain('Remplacer le code-barres');
  });

  it('offers an auditor nothing to do', async () => {
    const api = copies();
    api.role = 'AUDITOR';
    api.userLibrary = null;
    const console = await openConsole(path, api);
    expect(textOf(console.page)).not.toContain('Agir');
    expect(events(console).length).toBe(2);
  });
});
