import { TestBed } from '@angular/core/testing';
import type { HttpRequest } from '@angular/common/http';
import type { SortRuleView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { button, openConsole, textOf, type } from '../../testing/open-console';

const path = '/connexions/trieurs?bibliotheque=LENS';
const rules: SortRuleView[] = [
  { bin: '1', when: { routing: ['hold-shelf'], alert: false } },
  { bin: '2', when: { destination: ['AVION'] } },
  { bin: '9', when: {} },
];

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens'), library('AVION', 'Avion')];
  api.routes.set('GET /libraries/LENS/sort-bins', { library: 'LENS', rules });
  return api;
}
const shown = (page: HTMLElement) =>
  [...page.querySelectorAll('[data-testid=sort-rule] > span:first-child')].map(textOf);

describe('the sorters', () => {
  it('follow rules said in words, in their order', async () => {
    const { page } = await openConsole(path, network());
    expect(shown(page)).toEqual([
      'Bac 1 : étagère des réservations ; sans alerte',
      'Bac 2 : vers : Médiathèque de Avion',
      'Bac 9 : tout document',
    ]);
  });

  it('say where a document would go, changing nothing', async () => {
    const api = network();
    api.routes.set('POST /libraries/LENS/sort-bins/dry-run', {
      ...{ item: { barcode: '30000001', title: 'Germinal' }, routing: 'shelf', bin: '9' },
      destination: { code: 'LENS', name: 'Médiathèque de Lens' },
    });
    const console = await openConsole(path, api);
    type(console.page.querySelector<HTMLInputElement>('[name=item]'), '30000001');
    button(console.page, 'Essayer, sans rien changer').click();
    await console.settle();
    expect(textOf(console.page.querySelector('[data-testid=sort-trial]'))).toContain(
      '« Germinal » irait au bac 9 : en rayon, Médiathèque de Lens.',
    );
  });

  it('are given another list, saved whole', async () => {
    const api = network();
    const saved: unknown[] = [];
    api.routes.set('PUT /libraries/LENS/sort-bins', ({ body }: HttpRequest<{ rules: SortRuleView[] }>) => {
      saved.push(body!.rules.map(({ bin }) => bin));
      return { library: 'LENS', rules: body!.rules };
    });
    const console = await openConsole(path, api);
    expect(textOf(console.page)).not.toContain('Enregistrer la liste');
    console.page.querySelector<HTMLButtonElement>('[aria-label="Descendre la règle du bac 1"]')!.click();
    console.page.querySelector<HTMLButtonElement>('[aria-label="Ôter la règle du bac 9"]')!.click();
    await console.settle();
    button(console.page, 'Ajouter une règle').click();
    await console.settle();
    type(console.page.querySelector<HTMLInputElement>('[name=bin]'), '3');
    button(console.page, 'Ajouter à la fin').click();
    await console.settle();
    button(console.page, 'Enregistrer la liste').click();
    await console.settle();
    expect(saved).toEqual([['2', '1', '3']]);
    expect(textOf(console.page)).toContain('La liste est enregistrée');
  });

  it('of another library are not a manager’s to change', async () => {
    const api = network();
    api.role = 'LIBRARY_MANAGER';
    api.userLibrary = 'AVION';
    const { page } = await openConsole(path, api);
    expect(textOf(page)).not.toContain('Ajouter une règle');
  });

  it('wait for no library: one says that there is none, or that the list failed', async () => {
    const empty = await openConsole('/connexions/trieurs', new FakeAdminApi());
    expect(textOf(empty.page)).toContain('Aucune bibliothèque n’est déclarée dans le réseau.');
    empty.api.fail('/libraries', 404);
    TestBed.resetTestingModule();
    const { page } = await openConsole('/connexions/trieurs', empty.api);
    expect(textOf(page.querySelector('main [role=alert]'))).toBe(
      'La liste des bibliothèques n’a pas pu être affichée. Rien de tel n’existe, ou plus : vérifiez l’adresse, ou revenez à la liste.',
    );
  });
});
