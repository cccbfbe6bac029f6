import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import type { HarvestOrder } from '../api/contract';
import { harvestRun, harvestSource } from '../../testing/connections';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { button, openConsole, textOf, type, until } from '../../testing/open-console';

const list = '/connexions/moissonnages';
const page = `${list}/GALLICA`;

function network(source = harvestSource('GALLICA'), runs = [source.lastRun!]): FakeAdminApi {
  const api = new FakeAdminApi();
  api.routes.set('GET /harvest-sources', { items: [source], total: 1 });
  api.routes.set(`GET /harvest-sources/${source.code}`, source);
  api.routes.set('GET /harvest-runs', { items: runs });
  return api;
}

describe('the harvested sources', () => {
  it('are cards: a verdict in words, four counters, the next harvest and the gap with what was announced', async () => {
    const lastRun = harvestRun({ unchanged: 7, listed: 7, completeListSize: 231 });
    const { page: shown } = await openConsole(list, network(harvestSource('GALLICA', { lastRun })));
    const card = textOf(shown.querySelector('[data-testid=source-card]'));
    expect(card).toContain('Aucune nouveauté');
    expect(card).toContain('Créées 0 Mises à jour 0 Supprimées 0 Ignorées 7 En erreur 0');
    expect(card).toContain('224 sur 231 annoncées');
    expect(document.title).toBe('Moissonnages – Console');
  });

  it('move as a harvest goes, page after page', async () => {
    const source = harvestSource('GALLICA', { work: 'running', lastRun: harvestRun({ state: 'RUNNING' }) });
    const console = await openConsole(list, network(source));
    console.streams.at(-1)!.says('run', harvestRun({ state: 'RUNNING', added: 42 }));
    await until(() => textOf(console.page.querySelector('.counters')).startsWith('Créées 42'));
  });

  it('say that there are none, and who may add one', async () => {
    const api = new FakeAdminApi();
    api.routes.set('GET /harvest-sources', { items: [], total: 0 });
    api.role = 'AUDITOR';
    const { page: shown } = await openConsole(list, api);
    expect(textOf(shown)).toContain('Le référent informatique peut en ajouter.');
    expect(textOf(shown)).not.toContain('Ajouter une source');
  });

  it('that fail say so', async () => {
    const api = network();
    api.fail('/harvest-sources', 500);
    const { page: shown } = await openConsole(list, api);
    expect(textOf(shown.querySelector('main [role=alert]'))).toContain('n’ont pas pu être affichées');
  });

  it('are not for an agent', async () => {
    const api = network();
    api.role = 'STAFF';
    const { page: shown } = await openConsole(list, api);
    expect(textOf(shown.querySelector('h1'))).toBe('Accès refusé');
  });
});

describe('one harvested source', () => {
  it('is replayed from a day of the past, and no other', async () => {
    const api = network();
    const orders: (HarvestOrder | null)[] = [];
    api.routes.set('POST /harvest-sources/GALLICA/harvest', ({ body }: HttpRequest<HarvestOrder>) => ({
      n: orders.push(body),
    }));
    const console = await openConsole(page, api);
    button(console.page, 'Rejouer depuis une date…').click();
    await console.settle();
    const submit = () => console.page.querySelector<HTMLButtonElement>('form button[type=submit]')!.click();
    type(console.page.querySelector<HTMLInputElement>('[name=since]'), '2999-01-01');
    submit();
    await console.settle();
    expect(textOf(console.page)).toContain('Rien n’a été demandé : indiquez un jour passé.');
    expect(orders).toEqual([]);
    type(console.page.querySelector<HTMLInputElement>('[name=since]'), '2026-10-01');
    submit();
    await console.settle();
    expect(orders).toEqual([{ kind: 'INCREMENTAL', from: '2026-09-30T22:00:00.000Z' }]);
    expect(textOf(console.page)).toContain('depuis le jeu. 1 oct. 2026 sera relu');
  });

  it('is gone on with where it was interrupted', async () => {
    const { page: shown } = await openConsole(
      page,
      network(harvestSource('GALLICA', { lastRun: harvestRun({ state: 'RUNNING' }) })),
    );
    expect(textOf(shown)).toContain('Reprendre le moissonnage');
    expect(textOf(shown)).not.toContain('Tout reprendre');
  });

  it('is asked again while the server is at it, and can be harvested again once it is idle', async () => {
    const api = network(harvestSource('GALLICA', { work: 'running' }));
    const console = await openConsole(page, api);
    expect(textOf(console.page)).not.toContain('Moissonner maintenant');
    api.routes.set('GET /harvest-sources/GALLICA', harvestSource('GALLICA'));
    await until(() => textOf(console.page).includes('Moissonner maintenant'));
  });

  it('asks before much is taken away, and does what is decided', async () => {
    const lastRun = harvestRun({
      id: 9,
      kind: 'SWEEP',
      state: 'TO_APPROVE',
      reason: 'too-many-vanish',
      detail: '600 of 1000',
    });
    const api = network(harvestSource('GALLICA', { lastRun }));
    const decided: unknown[] = [];
    api.routes.set('POST /harvest-runs/9/decision', ({ body }: HttpRequest<unknown>) => {
      decided.push(body);
      return { ...lastRun, state: 'DONE' };
    });
    const console = await openConsole(page, api);
    const panel = console.page.querySelector('[data-testid=mass-deletion]')!;
    expect(textOf(panel)).toContain(
      '600 notices sur 1 000 ne sont plus chez le partenaire. Rien n’a encore été retiré',
    );
    button(panel, 'Tout garder').click();
    await console.settle();
    expect(decided).toEqual([{ decision: 'leave' }]);
    expect(textOf(console.page)).toContain('Tout est gardé.');
  });

  it('shows what is to be known of a harvest, each record with its reason', async () => {
    const api = network();
    api.routes.set('GET /harvest-runs/1/notes', {
      items: [{ id: 1, kind: 'broken-record', identifier: 'oai:x:1', detail: 'no-metadata' }],
    });
    const console = await openConsole(page, api);
    button(console.page.querySelector('[data-testid=run-row]')!, 'Voir').click();
    await until(() => console.page.querySelector('[data-testid=run-note]') !== null);
    expect(textOf(console.page.querySelector('[data-testid=run-note]'))).toBe('Notice illisible : oai:x:1 no-metadata');
  });

  it('says why an order is refused', async () => {
    const api = network();
    const error = { code: 'harvest-busy', facts: {} };
    api.routes.set('POST /harvest-sources/GALLICA/harvest', new HttpErrorResponse({ status: 409, error }));
    const console = await openConsole(page, api);
    button(console.page, 'Moissonner maintenant').click();
    await console.settle();
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain('déjà demandé ou inachevé');
  });

  for (const [role, run, edit] of [
    ['COORDINATOR', true, false],
    ['IT_REFERENT', true, true],
    ['AUDITOR', false, false],
  ] as const) {
    it(`offers ${role} what is his`, async () => {
      const api = network();
      api.role = role;
      const text = textOf((await openConsole(page, api)).page);
      expect([text.includes('Moissonner maintenant'), text.includes('Modifier la source')]).toEqual([run, edit]);
    });
  }
});

