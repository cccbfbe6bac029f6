import type { Library } from '../../../core/library.ts';
import { refused } from '../../../core/outcome.ts';
import type { TerminalDesk } from '../../../core/terminals/desk.ts';
import { type Action, can } from '../access.ts';
import { type AnyRoute, type Asked, guarded } from '../route.ts';
import { exchangeStreamQuery } from '../schemas-terminals.ts';
import { noQuery, streamQuery } from '../schemas.ts';
import type { ConsoleStreams, TopicsWanted } from '../streams/console-streams.ts';
import { readPositions } from '../streams/positions.ts';
import { namesFor } from './terminals.ts';

interface Streaming {
  readonly library: Library;
  readonly terminals: TerminalDesk;
  readonly streams: ConsoleStreams;
}
const nothing: TopicsWanted = { activity: false, devices: false, harvests: false, batches: false, terminals: null };

/** What happens, as it happens: one stream of the topics one wants, and two of one topic each. */
export function streamRoutes({ library, terminals, streams }: Streaming): AnyRoute[] {
  const open = async (
    { request, response, visitor }: Pick<Asked<unknown, unknown, unknown>, 'request' | 'response' | 'visitor'>,
    wanted: TopicsWanted,
    after: string | undefined,
  ): Promise<'streaming'> => {
    const positions = readPositions(request.get('Last-Event-ID') ?? after);
    await streams.open({ response, visitor, wanted, after: positions });
    return 'streaming';
  };
  return [
    guarded({
      method: 'get',
      path: '/stream',
      who: 'read-devices',
      summary:
        'Server-Sent Events of the topics asked: activity, devices, harvests, batches, exchanges. Last-Event-ID resumes.',
      query: streamQuery,
      body: null,
      answer: 'event-stream',
      problems: [400, 401, 503],
      async handle({ query, request, response, visitor }) {
        const topics = query.topics.map((topic) => topic.split(':') as [string, string?]);
        const has = (name: string) => topics.some(([one]) => one === name);
        const may = (action: Action) => can(visitor.user.role, action);
        // A browser has one stream for all its windows: what one of them may not hear, or asks wrongly, is left out.
        const logins = topics.flatMap(([name, login]) => (name === 'exchanges' ? [login] : []));
        const hearsTerminals = has('exchanges') && may('read-exchanges');
        const names = hearsTerminals ? await namesFor(library, terminals, visitor) : null;
        const wanted = {
          ...{ activity: has('activity'), devices: has('devices') },
          harvests: has('harvests') && may('read-harvests'),
          batches: has('batches') && may('read-migration'),
          terminals: names && { names, devices: (await devicesOf(library, logins)).known },
        };
        return open({ request, response, visitor }, wanted, query.after);
      },
    }),
    guarded({
      method: 'get',
      path: '/exchanges/stream',
      who: 'read-exchanges',
      summary: 'Server-Sent Events: exchange, live, beat; of one terminal when it is named. Last-Event-ID resumes.',
      query: exchangeStreamQuery,
      body: null,
      answer: 'event-stream',
      problems: [400, 401, 403, 404, 503],
      async handle({ query, request, response, visitor }) {
        const { known: devices, stranger } = await devicesOf(library, [query.device]);
        if (stranger !== null) return refused('device-unknown', { device: stranger });
        const names = await namesFor(library, terminals, visitor);
        const wanted = { ...nothing, terminals: { names, devices } };
        return open({ request, response, visitor }, wanted, query.after);
      },
    }),
    guarded({
      method: 'get',
      path: '/harvest-runs/stream',
      who: 'read-harvests',
      summary: 'Server-Sent Events: run (after each of its pages), beat.',
      query: noQuery,
      body: null,
      answer: 'event-stream',
      problems: [401, 403, 503],
      handle: ({ request, response, visitor }) =>
        open({ request, response, visitor }, { ...nothing, harvests: true }, undefined),
    }),
  ];
}

/** The terminals of these logins (null: all of them, when one has no name), and a login nobody knows. */
async function devicesOf(
  { network }: Library,
  logins: readonly (string | undefined)[],
): Promise<{ readonly known: ReadonlySet<number> | null; readonly stranger: string | null }> {
  if (logins.includes(undefined)) return { known: null, stranger: null };
  const all = new Map((await network.devices()).map(({ login, id }) => [login, id]));
  const ids = logins.flatMap((login) => all.get(login!) ?? []);
  return { known: new Set(ids), stranger: logins.find((login) => !all.has(login!)) ?? null };
}
