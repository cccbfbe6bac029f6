import type { HttpRequest } from '@angular/common/http';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, until } from '../../testing/open-console';
import type { BlockView } from '../api/contract';
import { account, holdOf, loanOf, reader, readerLine } from '../../testing/readers';

const block: BlockView = {
  ...{ id: 7, since: '2026-11-01T10:00:00.000Z', until: null, note: 'Adresse à vérifier' },
  kind: 'MANUAL',
  author: 'user:agent-lens',
  stops: { checkOut: true, hold: true, renewal: false, digital: false },
};

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens'), library('AVION', 'Avion')];
  api.userLibrary = 'LENS';
  api.routes.set('GET /patrons/12', reader(12, { blocks: [block], state: 'BLOCKED' }));
  const loans = [loanOf('I1', 'Germinal'), loanOf('I2', 'Nana')];
  api.routes.set('GET /patrons/12/account', account({ loans, holds: [holdOf(3, 'Rhinocéros')] }));
  api.routes.set('GET /patron-categories', { items: [], total: 0 });
  return api;
}
const report = ({ page }: OpenConsole) => textOf(page.querySelector('app-act-report'));
/** What was sent to an address, and an answer for it. */
function noted(api: FakeAdminApi, route: string, answer: unknown): unknown[] {
  const bodies: unknown[] = [];
  api.routes.set(route, (request: HttpRequest<unknown>) => {
    bodies.push(request.body);
    return answer;
  });
  return bodies;
}

