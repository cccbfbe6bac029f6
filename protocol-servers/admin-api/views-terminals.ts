import { Buffer } from 'node:buffer';
import type { Library } from '../../core/library.ts';
import type { Device } from '../../core/network/network.ts';
import type { LiveDevice, MessageWords, TerminalDesk, Trial } from '../../core/terminals/desk.ts';
import type { Exchange, KeptMessage, KeptValue } from '../../core/terminals/exchange.ts';
import { wireText, withheld } from '../../core/terminals/transcript.ts';
import type {
  ExchangeView,
  FieldView,
  LiveDevicesView,
  LiveDeviceView,
  MessageView,
  TrialView,
} from './contract-terminals.ts';
import { type Codes, viewExplanation } from './views-terms.ts';
import { viewDevice } from './views.ts';

type Network = Pick<Library['network'], 'library'>;
const iso = (at: number): string => new Date(at).toISOString();

/** What a role may see of terminals. */
export interface Clearance {
  /** Cards, names, and what else is a reader's. */
  readonly readers: boolean;
  /** Where terminals speak from. */
  readonly addresses: boolean;
}

/** Every device, and how the journal of exchanges keeps up. */
export function viewLive(
  devices: readonly LiveDevice[],
  counts: TerminalDesk['counts'],
  { network, now, clearance }: { network: Library['network']; now: number; clearance: Clearance },
): LiveDevicesView {
  const items = devices.map((live) => viewLiveDevice(live, network, now, clearance));
  return { items, total: items.length, journal: { ...counts } };
}

function viewLiveDevice(
  live: LiveDevice,
  network: Library['network'],
  now: number,
  clearance: Clearance,
): LiveDeviceView {
  const { login, name, kind, library, lastSeenAt, lastStatus } = viewDevice(live.device, network, now);
  return {
    ...{ login, name, kind, library, lastSeenAt, lastStatus },
    state: live.state,
    connections: live.connections,
    connectedSince: live.connectedSince === null ? null : iso(live.connectedSince),
    address: clearance.addresses ? live.address : null,
    lastMessage: live.lastMessage,
    lastRefusal: live.lastRefusal && { cause: live.lastRefusal.cause, at: iso(live.lastRefusal.at) },
    messagesPerMinute: live.messagesPerMinute,
    messages: live.messages,
    refusals: live.refusals,
  };
}

/** What turns the numbers of an exchange into words. */
export interface ExchangeNames {
  readonly words: MessageWords;
  readonly network: Network;
  readonly devices: ReadonlyMap<number, Pick<Device, 'login'>>;
  readonly clearance: Clearance;
}

/** An exchange, as much of it as a role may see. */
export function viewExchange(exchange: Exchange, names: ExchangeNames): ExchangeView {
  return { id: exchange.id, ...viewSaid(exchange, names) };
}

function viewSaid(exchange: Omit<Exchange, 'id'>, names: ExchangeNames): Omit<ExchangeView, 'id'> {
  const { deviceId, libraryId, address, message, outcome, cause, item } = exchange;
  const personal = shownPersonal(exchange, names.clearance);
  return {
    at: iso(exchange.at),
    milliseconds: exchange.took / 1000,
    device: deviceId === null ? null : (names.devices.get(deviceId)?.login ?? null),
    library: libraryId === null ? null : names.network.library(libraryId).code,
    ...{ address, message, outcome, cause, item },
    request: viewMessage(exchange.request, personal, names),
    response: viewMessage(exchange.response, personal, names),
  };
}

/** Personal values as they may be shown: whole, or a card by its last four characters and the rest not at all. */
function shownPersonal(
  { request, response, personal }: Omit<Exchange, 'id'>,
  { readers }: Clearance,
): readonly string[] | null {
  if (personal === null || readers) return personal;
  const cards = new Set([...request.fields, ...response.fields].flatMap(([id, value]) => (id === 'AA' ? [value] : [])));
  return personal.map((value, index) => (cards.has(index) && value.length > 4 ? `…${value.slice(-4)}` : withheld));
}

function viewMessage(
  message: KeptMessage,
  personal: readonly string[] | null,
  { words, clearance }: ExchangeNames,
): MessageView {
  const { code } = message;
  const fixed = words.fixed(code).map((name, index): FieldView => {
    return { identifier: null, name, value: message.fixed[index] ?? '', shown: 'whole' };
  });
  const fields = message.fields.map(([identifier, value]): FieldView => {
    const whole = typeof value === 'string' || (typeof value === 'number' && clearance.readers && personal !== null);
    const shown = whole ? 'whole' : value === null ? 'withheld' : 'masked';
    return { identifier, name: words.field(code, identifier), value: textOf(value, personal), shown };
  });
  return {
    code,
    name: words.message(code),
    fields: message.fixed.length > 0 ? [...fixed, ...fields] : fields,
    text: wireText(message, personal),
    errorDetection: message.seal || null,
    unread: message.unread,
  };
}

function textOf(value: KeptValue, personal: readonly string[] | null): string {
  if (typeof value === 'string') return value;
  return value === null ? withheld : (personal?.[value] ?? withheld);
}

/** What a terminal would have sent, heard and shown. */
export function viewTrial(trial: Trial, names: ExchangeNames, codes: Codes): TrialView {
  const { exchange, requestBytes, responseBytes, screen, explanation } = trial;
  const mayShow = ({ fields }: KeptMessage): boolean =>
    names.clearance.readers || !fields.some(([, value]) => typeof value === 'number');
  const hexadecimal = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('hex');
  return {
    exchange: viewSaid(exchange, names),
    requestBytes: mayShow(exchange.request) ? hexadecimal(requestBytes) : null,
    responseBytes: mayShow(exchange.response) ? hexadecimal(responseBytes) : null,
    screen,
    explanation: explanation && viewExplanation(explanation, codes),
  };
}
