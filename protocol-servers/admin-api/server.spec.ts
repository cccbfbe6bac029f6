import { refusals } from '../../core/outcome.ts';
import { StoreUnavailable } from '../../core/ports/store.ts';
import { diagnostics } from './diagnostics.ts';
import { mountRoutes } from './mount.ts';
import { type AnyRoute, guarded } from './route.ts';
import { defaultSignInLimits } from './sign-in-limit.ts';
import { deviceList, libraryList, noQuery, todayView } from './schemas.ts';
import { kiosk, movement, noon, SmallNetwork } from './small-network.fixture.ts';
import { getAs, refusal, serve, type Served, signIn } from './testing-client.fixture.ts';

let network: SmallNetwork;
let served: Served;
beforeEach(async () => {
  network = new SmallNetwork();
  served = await serve(network);
});
afterEach(() => served.close());

describe('the network', () => {
  test('lists its libraries, with how many devices stand in each', async () => {
    const answer = await getAs(await signIn(served.url, 'agent-lens'), `${served.url}/libraries`);
    const list = libraryList.strict().parse(await answer.json());
    expect(list.total).toBe(2);
    expect(list.items[0]).toEqual({
      code: 'LENS',
      name: 'Médiathèque de Lens',
      commune: 'Lens',
      kind: 'HUB',
      state: 'LIVE',
      isPickup: true,
      devices: 1,
    });
  });

  test('says of each device when it was heard, in the time of the libraries', async () => {
    const minutes = (count: number): number => noon - count * 60_000;
    network.devices = [
      kiosk('now', { lastSeenAt: minutes(10), lastStatus: 0 }),
      kiosk('this-morning', { lastSeenAt: minutes(11), lastStatus: 1 }),
      kiosk('after-midnight', { lastSeenAt: Date.parse('2026-11-20T23:00:00Z'), lastStatus: 2 }),
      kiosk('before-midnight', { lastSeenAt: Date.parse('2026-11-20T22:59:59.999Z'), lastStatus: 7 }),
      kiosk('never'),
    ];
    const answer = await getAs(await signIn(served.url, 'info'), `${served.url}/devices`);
    const list = deviceList.strict().parse(await answer.json());
    expect(list.items.map(({ login, state, lastStatus }) => [login, state, lastStatus])).toEqual([
      ['now', 'connected', 'ok'],
      ['this-morning', 'silent', 'out-of-paper'],
      ['after-midnight', 'silent', 'shutting-down'],
      ['before-midnight', 'absent', null],
      ['never', 'never-seen', null],
    ]);
    expect(list.items[0]?.lastSeenAt).toBe('2026-11-21T11:50:00.000Z');
    expect(list.items[0]?.library).toEqual({ code: 'LENS', name: 'Médiathèque de Lens' });
  });
});

describe('the activity of the day', () => {
  beforeEach(() => {
    network.movements = [movement(1), movement(2, { type: 'RETURN', routing: 'transit-home:AVION' }), movement(3)];
  });
  const today = async (login: string, query = ''): Promise<Response> =>
    getAs(await signIn(served.url, login), `${served.url}/activity/today${query}`);

  test('is told newest first, without readers', async () => {
    const view = todayView.strict().parse(await (await today('agent-lens', '?limit=2')).json());
    expect(view.totals).toEqual({ loans: 3, returns: 0, renewals: 0 });
    expect(view.lines.map((line) => line.seq)).toEqual([3, 2]);
    expect(view.lines[1]).toEqual({
      seq: 2,
      at: '2026-11-21T12:00:00.000Z',
      type: 'RETURN',
      library: 'LENS',
      device: 'kiosk-lens',
      barcode: '30000002',
      title: 'Titre 2',
      routing: 'transit-home:AVION',
    });
  });

  test.each([
    ['admin', 3],
    ['coord', 3],
    ['resp-lens', 3],
    ['agent-lens', 3],
    ['info', 0],
    ['audit', 0],
  ])('%s sees the totals and %d lines', async (login, lines) => {
    const view = todayView.parse(await (await today(login)).json());
    expect([view.totals.loans, view.lines.length]).toEqual([3, lines]);
  });

  test.each(['?limit=0', '?limit=501', '?limit=ten', '?limit=1&limit=2', '?limit=1.5', '?sort=title'])(
    '%s is refused',
    async (query) => {
      expect(await refusal(await today('admin', query))).toEqual([400, 'invalid-request']);
    },
  );
});

