import { FakeAdminApi } from '../../testing/fake-admin-api';
import { hold } from '../../testing/holds';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';
import type { HttpRequest } from '@angular/common/http';
import type { HeldCopyView, HoldExplanationView } from '../api/contract';

const copy = (barcode: string, verdict: HeldCopyView['verdict'], rest: Partial<HeldCopyView> = {}): HeldCopyView => ({
  ...{ barcode, library: 'LENS', callNumber: 'R ZOL', volume: '', status: 'AVAILABLE', dueAt: null, verdict },
  ...rest,
});

function network(explained: Partial<HoldExplanationView> = {}) {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens'), library('LIEVIN', 'Liévin')];
  api.routes.set('GET /holds/7/explanation', () => ({
    ...{ hold: hold(7, { position: 3 }), ahead: 2, obstacles: [], copies: [] },
    ...explained,
  }));
  return api;
}
const open = (api: FakeAdminApi) => openConsole('/flux/reservations/7', api);
const facts = ({ page }: OpenConsole) => textOf(page.querySelector('dl'));
const copies = ({ page }: OpenConsole) => [...page.querySelectorAll('[data-testid=copy-row]')].map(textOf);
const result = ({ page }: OpenConsole) => textOf(page.querySelector('app-act-result'));

describe('a hold', () => {
  it('says its rank and why, what stops it, and what each copy is to it', async () => {
    const console = await open(
      network({
        obstacles: ['suspended'],
        copies: [
          copy('1', 'on-loan', { status: 'ON_LOAN', dueAt: '2026-12-10T17:00:00Z' }),
          copy('2', 'kept-for-another', { status: 'ON_HOLD_SHELF', library: 'LIEVIN' }),
        ],
      }),
    );
    expect(facts(console)).toContain('3 · 2 demandes plus anciennes ; demandée le mar. 17 nov. 2026 à 09:00.');
    expect(facts(console)).toContain('Attend parce que le lecteur a demandé à être passé');
    expect(copies(console)).toEqual([
      'Médiathèque de Lens 1 R ZOL prêté retour prévu le jeu. 10 déc. 2026',
      'Médiathèque de Liévin 2 R ZOL mis de côté pour un autre à l’étagère des réservations',
    ]);
    expect(textOf(console.page)).not.toContain('Aucun exemplaire du réseau');
  });

  it('says when no copy will ever fill it', async () => {
    const console = await open(network({ copies: [copy('1', 'not-on-shelf', { status: 'MISSING' })] }));
    expect(textOf(console.page)).toContain('Aucun exemplaire du réseau ne servira cette réservation');
  });

  it('is suspended until a day that begins in Paris, moved, and cancelled, each with its result in words', async () => {
    const api = network();
    const bodies: unknown[] = [];
    const answer = (rest: object) => (request: HttpRequest<unknown>) => {
      bodies.push(request.body);
      return { ...hold(7), ...rest };
    };
    api.routes.set('POST /holds/7/suspension', answer({ suspendedUntil: '2026-12-23T23:00:00Z' }));
    api.routes.set('PUT /holds/7/pickup', answer({ pickup: 'LIEVIN' }));
    api.routes.set('POST /holds/7/cancel', answer({ state: 'CANCELLED' }));
    const console = await open(api);
    type(console.page.querySelector<HTMLInputElement>('#until'), '2026-12-24');
    button(console.page, 'Suspendre').click();
    await until(() => result(console) === 'Réservation suspendue jusqu’au jeu. 24 déc. 2026.');
    console.page.querySelector<HTMLSelectElement>('#pickup')!.value = 'LIEVIN';
    button(console.page, 'Changer').click();
    await until(() => result(console) === 'Le retrait se fera à Médiathèque de Liévin.');
    button(console.page, 'Faute d’exemplaire').click();
    await until(() => result(console).startsWith('Réservation annulée.'));
    expect(bodies).toEqual([{ until: '2026-12-23T23:00:00.000Z' }, { library: 'LIEVIN' }, { reason: 'no-copy' }]);
  });

  it('says why nothing was changed', async () => {
    const api = network();
    api.fail('/holds/7/cancel', 500);
    const console = await open(api);
    button(console.page, 'Par la bibliothèque').click();
    await until(() => result(console).startsWith('Rien n’a été changé. Le serveur a rencontré une erreur'));
  });
});

describe('a new hold', () => {
  it('takes the barcode of a copy for its record, and any other number for one of a record', async () => {
    const api = network();
    const placed: unknown[] = [];
    api.routes.set('GET /items/30000001', { record: 'PAS12' });
    api.routes.set('POST /holds', (request: HttpRequest<unknown>) => {
      placed.push(request.body);
      return hold(9, { position: 2 });
    });
    const console = await openConsole('/flux/reservations/nouvelle?carte=20000157', api);
    button(console.page, 'Réserver').click();
    await console.settle();
    expect(textOf(console.page)).toContain('Il faut la carte du lecteur et le document.');
    type(console.page.querySelector<HTMLInputElement>('#document'), '30000001');
    button(console.page, 'Réserver').click();
    await until(() => result(console) === '« Germinal » est réservé, rang 2.');
    type(console.page.querySelector<HTMLInputElement>('#document'), 'PAS77');
    button(console.page, 'Réserver').click();
    await until(() => placed.length === 2);
    expect(placed).toEqual([
      { card: '20000157', record: 'PAS12', pickup: 'LENS' },
      { card: '20000157', record: 'PAS77', pickup: 'LENS' },
    ]);
  });
});