describe('the form of a source', () => {
  it('is tried before it is kept: what the repository says, or why it says nothing', async () => {
    const api = network();
    const identity = {
      ...{ repositoryName: 'Numistral', baseUrl: 'https://n.example.org/oai', earliestDatestamp: '2020-01-01' },
      ...{ deletedRecord: 'no', granularity: 'YYYY-MM-DD' },
    };
    const told = { identity, formats: ['oai_dc', 'mods'], sets: ['livres'], reason: null, sentence: null, detail: '' };
    api.routes.set('POST /harvest-sources/identify', told);
    const console = await openConsole(`${list}/nouvelle`, api);
    type(console.page.querySelector<HTMLInputElement>('[name=baseUrl]'), 'https://n.example.org/oai');
    button(console.page, 'Tester l’adresse').click();
    await console.settle();
    const shown = textOf(console.page.querySelector('[data-testid=identified]'));
    expect(shown).toContain('« Numistral » répond. Sa plus ancienne notice : 2020-01-01.');
    expect(shown).toContain('Formats offerts : oai_dc, mods.');
    expect(shown).toContain('ce qui disparaît sera cherché');
    const silent = { ...told, identity: null, reason: 'timed-out', sentence: 'Le partenaire ne répond pas.' };
    api.routes.set('POST /harvest-sources/identify', silent);
    button(console.page, 'Tester l’adresse').click();
    await console.settle();
    expect(textOf(console.page.querySelector('[data-testid=identified]'))).toBe('Le partenaire ne répond pas.');
  });

  it('says which field is wrong, and keeps what was typed', async () => {
    const api = network();
    const error = { code: 'source-not-valid', facts: { field: 'networks' } };
    api.routes.set('PUT /harvest-sources/GALLICA', new HttpErrorResponse({ status: 422, error }));
    const console = await openConsole(page, api);
    button(console.page, 'Modifier la source').click();
    await console.settle();
    type(console.page.querySelector<HTMLInputElement>('[name=everyHours]'), 'souvent');
    button(console.page, 'Enregistrer la source').click();
    await console.settle();
    expect(textOf(console.page.querySelector('form [role=alert]'))).toContain('Le rythme : un nombre d’heures');
    type(console.page.querySelector<HTMLInputElement>('[name=everyHours]'), '');
    type(console.page.querySelector<HTMLInputElement>('[name=networks]'), '10.0.0.1/8');
    button(console.page, 'Enregistrer la source').click();
    await console.settle();
    expect(textOf(console.page.querySelector('form [role=alert]'))).toContain('s’écrivent en CIDR');
    expect(console.page.querySelector<HTMLInputElement>('[name=networks]')!.value).toBe('10.0.0.1/8');
  });

  it('warns that another format is harvested from the beginning', async () => {
    const console = await openConsole(page, network());
    button(console.page, 'Modifier la source').click();
    await console.settle();
    expect(textOf(console.page)).not.toContain('tout sera moissonné depuis le début');
    type(console.page.querySelector<HTMLInputElement>('[name=metadataPrefix]'), 'mods');
    await console.settle();
    expect(textOf(console.page)).toContain('tout sera moissonné depuis le début');
  });
});
