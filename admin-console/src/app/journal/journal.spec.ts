import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import type { JournalLineView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { button, openConsole, textOf, type, until } from '../../testing/open-console';
import { csvOf } from './journal-csv';
import { askedBy } from './journal-filter';

const line = (seq: number, changes: Partial<JournalLineView> = {}): JournalLineView => ({
  ...{
    seq,
    at: '2026-11-29T10:00:00Z',
    type: 'LOAN',
    family: 'circulation',
    actor: 'device:kiosk-lens',
    library: 'LENS',
  },
  ...{ barcode: '30000001', title: 'Germinal', device: 'kiosk-lens', reader: 'abcdef012345', position: seq },
  ...changes,
});
function server(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.routes.set('GET /journal', { items: [line(2), line(1, { reader: 'erased' })], next: '5.LOAN.1' });
  return api;
}

describe('the journal', () => {
  it('says who did what, a reader by pseudonym or erased', async () => {
    const { page } = await openConsole('/pilotage/journal', server());
    const rows = [...page.querySelectorAll('[data-testid=journal-row]')].map(textOf);
    expect(rows[0]).toContain('Prêt automate kiosk-lens LENS 30000001 · Germinal abcdef012345');
    expect(rows[1]).toContain('effacé');
    expect(page.querySelector('a[href*="avant=5.LOAN.1"]')).not.toBeNull();
  });

  it('asks for what the address says, and puts what is typed into it', async () => {
    const api = server();
    const asked: string[] = [];
    api.routes.set('GET /journal', (request: HttpRequest<unknown>) => {
      asked.push(request.params.toString());
      return { items: [], next: null };
    });
    const { page, router } = await openConsole('/pilotage/journal?nature=access&acteur=coord', api);
    expect(asked.at(-1)).toBe('family=access&actor=coord');
    expect(textOf(page)).toContain('Aucune ligne ne répond à ces filtres.');
    type(page.querySelector('input[name=du]'), '29/11/26');
    button(page, 'Rechercher').click();
    await until(() => router.url === '/pilotage/journal?nature=access&acteur=coord&du=2026-11-29');
    type(page.querySelector('input[name=au]'), 'demain');
    button(page, 'Rechercher').click();
    await until(() => textOf(page).includes('un jour n’est pas lisible'));
  });

  it('tells the verdict of the chain in words', async () => {
    const api = server();
    const verdict = { at: '2026-11-29T10:00:00Z', lines: 12, lastAt: '2026-11-29T09:00:00Z', waiting: 1, broken: null };
    api.routes.set('POST /journal/verification', verdict);
    const { page } = await openConsole('/pilotage/journal', api);
    button(page, 'Vérifier la chaîne').click();
    await until(() => textOf(page).includes('La chaîne est entière'));
    expect(textOf(page)).toContain('12 lignes vérifiées.');
    const broken = { fault: 'line-changed', position: 7, found: { seq: 8, position: 7 } };
    api.routes.set('POST /journal/verification', { ...verdict, lines: 6, broken });
    button(page, 'Vérifier la chaîne').click();
    await until(() => textOf(page).includes('la ligne n° 8 a été modifiée après coup'));
  });

  it('says that nothing bears the number one looks for', async () => {
    const api = server();
    const refusal = { code: 'journal-object-unknown' };
    api.routes.set('GET /journal', new HttpErrorResponse({ status: 404, error: refusal }));
    const { page } = await openConsole('/pilotage/journal?objet=rien', api);
    expect(textOf(page)).toContain('Aucun document, appareil ni lecteur du journal ne porte ce numéro.');
  });
});

describe('the filters of the journal', () => {
  it('are civil days of Paris, the last one included', () => {
    expect(askedBy({ du: '2026-11-29', au: '2026-11-29' })).toEqual({
      ...{ from: '2026-11-28T23:00:00.000Z', to: '2026-11-29T23:00:00.000Z' },
      ...{ family: null, library: null, actor: null, object: null },
    });
  });

  it('leave out what the address invents', () => {
    expect(askedBy({ du: '2026-02-30', au: 'x', nature: '__proto__', acteur: '  ' })).toEqual({
      ...{ from: null, to: null, family: null, library: null, actor: null, object: null },
    });
  });
});

describe('a file for spreadsheets', () => {
  it('quotes every cell and lets none be a formula', () => {
    expect(
      csvOf([
        ['a', 'b "c"'],
        ['=1+1', '-2'],
      ]),
    ).toBe('\ufeff"a";"b ""c"""\r\n"\'=1+1";"\'-2"\r\n');
  });
});