describe('the file of a reader', () => {
  it('says who he is, what stops him, in words, and has a tab by address', async () => {
    const console = await openConsole('/lecteurs/12', network());
    expect(textOf(console.page.querySelector('h1'))).toBe('Zoé Lefèvre');
    const head = textOf(console.page.querySelector('.head'));
    expect(head).toContain('bloqué');
    expect(head).toContain('Adulte');
    expect(textOf(console.page.querySelector('.blocks'))).toContain(
      'Adresse à vérifier Empêche : le prêt, la réservation · sans fin',
    );
    const tabs = [...console.page.querySelectorAll<HTMLAnchorElement>('.file-tabs a')];
    expect(tabs.map((tab) => tab.getAttribute('href'))).toEqual([
      '/lecteurs/12/prets',
      '/lecteurs/12/reservations',
      '/lecteurs/12/blocages',
      '/lecteurs/12/cartes',
      '/lecteurs/12/donnees',
      '/lecteurs/12/historique',
    ]);
    expect(tabs[0]!.getAttribute('aria-current')).toBe('page');
  });

  it('renews all, with a result for each', async () => {
    const api = network();
    api.routes.set('POST /renewals/all', {
      results: [
        { barcode: 'I1', title: 'Germinal', dueAt: '2026-12-30T17:00:00.000Z', renewals: 1, refusal: null },
        { barcode: 'I2', title: 'Nana', dueAt: null, renewals: null, refusal: 'renewal-wanted-by-others' },
      ],
    });
    const console = await openConsole('/lecteurs/12/prets', api);
    await until(() => console.page.querySelectorAll('[data-testid=loan-row]').length === 2);
    button(console.page, 'Tout prolonger').click();
    await until(() => report(console) !== '');
    expect(report(console)).toBe('1 sur 2 prolongés.');
    const rows = [...console.page.querySelectorAll('[data-testid=loan-row]')].map(textOf);
    expect(rows[0]).toContain('prolongé jusqu’au mer. 30 déc. 2026');
    expect(rows[1]).toContain('Un autre lecteur l’attend');
  });

  it('suspends a hold until a day that was typed, and no other', async () => {
    const api = network();
    const sent = noted(api, 'POST /holds/3/suspension', {});
    const console = await openConsole('/lecteurs/12/reservations', api);
    await until(() => console.page.querySelector('[data-testid=hold-row]') !== null);
    button(console.page, 'Suspendre').click();
    await console.settle();
    expect(report(console)).toContain('Réservation non suspendue');
    expect(sent).toEqual([]);
    console.page.querySelector<HTMLInputElement>('.day')!.value = '15/01/2099';
    button(console.page, 'Suspendre').click();
    await until(() => report(console).includes('Le rang est gardé'));
    expect(sent).toEqual([{ until: '2099-01-14T23:00:00.000Z' }]);
  });

  it('places a hold from the barcode of a copy', async () => {
    const api = network();
    api.routes.set('GET /items/30000001', { record: 'FRBNF1' });
    const sent = noted(api, 'POST /holds', {});
    const console = await openConsole('/lecteurs/12/reservations', api);
    await until(() => console.page.querySelector('#what') !== null);
    console.page.querySelector<HTMLInputElement>('#what')!.value = '30000001';
    button(console.page, 'Réserver').click();
    await until(() => sent.length === 1);
    expect(sent).toEqual([{ card: '20000012', record: 'FRBNF1', pickup: 'LENS' }]);
  });

  it('sets a block with its reason, never without', async () => {
    const api = network();
    const sent = noted(api, 'POST /patrons/12/blocks', { id: 8 });
    const console = await openConsole('/lecteurs/12/blocages', api);
    button(console.page, 'Poser un blocage').click();
    await console.settle();
    expect(report(console)).toBe('Blocage non posé : écrivez pourquoi.');
    console.page.querySelector<HTMLInputElement>('#note')!.value = 'Livre abîmé';
    button(console.page, 'Poser un blocage').click();
    await until(() => sent.length === 1);
    expect(sent).toEqual([
      {
        ...{ kind: 'MANUAL', note: 'Livre abîmé', until: null },
        stops: { checkOut: true, renewal: true, hold: true, digital: false },
      },
    ]);
  });

  it('lends a scanned document, and another card opens another reader', async () => {
    const api = network();
    api.routes.set('GET /patrons/13', reader(13, { lastName: 'Petit' }));
    api.routes.set('GET /patrons/13/account', account());
    const item = { barcode: 'I3', title: 'Candide', status: 'ON_LOAN' };
    api.scanned = ({ code }) =>
      code === 'I3'
        ? {
            kind: 'loan',
            loan: {
              ...{ item, at: '2026-11-29T10:00:00.000Z', dueAt: '2026-12-20T17:00:00.000Z' },
              ...{ renewals: 0, renewed: false, warnings: [], note: '' },
            },
          }
        : { kind: 'reader', reader: { ...deskReader, id: 13 } };
    const console = await openConsole('/lecteurs/12', api);
    const scan = (code: string) => {
      console.page.querySelector<HTMLInputElement>('#file-scan')!.value = code;
      console.page.querySelector('app-reader-scans form')!.dispatchEvent(new Event('submit', { cancelable: true }));
    };
    scan('I3');
    await until(() => textOf(console.page.querySelector('[data-testid=scan-row]')).includes('Prêté'));
    expect(api.scans).toEqual([
      jasmine.objectContaining({ code: 'I3', mode: 'lend', card: '20000012', library: 'LENS' }),
    ]);
    scan('20000013');
    await until(() => console.router.url === '/lecteurs/13');
    await until(() => textOf(console.page.querySelector('h1')) === 'Zoé Petit');
    expect(console.page.querySelectorAll('[data-testid=scan-row]').length).toBe(0);
  });

  it('does not erase while something is open, and leads to it', async () => {
    const api = network();
    api.routes.set('GET /patrons/12/erasure', {
      prevents: { loans: 2, holds: 1, debts: 0, wards: 0 },
      goes: { cards: 1, blocks: 1 },
      stays: { loans: 0, holds: 0, notices: 0 },
    });
    const console = await openConsole('/lecteurs/12/donnees', api);
    button(console.page, 'Voir ce que l’effacement laisserait').click();
    await until(() => console.page.querySelector('[data-testid=erase-prevented]') !== null);
    expect(textOf(console.page.querySelector('[data-testid=erase-prevented]'))).toBe(
      'Effacement impossible pour l’instant. Il reste : 2 prêts en cours 1 réservation en cours',
    );
    expect(console.page.querySelector('dialog')).toBeNull();
  });

  it('erases for ever once his name was typed; the first focus gives it up', async () => {
    const api = network();
    api.routes.set('GET /patrons/12/erasure', {
      prevents: { loans: 0, holds: 0, debts: 0, wards: 0 },
      goes: { cards: 1, blocks: 1 },
      stays: { loans: 3, holds: 0, notices: 2 },
    });
    api.routes.set('GET /patrons', { items: [], total: 0, byPastCard: false });
    const sent = noted(api, 'POST /patrons/12/erasure', null);
    const console = await openConsole('/lecteurs/12/donnees', api);
    button(console.page, 'Voir ce que l’effacement laisserait').click();
    await until(() => console.page.querySelector('[data-testid=erase-preview]') !== null);
    expect(textOf(console.page.querySelector('[data-testid=erase-preview]'))).toContain('3 prêts terminés');
    button(console.page, 'Effacer ce lecteur…').click();
    await until(() => document.activeElement?.closest('dialog') !== null && document.activeElement !== document.body);
    expect(textOf(document.activeElement)).toBe('Annuler');
    button(console.page, 'Effacer pour toujours').click();
    await console.settle();
    expect(sent).toEqual([]);
    expect(textOf(console.page.querySelector('.wrong'))).toContain('rien n’a été effacé');
    console.page.querySelector<HTMLInputElement>('#erase-name')!.value = 'lefèvre';
    button(console.page, 'Effacer pour toujours').click();
    await until(() => console.router.url === '/lecteurs?fait=efface');
    expect(sent.length).toBe(1);
    expect(textOf(console.page.querySelector('main .band'))).toBe('Le lecteur a été effacé.');
  });

  it('shows possible duplicates, compared by those who may merge them', async () => {
    const api = network();
    api.routes.set('GET /patrons/12', reader(12, { duplicates: [readerLine(13, 'Lefèvre')] }));
    api.routes.set('GET /patrons/13', reader(13, { email: null }));
    api.routes.set('GET /patrons/13/account', account());
    const sent = noted(api, 'POST /patrons/13/merge', null);
    const console = await openConsole('/lecteurs/12', api);
    [...console.page.querySelectorAll('a')].find((link) => textOf(link).startsWith('Comparer'))!.click();
    await until(() => console.page.querySelectorAll('[data-testid=merge-row]').length > 10);
    const rows = [...console.page.querySelectorAll('[data-testid=merge-row]')].map(textOf);
    expect(rows).toContain('Courriel zoe@example.org — différent');
    expect(rows).toContain('Nom de famille Lefèvre Lefèvre identique');
    button(console.page, 'Garder la carte 20000013').click();
    await until(() => textOf(document.activeElement) === 'Annuler');
    expect(sent).toEqual([]);
    button(console.page, 'Réunir pour toujours').click();
    await until(() => console.router.url === '/lecteurs/13');
    expect(sent).toEqual([{ mergedId: 12 }]);
  });

  it('shows an auditor what was done, and not to whom', async () => {
    const api = network();
    api.role = 'AUDITOR';
    const masked = reader(12, { masked: true, firstName: 'Z.', lastName: 'L.', cardNumber: '', email: null });
    api.routes.set('GET /patrons/12', masked);
    const act = { seq: 1, at: '2026-11-18T10:00:00.000Z', actor: 'user:agent-lens', library: 'LENS' };
    api.routes.set('GET /patrons/12/events', { items: [{ ...act, kind: 'PIN_SET', facts: {} }], total: 1 });
    const console = await openConsole('/lecteurs/12/historique', api);
    await until(() => console.page.querySelector('[data-testid=event-row]') !== null);
    expect(textOf(console.page.querySelector('[data-testid=event-row]'))).toBe(
      'mer. 18 nov. 2026 11:00 Code secret changé agent-lens Médiathèque de Lens',
    );
    const tabs = [...console.page.querySelectorAll('.file-tabs a')].map(textOf);
    expect(tabs).toEqual(['Blocages', 'Historique des actions']);
    expect(console.page.querySelector('#file-scan')).toBeNull();
    expect(api.received.filter((one) => one.includes('/account'))).toEqual([]);
  });

  it('of somebody who is none says so', async () => {
    const console = await openConsole('/lecteurs/99', network());
    expect(textOf(console.page.querySelector('main .empty'))).toBe('Ce lecteur n’existe pas, ou il a été effacé.');
  });
});

const deskReader = {
  ...{ card: '20000013', firstName: 'Zoé', lastName: 'Petit', category: 'Adulte', state: 'ACTIVE' as const },
  ...{ homeLibrary: { code: 'LENS', name: 'Lens' }, expiresAt: '2027-11-18T22:59:59.000Z', comeOfAge: false },
  ...{ blocks: [], account: { loans: [], holds: [] } },
};
