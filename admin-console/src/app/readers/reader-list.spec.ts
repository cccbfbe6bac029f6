import type { HttpRequest } from '@angular/common/http';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, until } from '../../testing/open-console';
import { account, reader, readerLine } from '../../testing/readers';

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens')];
  api.routes.set('GET /patrons', (request: HttpRequest<unknown>) => {
    const q = request.params.get('q');
    if (request.params.get('list')) return { items: [], total: 0, byPastCard: false };
    if (q === '20000156') return { items: [readerLine(156, 'Lefèvre')], total: 1, byPastCard: false };
    if (q === '20000153') return { items: [readerLine(153, 'Wisniewski')], total: 1, byPastCard: true };
    const items = [readerLine(1, 'Lefebvre'), readerLine(2, 'Lefèvre', { state: 'EXPIRED', birthYear: null })];
    return q === 'lef' ? { items, total: 120, byPastCard: false } : { items: [], total: 0, byPastCard: false };
  });
  api.routes.set('GET /patrons/156', reader(156));
  api.routes.set('GET /patrons/156/account', account());
  return api;
}
const rows = ({ page }: OpenConsole) => [...page.querySelectorAll('[data-testid=reader-row]')].map(textOf);
const look = (console: OpenConsole, text: string) => {
  console.page.querySelector<HTMLInputElement>('input[type=search]')!.value = text;
  button(console.page, 'Rechercher').click();
};

describe('the readers', () => {
  it('are looked for in one box, and several are a list, with the search in the address', async () => {
    const console = await openConsole('/lecteurs', network());
    expect(textOf(console.page.querySelector('main .empty'))).toContain('Lisez une carte');
    look(console, 'lef');
    await until(() => rows(console).length === 2);
    expect(console.router.url).toBe('/lecteurs?q=lef');
    expect(rows(console)).toEqual([
      'Lefebvre Zoé 1990 Médiathèque de Lens inscription en cours',
      'Lefèvre Zoé — Médiathèque de Lens inscription échue',
    ]);
    expect(textOf(console.page)).toContain('120 lecteurs');
    expect(textOf(console.page.querySelector('app-pager'))).toContain('Page 1 sur 3');
  });

  it('open their file by their card', async () => {
    const console = await openConsole('/lecteurs', network());
    look(console, '20000156');
    await until(() => textOf(console.page.querySelector('h1')) === 'Zoé Lefèvre');
    expect(console.router.url).toBe('/lecteurs/156');
  });

  it('with a card that was replaced say so, and are not opened by it', async () => {
    const console = await openConsole('/lecteurs?q=20000153', network());
    expect(textOf(console.page.querySelector('.band'))).toContain('Cette carte a été remplacée');
    expect(console.router.url).toBe('/lecteurs?q=20000153');
  });

  it('may be nobody, and then one is enrolled', async () => {
    const console = await openConsole('/lecteurs?q=paris', network());
    expect(textOf(console.page.querySelector('main .empty'))).toBe('Aucun lecteur trouvé.');
    const worklist = await openedAgain(console, '/lecteurs?liste=to-erase');
    expect(worklist).toBe('Personne n’est sur cette liste.');
  });

  it('say what failed, and can be asked again', async () => {
    const api = network();
    api.fail('/patrons', 500);
    const console = await openConsole('/lecteurs?q=lef', api);
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain('La recherche n’a pas pu être faite.');
    api.mend();
    button(console.page, 'Réessayer').click();
    await until(() => rows(console).length === 2);
  });

  it('are no business of IT nor of an auditor', async () => {
    const api = network();
    api.role = 'AUDITOR';
    const console = await openConsole('/lecteurs', api);
    expect(textOf(console.page.querySelector('h1'))).toBe('Accès refusé');
    expect(textOf(console.page.querySelector('nav'))).not.toContain('Lecteurs');
  });

  it('are enrolled with what is needed, and the refusal says what to do', async () => {
    const api = network();
    const categories = [
      { code: 'ADULTE', label: 'Adulte', kind: 'PERSON', membershipMonths: 12, minAge: 18, maxAge: null },
    ];
    api.routes.set('GET /patron-categories', { items: categories, total: 1 });
    api.userLibrary = 'LENS';
    let asked: unknown = null;
    api.routes.set('POST /patrons', (request: HttpRequest<unknown>) => {
      asked = request.body;
      return { id: 156 };
    });
    const console = await openConsole('/lecteurs/nouveau', api);
    button(console.page, 'Inscrire').click();
    await until(() => console.page.querySelector('.summary') !== null);
    expect(textOf(console.page.querySelector('.summary'))).toContain('Numéro de carte');
    expect(asked).toBeNull();
    const fill = (id: string, value: string) => {
      const field = console.page.querySelector<HTMLInputElement>(`#${id}`)!;
      field.value = value;
      field.dispatchEvent(new Event('change'));
    };
    fill('cardNumber', '20000300');
    fill('lastName', 'Lefèvre');
    fill('birthDate', '17/05/1990');
    fill('category', 'ADULTE');
    await console.settle();
    button(console.page, 'Inscrire').click();
    await until(() => console.router.url === '/lecteurs/156');
    expect(asked).toEqual({
      ...{ cardNumber: '20000300', category: 'ADULTE', pin: null, firstName: '', lastName: 'Lefèvre' },
      ...{ birthDate: '1990-05-17', email: null, phone: null, address: null },
      ...{ homeLibrary: 'LENS', language: 'fr', guardian: null },
    });
  });
});

async function openedAgain(console: OpenConsole, path: string): Promise<string> {
  await console.go(path);
  await until(() => textOf(console.page.querySelector('main .empty')).startsWith('Personne'));
  return textOf(console.page.querySelector('main .empty'));
}
