import type { SearchView } from '../../api/contract';
import { foundRecord, search } from '../../../testing/catalogue';
import { FakeAdminApi } from '../../../testing/fake-admin-api';
import { library } from '../../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../../testing/open-console';

function catalogue(answer: SearchView): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens'), library('LIEVIN', 'Liévin')];
  api.routes.set('GET /search', answer);
  return api;
}
const facets: SearchView['facets'] = [
  { index: 'carrier', values: [{ term: 'book', display: 'book', hits: 2 }] },
  { index: 'language', values: [{ term: 'fre', display: 'fre', hits: 2 }] },
];
const germinals = search(
  [
    foundRecord('PAS0000000006', 'Germinal', { places: [
      { library: 'LIEVIN', name: 'Médiathèque de Liévin', copies: 1, available: 0 },
      { library: 'LENS', name: 'Médiathèque de Lens', copies: 2, available: 2 },
    ] }),
    foundRecord('PAS0000000007', 'Germinal, le film', { carrier: 'video', language: 'eng', places: [] }),
  ],
  { facets },
); // prettier-ignore
const rows = ({ page }: OpenConsole) => [...page.querySelectorAll('[data-testid=record-row]')].map(textOf);
const link = ({ page }: OpenConsole, words: string) =>
  [...page.querySelectorAll('a')].find((one) => textOf(one).includes(words))!;

describe('the search of the catalogue', () => {
  it('tells records with their copies in words, the library of this post first', async () => {
    const api = catalogue(germinals);
    api.userLibrary = 'LENS';
    const console = await openConsole('/catalogue?q=germinal', api);
    expect(rows(console)[0]).toBe(
      'Germinal Zola, Émile · Gallimard, 1977 · livre Médiathèque de Lens : 2 disponibles ' +
        'Médiathèque de Liévin : aucun disponible en ce moment',
    );
    expect(rows(console)[1]).toContain('film · anglais aucun exemplaire');
    expect(textOf(console.page.querySelector('.tools [role=status]'))).toBe('2 notices');
    expect(link(console, 'Germinal').getAttribute('href')).toBe('/catalogue/notices/PAS0000000006');
  });

  it('is narrowed by a facet in words, in the address, and widened again by its chip', async () => {
    const console = await openConsole('/catalogue?q=germinal', catalogue(germinals));
    console.page.querySelector<HTMLDetailsElement>('.facets details')!.open = true; // closed on a narrow screen
    link(console, 'français').click();
    await until(() => console.router.url === '/catalogue?q=germinal&langue=fre');
    await console.settle();
    expect(textOf(console.page.querySelector('.chips'))).toContain('Langue : français');
    link(console, 'retirer ce filtre').click();
    await until(() => console.router.url === '/catalogue?q=germinal');
  });

  it('is asked by the box, and its order stays in the address', async () => {
    const console = await openConsole('/catalogue', catalogue(germinals));
    type(console.page.querySelector<HTMLInputElement>('#catalogue-box'), ' zola ');
    button(console.page, 'Chercher').click();
    await until(() => console.router.url === '/catalogue?q=zola');
    await console.settle();
    const order = console.page.querySelector<HTMLSelectElement>('.order select')!;
    order.value = 'date';
    order.dispatchEvent(new Event('change'));
    await until(() => console.router.url === '/catalogue?q=zola&tri=date');
  });

  it('leads straight to the copy whose barcode was scanned', async () => {
    const direct = { record: 'PAS0000000006', barcode: '30000001' };
    const console = await openConsole('/catalogue?q=30000001', catalogue(search([], { direct })));
    await until(() => console.router.url === '/catalogue/exemplaires/30000001');
  });

  it('hears a scanner that fires where there is no field', async () => {
    const console = await openConsole('/catalogue', catalogue(germinals));
    for (const key of [...'9782070612758', 'Enter']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
    await until(() => console.router.url === '/catalogue?q=9782070612758');
  });

  it('proposes the nearest spelling when nothing is found', async () => {
    const api = catalogue(search([], { suggestion: 'germinal' }));
    const console = await openConsole('/catalogue?q=germimal&langue=fre', api);
    expect(textOf(console.page)).toContain('Aucune notice ne répond à « germimal ».');
    expect(textOf(console.page)).toContain('Chercher sans les filtres');
    link(console, 'germinal').click();
    await until(() => console.router.url === '/catalogue?q=germinal&langue=fre');
  });

  it('says that the server failed, and can be asked again', async () => {
    const api = catalogue(germinals);
    api.fail('/search', 500);
    const console = await openConsole('/catalogue', api);
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain('La recherche n’a pas pu être faite.');
    api.mend();
    button(console.page, 'Réessayer').click();
    await console.settle();
    expect(rows(console).length).toBe(2);
  });

  it('is exported by those who head a library, and by nobody else', async () => {
    const staff = catalogue(germinals);
    staff.role = 'STAFF';
    const console = await openConsole('/catalogue?q=germinal', staff);
    expect(textOf(console.page)).not.toContain('Exporter');
  });
});
