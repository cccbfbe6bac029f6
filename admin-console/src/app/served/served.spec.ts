import type { HttpRequest } from '@angular/common/http';
import { servedToday } from '../../testing/connections';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { button, openConsole, textOf, type } from '../../testing/open-console';

const path = '/connexions/z3950';
const settings = {
  z3950: {
    ...{ address: '0.0.0.0:9998', sessions: 200, sessionsPerClient: 20, requestsPerMinute: 1200 },
    ...{ recordsPerMinute: 30000, recordsAtOnce: 1000, deepestRecord: 100000, idleMinutes: 15, failedSignIns: 5 },
  },
  sru: { address: 'https://x.example.org/sru', requestsPerMinute: 1200, recordsAtOnce: 100, deepestRecord: 100000 },
  oai: {
    address: 'https://x.example.org/oai',
    requestsPerMinute: 240,
    requestsAtOnce: 4,
    recordsAtOnce: 200,
    tokenDays: 7,
  },
};
const lastAt = '2026-11-20T08:00:00Z';

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.routes.set(
    'GET /served',
    servedToday({
      clients: [{ client: '192.0.2.17', connections: 2, requests: 30, refused: 4, lastAt, places: [] }],
      operations: [{ operation: 'searchRequest', requests: 30, refused: 4, mean: 4.25, longest: 812 }],
      diagnostics: [{ code: '114', meaning: 'Unsupported Use attribute', times: 4, lastAt }],
      slow: [
        {
          client: '192.0.2.17',
          operation: 'searchRequest',
          milliseconds: 812,
          query: '@attr 1=4 de',
          place: null,
          at: lastAt,
        },
      ],
    }),
  );
  api.routes.set('GET /served/settings', settings);
  return api;
}

describe('the search servers', () => {
  it('say who asks, how fast, with which errors, and what was slow', async () => {
    const { page } = await openConsole(path, network());
    expect(textOf(page.querySelector('[data-testid=client-row]'))).toContain('192.0.2.17 tout le catalogue 2 30 4');
    expect(textOf(page.querySelector('[data-testid=operation-row]'))).toBe('recherche 30 4 4,3 ms 812 ms');
    expect(textOf(page.querySelector('[data-testid=diagnostic-row]'))).toContain(
      '114 Unsupported Use attribute : 4 fois',
    );
    expect(textOf(page.querySelector('[data-testid=slow-row]'))).toContain('@attr 1=4 de');
    expect(textOf(page)).toContain('Personne n’a encore rien demandé depuis le démarrage.');
  });

  it('count the records of a query, or say what is wrong with it', async () => {
    const api = network();
    const asked: unknown[] = [];
    api.routes.set('POST /served/trial', ({ body }: HttpRequest<unknown>) => {
      asked.push(body);
      return asked.length === 1
        ? { records: 12, milliseconds: 3.4, diagnostic: null }
        : { records: null, milliseconds: 0.1, diagnostic: { code: 'index', details: 'dc.colour' } };
    });
    const console = await openConsole(path, api);
    const trial = console.page.querySelector('[data-testid=query-trial]')!;
    button(trial, 'Compter les notices').click();
    await console.settle();
    expect(asked).withContext('an empty query asks nothing').toEqual([]);
    type(trial.querySelector<HTMLInputElement>('[name=query]'), 'dc.title = germinal');
    button(trial, 'Compter les notices').click();
    await console.settle();
    expect(asked).toEqual([{ language: 'cql', query: 'dc.title = germinal', database: 'catalogue' }]);
    expect(textOf(trial)).toContain('12 notices trouvées. En 3,4 ms.');
    button(trial, 'Compter les notices').click();
    await console.settle();
    expect(textOf(trial)).toContain('Cet index n’existe pas ici : dc.colour');
  });

  it('tell how far a partner may go, and who may do what', async () => {
    const console = await openConsole(`${path}/reglages`, network());
    expect(textOf(console.page)).toContain('Demandes par minute, par partenaire 1 200');
    await console.go(`${path}/droits`);
    expect(textOf(console.page)).toContain('Sans compte : chercher, afficher, parcourir et trier, rien d’autre.');
  });

  it('let an auditor read and try nothing; that fail say so', async () => {
    const api = network();
    api.role = 'AUDITOR';
    const console = await openConsole(path, api);
    expect(console.page.querySelector('[data-testid=query-trial]')).toBeNull();
    api.fail('/served', 500);
    await console.go(`${path}/droits`);
    await console.go('/connexions/automates');
    await console.go(path);
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain('L’activité des serveurs n’a pas pu');
  });
});
