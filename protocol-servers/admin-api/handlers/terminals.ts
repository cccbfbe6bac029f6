import type { Library } from '../../../core/library.ts';
import { granted, refused, type Outcome } from '../../../core/outcome.ts';
import type { StaffUser } from '../../../core/ports/staff.ts';
import type { TerminalDesk, TrialMessage, TrialRequest } from '../../../core/terminals/desk.ts';
import type { ExchangeKey } from '../../../core/terminals/exchange.ts';
import { can } from '../access.ts';
import type { TrialRequestView, TrialView } from '../contract-terminals.ts';
import { type AnyRoute, guarded, type Visitor } from '../route.ts';
import {
  deviceLoginParams,
  exchangePageView,
  exchangesQuery,
  liveDevicesView,
  transcriptQuery,
  transcriptView,
  trialRequest,
  trialView,
} from '../schemas-terminals.ts';
import { noQuery } from '../schemas.ts';
import { type Clearance, type ExchangeNames, viewExchange, viewLive, viewTrial } from '../views-terminals.ts';
import { libraryOf } from './library-asked.ts';

/** Bytes of what one may type. */
const trialBytes = 256 * 1024;

/** The terminals, seen live: how they do, what they say, what they would be answered. */
export function terminalRoutes(library: Library, terminals: TerminalDesk): AnyRoute[] {
  const asked = { library, terminals };
  return [...liveRoutes(asked), ...exchangeRoutes(asked), ...trialRoutes(asked)];
}

interface Asked {
  readonly library: Library;
  readonly terminals: TerminalDesk;
}

function liveRoutes({ library, terminals }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/devices/live',
      who: 'read-devices',
      summary: 'How each terminal is doing, as this server sees it now.',
      query: noQuery,
      body: null,
      answer: liveDevicesView,
      problems: [401],
      async handle({ visitor }) {
        const { network } = library;
        const live = await terminals.live();
        return granted(
          viewLive(live, terminals.counts, { network, now: library.now(), clearance: clearance(visitor.user) }),
        );
      },
    }),
  ];
}

function exchangeRoutes({ library, terminals }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/exchanges',
      who: 'read-exchanges',
      summary:
        'What terminals said and were answered, the newest first. Readers are masked for roles that may not see them.',
      query: exchangesQuery,
      body: null,
      answer: exchangePageView,
      problems: [400, 401, 403, 404],
      async handle({ query: { device, library: code, from, until, cursor, ...rest }, visitor }) {
        const deviceId = device === undefined ? granted(undefined) : await deviceOf(library, device);
        if (!deviceId.granted) return deviceId;
        const place = code === undefined ? granted(undefined) : await libraryOf(library.network, code);
        if (!place.granted) return place;
        const { items, next } = await terminals.exchanges({
          ...rest,
          deviceId: deviceId.value,
          libraryId: place.value?.id,
          from: from === undefined ? undefined : Date.parse(from),
          until: until === undefined ? undefined : Date.parse(until),
          before: cursor === undefined ? undefined : keyOf(cursor),
        });
        const names = await namesFor(library, terminals, visitor);
        return granted({
          items: items.map((exchange) => viewExchange(exchange, names)),
          next: next && `${next.at}-${next.id}`,
        });
      },
    }),
    guarded({
      method: 'get',
      path: '/devices/:login/transcript',
      who: 'read-exchanges',
      summary: 'What a terminal said between two moments, as text for its supplier: no reader in it, whoever asks.',
      params: deviceLoginParams,
      query: transcriptQuery,
      body: null,
      answer: transcriptView,
      problems: [400, 401, 403, 404],
      async handle({ params, query }) {
        const period = { from: Date.parse(query.from), until: Date.parse(query.until) };
        const transcript = await terminals.transcript({ ...params, ...period });
        if (!transcript.granted) return transcript;
        const { device, exchanges, truncated, text } = transcript.value;
        return granted({ device: device.login, ...query, exchanges, truncated, text });
      },
    }),
  ];
}

function trialRoutes({ library, terminals }: Asked): AnyRoute[] {
  const attempt = async (
    login: string,
    body: TrialRequestView,
    mode: TrialRequest['mode'],
    visitor: Visitor,
  ): Promise<Outcome<TrialView>> => {
    const trial = await terminals.attempt({ login, message: messageOf(body), mode, by: visitor.user });
    if (!trial.granted) return trial;
    const names = await namesFor(library, terminals, visitor);
    const codes = { network: library.network, categories: await library.terms.categories() };
    return granted(viewTrial(trial.value, names, codes));
  };
  return [
    guarded({
      method: 'post',
      path: '/devices/:login/rehearsals',
      who: 'try-terminal',
      summary: 'What this terminal would be answered to a message. Everything it does is taken back.',
      params: deviceLoginParams,
      query: noQuery,
      body: trialRequest,
      bodyBytes: trialBytes,
      answer: trialView,
      problems: [400, 401, 403, 404, 422],
      handle: ({ params, body, visitor }) => attempt(params.login, body, 'rehearsed', visitor),
    }),
    guarded({
      method: 'post',
      path: '/devices/:login/trials',
      who: 'act-at-terminal',
      summary: 'Says a message in the place of this terminal. It is done, in the name of who asks.',
      params: deviceLoginParams,
      query: noQuery,
      body: trialRequest,
      bodyBytes: trialBytes,
      answer: trialView,
      problems: [400, 401, 403, 404, 422],
      handle: ({ params, body, visitor }) => attempt(params.login, body, 'done', visitor),
    }),
  ];
}

function messageOf(body: TrialRequestView): TrialMessage {
  if ('raw' in body) return body;
  return { name: body.message, fields: body.fields, sealed: body.errorDetection ?? false };
}

function clearance({ role }: StaffUser): Clearance {
  return { readers: can(role, 'read-patrons'), addresses: can(role, 'read-exchanges') };
}

/** What is needed to name what terminals say, for whoever asks. */
export async function namesFor(library: Library, terminals: TerminalDesk, { user }: Visitor): Promise<ExchangeNames> {
  const devices = new Map((await library.network.devices()).map((device) => [device.id, device]));
  return { words: terminals.words, network: library.network, devices, clearance: clearance(user) };
}

async function deviceOf({ network }: Library, login: string): Promise<Outcome<number>> {
  const device = (await network.devices()).find((one) => one.login === login);
  return device ? granted(device.id) : refused('device-unknown', { device: login });
}

function keyOf(cursor: string): ExchangeKey {
  const [at, id] = cursor.split('-').map(Number) as [number, number];
  return { at, id };
}
