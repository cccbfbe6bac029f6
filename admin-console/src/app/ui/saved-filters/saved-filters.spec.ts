import { type HttpRequest, HttpErrorResponse } from '@angular/common/http';
import { FakeAdminApi } from '../../../testing/fake-admin-api';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../../testing/open-console';
import type { SaveFilterRequest, SavedFilterView } from '../../api/contract';

const zola: SavedFilterView = {
  ...{ id: 1, list: 'holds', name: 'Zola', scope: 'NETWORK', library: null, parameters: { titre: 'zola' } },
  ...{ savedAt: '2026-12-15T13:32:00Z', mayRemove: false },
};
const mine: SavedFilterView = { ...zola, id: 2, name: 'Les miens', scope: 'PRIVATE', mayRemove: true };

/** A server that keeps filters. */
function keeping(items: SavedFilterView[], scopes: SavedFilterView['scope'][] = ['PRIVATE']): FakeAdminApi {
  const api = new FakeAdminApi();
  api.routes.set('GET /holds', { items: [], total: 0 });
  const kept = ['titre', 'retrait', 'etat'];
  api.routes.set('GET /saved-filters', () => ({ items: [...items], total: items.length, kept, scopes }));
  api.routes.set('POST /saved-filters', ({ body }: HttpRequest<SaveFilterRequest>) => {
    const { list, name, scope, parameters } = body!;
    if (items.some((one) => one.name === name)) {
      return new HttpErrorResponse({ status: 409, error: { code: 'filter-taken' } });
    }
    const saved = { ...mine, id: items.length + 1, list, name, scope, parameters };
    items.push(saved);
    return saved;
  });
  api.routes.set('DELETE /saved-filters/2', () => {
    items.splice(0, items.length, ...items.filter(({ id }) => id !== 2));
    return null;
  });
  return api;
}
const rows = ({ page }: OpenConsole) => [...page.querySelectorAll<HTMLElement>('[data-testid=saved-filter]')];
const opener = ({ page }: OpenConsole) => page.querySelector<HTMLButtonElement>('[data-testid=saved-filters]')!;
async function opened(path: string, api: FakeAdminApi): Promise<OpenConsole> {
  const console = await openConsole(path, api);
  expect(api.received).not.toContain('GET /saved-filters');
  opener(console).click();
  await until(() => !textOf(console.page).includes('Chargement') && api.received.includes('GET /saved-filters'));
  await console.settle();
  return console;
}

describe('the filters kept of a list', () => {
  it('are asked for when they are opened, say for whom they are, and which one is on', async () => {
    const console = await opened('/flux/reservations?titre=zola&page=2', keeping([zola, mine]));
    expect(rows(console).map(textOf)).toEqual(['Zola du réseau', 'Les miens à moi Retirer Les miens']);
    const link = rows(console)[0]!.querySelector('a')!;
    expect(link.getAttribute('href')).toBe('/flux/reservations?titre=zola');
    expect(link.getAttribute('aria-current')).toBe('true');
  });

  it('are saved from the address, without the card of a reader', async () => {
    const items: SavedFilterView[] = [];
    const console = await opened('/flux/reservations?titre=hugo&carte=20000001', keeping(items));
    expect(textOf(console.page)).toContain('Ce qui désigne un lecteur (son nom, sa carte) n’est jamais enregistré.');
    button(console.page, 'Enregistrer ce filtre').click();
    await until(() => textOf(console.page).includes('Donnez un nom au filtre'));
    type(console.page.querySelector('input[name=name]'), 'Hugo');
    button(console.page, 'Enregistrer ce filtre').click();
    await until(() => rows(console).length === 1);
    expect(items.map(({ name, scope, parameters }) => ({ name, scope, parameters }))).toEqual([
      { name: 'Hugo', scope: 'PRIVATE', parameters: { titre: 'hugo' } },
    ]);
    expect(textOf(console.page)).toContain('Le filtre « Hugo » est enregistré.');
  });

  it('say what keeps one from being saved', async () => {
    const console = await opened('/flux/reservations?titre=zola', keeping([mine]));
    type(console.page.querySelector('input[name=name]'), 'Les miens');
    button(console.page, 'Enregistrer ce filtre').click();
    await until(() => textOf(console.page).includes('Un filtre porte déjà ce nom'));
    expect(console.page.querySelector<HTMLInputElement>('input[name=name]')!.value).toBe('Les miens');
  });

  it('are taken away, and put back', async () => {
    const console = await opened('/flux/reservations', keeping([zola, mine]));
    expect(textOf(console.page)).toContain('Pour en enregistrer un, filtrez d’abord la liste.');
    button(console.page, 'Retirer').click();
    await until(() => rows(console).length === 1);
    expect(document.activeElement).toBe(opener(console));
    button(console.page, 'Remettre ce filtre').click();
    await until(() => rows(console).length === 2);
  });

  it('say that they could not be had, and are asked for again', async () => {
    const api = keeping([zola]);
    api.fail('/saved-filters', 503);
    const console = await opened('/flux/reservations', api);
    await until(() => textOf(console.page).includes('Les filtres enregistrés n’ont pas pu être affichés.'));
    api.mend();
    button(console.page, 'Réessayer').click();
    await until(() => rows(console).length === 1);
    opener(console).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await console.settle();
    expect(opener(console).getAttribute('aria-expanded')).toBe('false');
  });
});
