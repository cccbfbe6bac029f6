import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import type { PolicyImpactView, PolicyMatrixView, PolicyRequest, PolicyView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';
import { requestOf, typedNumber, wrongTerm } from './rule-form';
import { rowsOf, stepTo } from './rule-matrix';

const path = '/pilotage/regles';

function row(id: number, changes: Partial<PolicyView> = {}): PolicyView {
  const terms = { loanDays: 21, renewals: 2, renewDays: 21, maxPerType: null, maxTotal: 20, holdsMax: 10 };
  const rest = { holdable: true, selfCheck: true, hardDueDate: null, graceOpenDays: 0, suspensionPerLateDay: 0 };
  return { id, category: null, itemType: null, library: null, ...terms, ...rest, feeSchedule: null, ...changes };
}
const matrix: PolicyMatrixView = {
  library: null,
  categories: [
    { code: 'ADULTE', label: 'Adulte' },
    { code: 'ENFANT', label: 'Enfant' },
  ],
  itemTypes: ['BOOK', 'DVD'],
  policies: [row(2, { itemType: 'DVD', loanDays: 7, renewals: 0, maxPerType: 4 }), row(1)],
  cells: [
    { category: 'ADULTE', itemType: 'BOOK', policy: 1, elsewhere: [] },
    { category: 'ADULTE', itemType: 'DVD', policy: 2, elsewhere: ['AVION'] },
    { category: 'ENFANT', itemType: 'BOOK', policy: 1, elsewhere: [] },
    { category: 'ENFANT', itemType: 'DVD', policy: 2, elsewhere: ['AVION'] },
  ],
};
const impact: PolicyImpactView = {
  places: [
    {
      category: 'ENFANT',
      itemType: 'DVD',
      libraries: ['LENS', 'AVION'],
      differences: [{ term: 'loanDays', before: 7, after: 14 }],
      openLoans: 3,
    },
  ],
  readersOver: 1,
};

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens'), library('AVION', 'Avion')];
  api.routes.set('GET /policies/matrix', matrix);
  api.routes.set('POST /policies/impact', impact);
  return api;
}
const cell = ({ page }: OpenConsole, at: string) => page.querySelector<HTMLButtonElement>(`[data-at="${at}"]`)!;
const field = ({ page }: OpenConsole, name: string) => page.querySelector<HTMLInputElement>(`[name=${name}]`);
const press = (on: Element, key: string) => on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

describe('the matrix of rules', () => {
  it('is a line for each kind of document, a column for each kind of reader', () => {
    expect(rowsOf(matrix).map(({ itemType, cells }) => [itemType, cells.map(({ policy }) => policy.id)])).toEqual([
      ['BOOK', [1, 1]],
      ['DVD', [2, 2]],
    ]);
  });

  it('leads arrows to the next place and nowhere beyond its edges', () => {
    expect(stepTo('ArrowDown', 0, 1, 2, 2)).toEqual({ row: 1, column: 1 });
    expect(stepTo('End', 0, 0, 2, 2)).toEqual({ row: 0, column: 1 });
    for (const key of ['ArrowUp', 'ArrowRight', 'a', 'Enter']) expect(stepTo(key, 0, 1, 2, 2)).toBeNull();
  });

  it('shows what is in force and outlines what some libraries do otherwise', async () => {
    const console = await openConsole(path, network());
    const rows = [...console.page.querySelectorAll('[data-testid=rule-row]')].map(textOf);
    expect(rows[0]).toBe('Livre 21 jours 2 prol. 21 jours 2 prol.');
    expect(rows[1]).toContain('DVD 7 jours sans prol. max. 4 1 exception locale');
    expect(cell(console, '1-0').classList).toContain('diverges');
    expect(cell(console, '0-0').classList).not.toContain('diverges');
    expect(console.page.querySelectorAll('[data-testid=rule-row] [tabindex="0"]').length).toBe(1);
  });

  it('is walked with arrows, opened with Enter, and left with Escape', async () => {
    const console = await openConsole(path, network());
    cell(console, '0-0').focus();
    press(cell(console, '0-0'), 'ArrowDown');
    expect(document.activeElement).toBe(cell(console, '1-0'));
    press(cell(console, '1-0'), 'ArrowRight');
    cell(console, '1-1').click();
    await until(() => console.router.url === `${path}?lecteur=ENFANT&document=DVD`);
    await console.settle();
    expect(textOf(document.activeElement)).toBe('DVD · Enfant');
    press(document.activeElement!, 'Escape');
    await until(() => console.router.url === path);
    expect(document.activeElement).toBe(cell(console, '1-1'));
  });
});

