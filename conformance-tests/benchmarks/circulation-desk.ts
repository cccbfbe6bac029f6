import type { Latencies } from './latencies.ts';

/** The admin API, as a coordinator of the network uses it. */
export interface Desk {
  get<Answer>(name: string, path: string): Promise<Answer>;
  /** Null when the library refuses. */
  post<Answer>(name: string, path: string, body: unknown): Promise<Answer | null>;
  put<Answer>(name: string, path: string, body: unknown): Promise<Answer | null>;
  /** How many requests were refused, by the code of the problem. */
  readonly refusals: ReadonlyMap<string, number>;
}

/** Signs in as the network's administrator of the demonstration. */
export async function openDesk(baseUrl: string, latencies: Latencies): Promise<Desk> {
  const api = `${baseUrl}/api/v1`;
  const json = { 'Content-Type': 'application/json' };
  const session = await fetch(`${api}/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ login: 'admin', password: 'demo' }),
  });
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const who = { Cookie: session.headers.get('set-cookie')!.split(';')[0]!, 'X-CSRF': csrfToken };
  const refusals = new Map<string, number>();
  const send =
    (method: 'POST' | 'PUT') =>
    async <Answer>(name: string, path: string, body: unknown): Promise<Answer | null> => {
      const answer = await latencies.of(name, async () => {
        const response = await fetch(api + path, { method, headers: { ...json, ...who }, body: JSON.stringify(body) });
        return { status: response.status, body: await response.text() };
      });
      if (answer.status < 300) return (answer.body === '' ? {} : JSON.parse(answer.body)) as Answer;
      if (answer.status >= 500 || answer.status === 400)
        throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
      const { code } = JSON.parse(answer.body) as { code: string };
      refusals.set(code, (refusals.get(code) ?? 0) + 1);
      return null;
    };
  return {
    refusals,
    async get<Answer>(name: string, path: string) {
      const answer = await latencies.of(name, async () => {
        const response = await fetch(api + path, { headers: who });
        return { status: response.status, body: await response.text() };
      });
      if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.body}`);
      return JSON.parse(answer.body) as Answer;
    },
    post: send('POST'),
    put: send('PUT'),
  };
}

/** Does this for each, at most `width` at a time. */
export async function each<T>(all: readonly T[], width: number, act: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const workers = Array.from({ length: Math.min(width, all.length) }, async () => {
    while (next < all.length) await act(all[(next += 1) - 1]!);
  });
  await Promise.all(workers);
}
