import type { HttpRequest } from '@angular/common/http';
import type { BudgetsView, FigureSetView, PeriodFiguresView, StatisticsView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';
import { evolution, figureText, monthText } from './figure-words';

const path = '/pilotage/statistiques';
const none: FigureSetView = {
  ...{ loans: 0, renewals: 0, returns: 0, holds: 0 },
  ...{ activeReaders: null, newReaders: 0, stock: null },
};
const period = (from: string, until: string, loans: number, complete: boolean): PeriodFiguresView => ({
  from,
  until,
  complete,
  total: { ...none, loans, holds: 'few', activeReaders: 7, stock: 1234 },
  libraries: [
    { code: 'AVION', name: 'Médiathèque d’Avion', commune: 'Avion', figures: { ...none, loans: 'few' } },
    { code: 'LENS', name: 'Médiathèque de Lens', commune: 'Lens', figures: { ...none, loans } },
  ],
  months: [{ month: until, complete, figures: { ...none, loans } }],
  types: [
    { type: 'BOOK', figures: { loans, returns: 0, renewals: 0, stock: 1000 } },
    { type: null, figures: { loans: 0, returns: 0, renewals: 0, stock: 0 } },
  ],
});
const told: StatisticsView = {
  library: null,
  firstMonth: '2025-01',
  currentMonth: '2026-11',
  countedUntil: '2026-11-29T10:00:00Z',
  waiting: 0,
  period: period('2026-01', '2026-11', 1500, false),
  compared: period('2025-01', '2025-11', 1000, true),
};
function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens'), library('AVION', 'Avion')];
  api.routes.set('GET /statistics', told);
  return api;
}
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const figure = ({ page }: OpenConsole, name: string) => plain(textOf(page.querySelector(`[data-figure=${name}]`)));
const bars = ({ page }: OpenConsole, section: string) =>
  [...page.querySelectorAll(`[data-testid=section-${section}] [data-testid=bar]`)].map((bar) => plain(textOf(bar)));

describe('a figure', () => {
  const messages = { figure: String, say: () => '< 5' };

  it('is shown, hidden when it would point at somebody, or a dash when it cannot be known', () => {
    expect([0, 12, 'few' as const, null, undefined].map((one) => figureText(one, messages))).toEqual([
      '0',
      '12',
      '< 5',
      '—',
      '—',
    ]);
  });

  it('has an evolution only when both can be told', () => {
    expect(plain(evolution(150, 100, 'fr-FR') ?? '')).toBe('+50 %');
    for (const [now, before] of [
      [5, 0],
      ['few', 10],
      [10, null],
    ] as const)
      expect(evolution(now, before, 'fr-FR')).toBeNull();
    expect(monthText('2026-11', 'fr-FR')).toBe('nov. 2026');
  });
});

describe('the statistics', () => {
  it('tell each figure with its definition, beside the period before', async () => {
    const console = await openConsole(path, network());
    expect(figure(console, 'loans')).toContain('Prêts 1 500 1 000 avant · +50 % Documents prêtés, au guichet');
    expect(figure(console, 'holds')).toContain('Réservations < 5 < 5 avant Réservations posées');
    expect(textOf(console.page)).toContain('Cette période n’est pas terminée');
    expect(document.title).toBe('Statistiques – Console');
  });

  it('draw the months, libraries and types of one figure, the running month hatched and said so', async () => {
    const console = await openConsole(path, network());
    expect(bars(console, 'libraries')).toEqual(['Avion < 5 < 5 avant', 'Lens 1 500 (+50 %) 1 000 avant']);
    expect(bars(console, 'months')).toEqual(['nov. 2026 1 500 (+50 %) en cours 1 000 avant']);
    const drawn = console.page.querySelector('[data-testid=section-months] [data-testid=bar]')!;
    expect(drawn.getAttribute('data-unfinished')).toBe('true');
    expect(drawn.querySelector('.bar')!.getAttribute('fill')).toBe('url(#hatch-months)');
    expect(drawn.querySelector('.bar')!.getAttribute('width')).toBe('100.00%');
    expect(bars(console, 'types')).toEqual(['Livre 1 500 (+50 %) 1 000 avant', 'Documents supprimés depuis 0 0 avant']);
  });

  it('are the same as a table, whose headers a screen reader can follow', async () => {
    const console = await openConsole(path, network());
    button(console.page, 'Tableau').click();
    await until(() => console.router.url === `${path}?vue=tableau`);
    await console.settle();
    expect(console.page.querySelectorAll('[data-testid=bar]').length).toBe(0);
    const rows = [...console.page.querySelectorAll('[data-testid=section-libraries] [data-testid=figure-row]')];
    expect(plain(textOf(rows[1]!))).toContain('Lens Médiathèque de Lens 1 500 1 000 avant · +50 %');
    expect(console.page.querySelectorAll('[data-testid=section-types] thead th[scope=col]').length).toBe(5);
    expect(console.page.querySelectorAll('caption').length).toBe(3);
  });

  it('are asked for the period, the comparison and the library of the address', async () => {
    const api = network();
    const asked: string[] = [];
    api.routes.set('GET /statistics', (request: HttpRequest<unknown>) => (asked.push(request.params.toString()), told));
    const console = await openConsole(`${path}?de=2026-02&a=2026-03&avec=avant&bibliotheque=LENS`, api);
    expect(asked).toEqual(['from=2026-02&until=2026-03&comparedFrom=2025-12&comparedUntil=2026-01&library=LENS']);
    const file = console.page.querySelector<HTMLAnchorElement>('[data-testid=section-months] a')!;
    expect(file.getAttribute('href')).toBe(
      '/api/v1/statistics/file?from=2026-02&until=2026-03&comparedFrom=2025-12&comparedUntil=2026-01&library=LENS&table=months&form=spreadsheet',
    );
    const files = [...console.page.querySelectorAll<HTMLAnchorElement>('[data-testid=section-months] a')];
    expect(files.map((link) => [textOf(link), /form=(\w+)$/.exec(link.href)?.[1]])).toEqual([
      ['Tableur français (CSV) – Par mois', 'spreadsheet'],
      ['Classeur (ODS) – Par mois', 'ods'],
      ['Document (PDF) – Par mois', 'pdf'],
      ['Échange (CSV) – Par mois', 'exchange'],
    ]);
    const from = console.page.querySelector<HTMLSelectElement>('select[name=from]')!;
    from.value = '2026-05';
    from.dispatchEvent(new Event('change'));
    await until(() => console.router.url.includes('de=2026-05&a=2026-05'));
  });

  it('of one library are all a manager is offered', async () => {
    const api = network();
    api.role = 'LIBRARY_MANAGER';
    api.userLibrary = 'LENS';
    api.routes.set('GET /statistics', { ...told, library: 'LENS' });
    const console = await openConsole(`${path}?bibliotheque=AVION`, api);
    expect(console.page.querySelector('select[name=library]')).toBeNull();
    expect(console.page.querySelector('[data-testid=section-libraries]')).toBeNull();
    expect(console.page.querySelectorAll('[data-testid=section-months]').length).toBe(1);
  });

  it('say so when nothing was counted yet, when they cannot be read, and to whom they are not open', async () => {
    const api = network();
    api.routes.set('GET /statistics', { ...told, firstMonth: null });
    expect(textOf((await openConsole(path, api)).page)).toContain('Rien n’a encore été compté.');
  });

  it('can be asked for again after a failure', async () => {
    const api = network();
    api.fail('/statistics', 503);
    const console = await openConsole(path, api);
    expect(textOf(console.page)).toContain('Les statistiques n’ont pas pu être affichées.');
    api.mend();
    button(console.page, 'Réessayer').click();
    await console.settle();
    expect(figure(console, 'loans')).toContain('1 500');
  });

  for (const role of ['STAFF', 'IT_REFERENT'] as const) {
    it(`are not for ${role}`, async () => {
      const api = network();
      api.role = role;
      expect(textOf((await openConsole(path, api)).page)).toContain('Accès refusé');
      expect(api.received).not.toContain('GET /statistics');
    });
  }
});

