import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { node, type Server } from '../server.ts';
import type { Hold, ItemSheet } from './answers.ts';
import type { Order } from './contenders.ts';
import { type Act, type Api, openApi, type Reply } from './posts.ts';

/** One contest: what each of the three client processes does when the signal comes. */
export type Contest = readonly [Act, Act, Act];
export type Replies = readonly [Reply, Reply, Reply];

/** POST /holds: of one copy when its barcode is given. */
export interface HoldRequest {
  readonly card: string;
  readonly record: string;
  readonly barcode?: string;
  readonly pickup: string;
}

/** Three client processes in front of the servers, and somebody who prepares the contests and looks at what came of them. */
export interface Arena {
  readonly api: Api;
  /** Runs the contests, a few at once; the answers of each, in the same order. */
  race(contests: readonly Contest[]): Promise<Replies[]>;
  item(barcode: string): Promise<ItemSheet>;
  hold(id: number, card: string): Promise<Hold>;
  /** Does what nobody competes for; fails when it is refused. */
  must<T>(path: string, body: object): Promise<T>;
  place(request: HoldRequest): Promise<number>;
  close(): Promise<void>;
}

/** Contests of one wave: so many are under way at the same moment. */
const atOnce = 6;
/** Process by process: the first is at Liévin, the others at Lens. */
const logins = ['kiosk-lievin', 'kiosk-lens', 'kiosk-lens'];

/** Starts the client processes, spread over the servers. */
export async function openArena(servers: readonly Server[]): Promise<Arena> {
  const children = logins.map(() =>
    fork(resolve('conformance-tests/race/contenders.ts'), {
      execPath: resolve(node),
      execArgv: ['--disable-warning=ExperimentalWarning'],
    }),
  );
  await Promise.all(
    children.map((child, number) => {
      const { sip2Port, baseUrl } = servers[number % servers.length]!;
      return obeyed(child, { post: { sip2Port, baseUrl, login: logins[number]!, contests: atOnce } });
    }),
  );
  const api = await openApi(servers[0]!.baseUrl);
  const must = async <T>(path: string, body: object): Promise<T> => {
    const { granted, text } = await api.post(path, body);
    if (!granted) throw new Error(`${path} ${JSON.stringify(body)} was answered ${text}`);
    return JSON.parse(text) as T;
  };
  return {
    api,
    must,
    async race(contests) {
      const replies: Replies[] = [];
      for (let from = 0; from < contests.length; from += atOnce) {
        const wave = contests.slice(from, from + atOnce);
        const answers = await Promise.all(
          children.map((child, number) => obeyed(child, { acts: wave.map((contest) => contest[number]!) })),
        );
        replies.push(...wave.map((_, contest) => answers.map((given) => given[contest]!) as unknown as Replies));
      }
      return replies;
    },
    item: (barcode) => api.get(`/items/${barcode}`),
    async hold(id, card) {
      const { items } = await api.get<{ items: Hold[] }>(`/holds?card=${card}&limit=500`);
      return items.find((hold) => hold.id === id)!;
    },
    place: async (request) => (await must<Hold>('/holds', request)).id,
    async close() {
      const ended = children.map((child) => new Promise((exit) => child.once('exit', exit)));
      for (const child of children) child.disconnect();
      await Promise.all(ended);
    },
  };
}

function obeyed(child: ChildProcess, order: Order): Promise<Reply[]> {
  return new Promise((done, failed) => {
    const died = (code: number | null): void => failed(new Error(`a client process ended with ${code}`));
    child.once('exit', died);
    child.once('message', (message) => {
      child.off('exit', died);
      done(message as Reply[]);
    });
    child.send(order);
  });
}

/** Ordinary document and ordinary reader `n` of the demonstration network. */
export const barcode = (n: number): string => String(30_000_000 + n);
export const card = (n: number): string => String(20_000_000 + n);
/** 0, 1, 2 … */
export const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
/** A variable field of a SIP2 answer. */
export const field = ({ text }: Reply, identifier: string): string | undefined =>
  text
    .split('|')
    .find((value, index) => index > 0 && value.startsWith(identifier))
    ?.slice(2);
/** The JSON of an answer of the admin API. */
export const said = <T>({ text }: Reply): T => JSON.parse(text) as T;