describe('addresses and faults', () => {
  test('an unknown address is 404, a wrong method 405 with the right ones', async () => {
    expect(await refusal(await fetch(`${served.url}/absent`))).toEqual([404, 'not-found']);
    const wrong = await fetch(`${served.url}/devices`, { method: 'PUT' });
    expect(wrong.headers.get('allow')).toBe('GET');
    expect(await refusal(wrong)).toEqual([405, 'method-not-allowed']);
  });

  test('a fault of the database goes on to the server, which words it', async () => {
    network.fault = new StoreUnavailable('10.1.2.3 refused');
    const answer = await getAs(await signIn(served.url, 'admin'), `${served.url}/devices`);
    expect(answer.status).toBe(500);
  });
});

describe('declarations', () => {
  const route: AnyRoute = guarded({
    method: 'get',
    path: '/secret',
    who: 'read-network',
    summary: '',
    query: noQuery,
    body: null,
    answer: null,
    problems: [],
    handle: async () => 'streaming',
  });
  const mount = (changes: object): unknown => {
    const at = { library: network.library, publicUrl: 'http://127.0.0.1', bodyBytes: 1 };
    const options = { ...at, signIn: defaultSignInLimits };
    return mountRoutes([{ ...route, ...changes } as AnyRoute], options);
  };
  test.each([
    [{ who: undefined }],
    [{ who: 'read-everything' }],
    [{ who: 'anyone' }],
    [{ who: 'anyone', method: 'post' }],
  ])('the API does not start with a route declared %j', (changes) => {
    expect(() => mount(changes)).toThrow(/does not say which role/);
  });

  test('every refusal has a status and a code of its own', () => {
    expect(Object.keys(diagnostics).sort()).toEqual([...refusals].sort());
    expect(new Set(Object.values(diagnostics).map(({ code }) => code)).size).toBe(refusals.length);
  });
});

describe('the document of the API', () => {
  interface Document {
    readonly openapi: string;
    readonly paths: Record<string, Record<string, { security: object[]; responses: Record<string, unknown> }>>;
    readonly components: { readonly schemas: Record<string, { required?: string[] }> };
  }
  const document = async (): Promise<Document> =>
    (await (await fetch(served.url.replace('/v1', '/openapi.json'))).json()) as Document;

  test('names every route, and only signing in is open', async () => {
    const { openapi, paths } = await document();
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { security }]) => [`${method} ${path}`, security.length > 0]),
    );
    expect(openapi).toBe('3.1.0');
    expect(operations.filter(([, guarded]) => !guarded)).toEqual([['post /session', false]]);
    const named = operations.map(([operation]) => operation);
    const some = [
      'get /stream',
      'post /loans',
      'post /holds/{id}/cancel',
      'put /patrons/{id}',
      'post /crates/{id}/seal',
    ];
    expect(named).toEqual(expect.arrayContaining(some));
    expect(named.filter((operation, at) => named.indexOf(operation) !== at)).toEqual([]);
  });

  test('refers only to schemas it holds', async () => {
    const whole = await document();
    const references = [...JSON.stringify(whole).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      ([, name]) => name ?? '',
    );
    expect(references.length).toBeGreaterThan(10);
    for (const name of references) expect(Object.keys(whole.components.schemas)).toContain(name);
    expect(whole.components.schemas['SignInRequest']?.required).toEqual(['login', 'password']);
  });

  test('is read with Swagger UI, which loads nothing from elsewhere', async () => {
    const docs = served.url.replace('/v1', '/docs');
    const page = await fetch(docs);
    expect(page.url).toBe(`${docs}/`);
    const html = await page.text();
    expect(html).toContain('swagger-ui-bundle.js');
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(await (await fetch(`${docs}/swagger-ui-init.js`)).text()).toContain('../openapi.json');
    expect((await fetch(`${docs}/swagger-ui-bundle.js`)).headers.get('content-type')).toContain('javascript');
  });
});