describe('a rule', () => {
  const open = `${path}?lecteur=ENFANT&document=DVD`;

  it('is read by whoever may not edit it, without buttons that would', async () => {
    const api = network();
    api.role = 'AUDITOR';
    const console = await openConsole(open, api);
    const panel = console.page.querySelector('[data-testid=rule-panel]')!;
    expect(textOf(panel)).toContain('La règle n° 2 décide : DVD · tous les lecteurs · tout le réseau.');
    expect(textOf(panel)).toContain('Durée du prêt 7 jours');
    expect([...panel.querySelectorAll('button')].map(textOf)).toEqual(['Fermer']);
    expect(console.page.querySelector('[data-testid=rule-trial]')).toBeNull();
  });

  it('is saved only after its effect was shown; another change hides the effect again', async () => {
    const api = network();
    const saved: unknown[] = [];
    api.routes.set('PUT /policies/2', ({ body }: HttpRequest<PolicyRequest>) => (saved.push(body), row(2)));
    const console = await openConsole(open, api);
    button(console.page, 'Modifier cette règle').click();
    await console.settle();
    type(field(console, 'loanDays'), '14');
    await console.settle();
    expect(textOf(console.page)).not.toContain('Enregistrer la règle');
    button(console.page, 'Voir l’effet').click();
    await console.settle();
    expect(textOf(console.page)).toContain('3 documents sont prêtés à ces conditions');
    expect(textOf(console.page)).toContain('1 lecteur a déjà plus de documents que la nouvelle limite');
    expect(textOf(console.page.querySelector('[data-testid=impact-row]'))).toBe(
      'DVD · Enfant Tout le réseau Durée du prêt : 7 jours → 14 jours',
    );
    type(field(console, 'maxPerType'), '');
    await console.settle();
    expect(textOf(console.page)).not.toContain('Enregistrer la règle');
    button(console.page, 'Voir l’effet').click();
    await console.settle();
    button(console.page, 'Enregistrer la règle').click();
    await console.settle();
    expect(saved).toEqual([jasmine.objectContaining({ itemType: 'DVD', loanDays: 14, maxPerType: null })]);
    expect(textOf(console.page)).toContain('La règle est enregistrée.');
    expect(api.received.filter((one) => one === 'GET /policies/matrix').length).toBe(2);
  });

  it('that ties with another is refused with both rows in words', async () => {
    const api = network();
    const error = { code: 'policy-tie', facts: { policy: 2, other: null, settledBy: null } };
    api.routes.set('POST /policies/impact', new HttpErrorResponse({ status: 409, error }));
    const console = await openConsole(open, api);
    button(console.page, 'Créer une règle plus précise').click();
    await console.settle();
    button(console.page, 'Voir l’effet').click();
    await console.settle();
    const told = textOf(console.page.querySelector('[data-testid=rule-refusal]'));
    expect(told).toContain('la règle n° 2 : DVD · tous les lecteurs · tout le réseau');
    expect(told).toContain('la vôtre : DVD · Enfant · tout le réseau');
    expect(textOf(console.page)).not.toContain('Enregistrer la règle');
  });

  it('that cannot be is not sent', () => {
    const request = requestOf(row(1));
    expect(wrongTerm(request)).toBeNull();
    expect(wrongTerm({ ...request, loanDays: 0 })).toBe('loanDays');
    expect(wrongTerm({ ...request, maxTotal: Number.NaN })).toBe('maxTotal');
    expect(wrongTerm({ ...request, maxPerType: null })).toBeNull();
    expect([typedNumber(' 21 '), typedNumber(''), typedNumber('2,5'), typedNumber('-1')]).toEqual([21, null, NaN, NaN]);
  });

  it('list that fails says so, and can be asked again', async () => {
    const api = network();
    api.fail('/policies/matrix', 500);
    const console = await openConsole(path, api);
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain('Les règles de prêt n’ont pas pu');
    api.mend();
    button(console.page, 'Réessayer').click();
    await console.settle();
    expect(console.page.querySelectorAll('[data-testid=rule-row]').length).toBe(2);
  });
});

describe('what would happen', () => {
  it('is not asked without a card, a document and a library; an unknown card is said so', async () => {
    const api = network();
    api.routes.set('GET /explain', new HttpErrorResponse({ status: 404, error: { code: 'patron-unknown' } }));
    const console = await openConsole(path, api);
    const trial = console.page.querySelector('[data-testid=rule-trial]')!;
    button(trial, 'Essayer').click();
    await console.settle();
    expect(textOf(trial)).toContain('Indiquez la carte, le document et la bibliothèque.');
    type(field(console, 'card'), '20000001');
    type(field(console, 'item'), '30000001');
    const where = trial.querySelector<HTMLSelectElement>('[name=where]')!;
    where.value = 'LENS';
    where.dispatchEvent(new Event('change'));
    button(trial, 'Essayer').click();
    await console.settle();
    expect(textOf(trial)).toContain('Cette carte est inconnue : vérifiez son numéro.');
  });
});

describe('the page of the rules', () => {
  for (const role of ['STAFF', 'IT_REFERENT'] as const) {
    it(`is not that of ${role}`, async () => {
      const api = network();
      api.role = role;
      const console = await openConsole(path, api);
      expect(textOf(console.page.querySelector('h1'))).toBe('Accès refusé');
    });
  }
});
