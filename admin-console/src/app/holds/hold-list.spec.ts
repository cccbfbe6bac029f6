import { FakeAdminApi } from '../../testing/fake-admin-api';
import { hold } from '../../testing/holds';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, until } from '../../testing/open-console';
import type { HttpRequest } from '@angular/common/http';
import type { HoldView } from '../api/contract';

const path = '/flux/reservations';
const rows = ({ page }: OpenConsole) => [...page.querySelectorAll('[data-testid=hold-row]')].map(textOf);

function network(holds: HoldView[] = [hold(1), hold(2, { state: 'ON_SHELF', title: 'La Peste', position: 2 })]) {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens', { kind: 'HUB' }), library('LIEVIN', 'Liévin')];
  api.routes.set('GET /holds', () => ({ items: holds, total: holds.length }));
  return api;
}

describe('the holds', () => {
  it('are listed with reader, pickup, rank and since when, and state in words', async () => {
    const console = await openConsole(path, network());
    expect(rows(console)).toEqual([
      'Germinal Karim Lefebvre 20000157 Médiathèque de Lens 1 depuis le mar. 17 nov. 2026 en attente',
      'La Peste Karim Lefebvre 20000157 Médiathèque de Lens 2 depuis le mar. 17 nov. 2026 à l’étagère',
    ]);
    expect(document.title).toBe('Réservations – Console');
  });

  it('are asked as the address says, and the filter is a step that Back undoes', async () => {
    const asked: Record<string, string | null>[] = [];
    const api = network([]);
    api.routes.set('GET /holds', ({ params }: HttpRequest<unknown>) => {
      asked.push(Object.fromEntries(params.keys().map((key) => [key, params.get(key)])));
      return { items: [], total: 0 };
    });
    const console = await openConsole(`${path}?titre=germ&carte=2000&retrait=LIEVIN&etat=ON_SHELF&page=2`, api);
    expect(asked.at(-1)).toEqual({
      ...{ title: 'germ', card: '2000', library: 'LIEVIN', state: 'ON_SHELF' },
      ...{ offset: '50', limit: '50' },
    });
    expect(textOf(console.page)).toContain('Aucune réservation ne répond à ces critères.');
    button(console.page, 'Effacer les filtres').click();
    await until(() => console.router.url === path);
    await console.settle();
    expect(asked.at(-1)).toEqual({ state: 'live', offset: '0', limit: '50' });
    expect(textOf(console.page)).toContain('Personne n’attend de document dans le réseau.');
  });

  it('say that nobody has a card, which is no failure', async () => {
    const api = network();
    api.fail('/holds', 404);
    const console = await openConsole(`${path}?carte=999`, api);
    expect(textOf(console.page)).toContain('Aucun lecteur ne porte cette carte.');
    expect(console.page.querySelector('main [role=alert]')).toBeNull();
  });

  it('say what failed, and can be asked again', async () => {
    const api = network();
    api.fail('/holds', 500);
    const console = await openConsole(path, api);
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain(
      'Les réservations n’ont pas pu être affichées.',
    );
    api.mend();
    button(console.page, 'Réessayer').click();
    await console.settle();
    expect(rows(console).length).toBe(2);
  });

  it('are no page of an auditor', async () => {
    const api = network();
    api.role = 'AUDITOR';
    const console = await openConsole(path, api);
    expect(textOf(console.page.querySelector('h1'))).toBe('Accès refusé');
    expect(api.received).not.toContain('GET /holds');
  });
});