describe('the budgets', () => {
  const said = { population: 32_000, populationYear: 2023, acquisitions: 8_000_000, culture: 3_200_000 };
  const budgets: BudgetsView = {
    year: 2026,
    targets: { acquisitions: 250, culture: 150 },
    communes: [
      { inseeCode: '62065', commune: 'Avion', budget: null },
      { inseeCode: '62498', commune: 'Lens', budget: said },
    ],
  };
  function communes(): FakeAdminApi {
    const api = network();
    api.routes.set(`GET /statistics/budgets/${new Date().getFullYear()}`, budgets);
    return api;
  }
  const row = ({ page }: OpenConsole, insee: string) => page.querySelector(`[data-insee="${insee}"]`)!;

  it('stand beside what was promised, with the year of the population', async () => {
    const console = await openConsole(`${path}/budgets`, communes());
    expect(plain(textOf(row(console, '62498')))).toContain(
      'Lens 32 000 recensement 2023 80 000 € engagement : 80 000 € 2,50 € tenu 32 000 € engagement : 48 000 € 1,00 € en dessous',
    );
    expect(plain(textOf(console.page.querySelector('tfoot')))).toContain('Ensemble 80 000 € 1 communes sur 2 2,50 €');
  });

  it('are edited in place: what is wrong is said, what is right is saved', async () => {
    const api = communes();
    const put: unknown[] = [];
    const year = new Date().getFullYear();
    api.routes.set(`PUT /statistics/budgets/${year}/62065`, ({ body }: HttpRequest<unknown>) => (put.push(body), {}));
    const console = await openConsole(`${path}/budgets`, api);
    row(console, '62065').querySelector('button')!.click();
    await console.settle();
    const field = (name: string) => console.page.querySelector<HTMLInputElement>(`input[name=${name}]`);
    type(field('population'), 'beaucoup');
    type(field('populationYear'), '2023');
    type(field('acquisitions'), '40 000,50');
    button(console.page, 'Enregistrer').click();
    await console.settle();
    expect(textOf(console.page)).toContain('Écrivez un nombre d’habitants');
    expect(put).toEqual([]);
    type(field('population'), '17 000');
    button(console.page, 'Enregistrer').click();
    await console.settle();
    expect(put).toEqual([{ population: 17_000, populationYear: 2023, acquisitions: 4_000_050, culture: null }]);
    expect(textOf(console.page)).toContain(`Avion : le budget ${year} est enregistré.`);
  });

  it('are read by a manager, who edits none', async () => {
    const api = communes();
    api.role = 'LIBRARY_MANAGER';
    api.userLibrary = 'LENS';
    const console = await openConsole(`${path}/budgets`, api);
    expect(console.page.querySelectorAll('[data-testid=budget-row] button').length).toBe(0);
  });
});
