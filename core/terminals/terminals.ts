import { localDate } from '../circulation/local-days.ts';
import type { Library } from '../library.ts';
import type { Device } from '../network/network.ts';
import { granted, refused } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { StoredExchange } from '../ports/exchanges.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { attempt, type SayToLibrary } from './attempt.ts';
import type { LiveDevice, MessageWords, TerminalDesk } from './desk.ts';
import type { Exchange, ExchangeDraft } from './exchange.ts';
import { ExchangeJournal, type ExchangeJournalLimits, type HeardExchange } from './journal.ts';
import { Presences } from './presence.ts';
import type { Rehearsals } from './rehearsals.ts';
import { transcriptLines } from './transcript.ts';
import type { ExchangeVault } from './vault.ts';

/** What a server of terminals tells: one per connection. */
export interface Seat<Heard> {
  /** An exchange, once its answer is ready. Costs the terminal next to nothing. */
  heard(exchange: Heard): void;
  /** The connection is over. */
  left(): void;
}
/** Where a server of terminals tells what happens. */
export interface TerminalWatch<Heard> {
  seat(address: string): Seat<Heard>;
}

/** How one protocol says things, for those who look at its terminals. */
export interface TerminalProtocol<Heard> {
  /** Takes an exchange apart. */
  read(heard: Heard, address: string): ExchangeDraft;
  readonly words: MessageWords;
  /** Says one message to a library in the place of a device, exactly as its socket would. */
  readonly say: SayToLibrary<Heard>;
}

export interface TerminalPorts<Heard> {
  readonly library: Library;
  readonly rehearsals: Rehearsals;
  readonly store: Store;
  readonly vault: ExchangeVault;
  readonly clock: Clock;
  readonly log: Log;
  readonly protocol: TerminalProtocol<Heard>;
  readonly limits?: Partial<ExchangeJournalLimits> | undefined;
}

/** The terminals of this server, watched. `close` writes what waits. */
export interface OpenTerminals<Heard> {
  readonly desk: TerminalDesk;
  readonly watch: TerminalWatch<Heard>;
  close(): Promise<void>;
}

/** Milliseconds since its last word during which a terminal counts as on line. */
const onLineFor = 10 * 60_000;
/** Exchanges one transcript holds. */
export const longestTranscript = 5_000;
const pageOfTranscript = 500;

/** Watches the terminals of a protocol. */
export function openTerminals<Heard extends HeardExchange>(ports: TerminalPorts<Heard>): OpenTerminals<Heard> {
  const { library, store, vault, clock, log, protocol } = ports;
  const presences = new Presences();
  const journal = new ExchangeJournal<Heard>({ store, vault, log, read: protocol.read }, ports.limits);
  const devices = (): Promise<readonly Device[]> => library.network.devices();
  const opened = ({ personal, ...row }: StoredExchange): Exchange => ({ ...row, personal: vault.open(personal) });

  const desk: TerminalDesk = {
    words: protocol.words,
    get counts() {
      return journal.counts;
    },
    live: async () => (await devices()).map((device) => liveDevice(device, presences, protocol.words, clock.now())),
    async exchanges({ card, limit, ...asked }) {
      const cardDigest = card === undefined ? undefined : vault.cardDigest(card);
      const rows = await store.read.exchanges.page({ ...asked, cardDigest, limit: limit + 1 });
      const items = rows.slice(0, limit).map(opened);
      const last = items.at(-1);
      return { items, next: rows.length > limit && last ? { at: last.at, id: last.id } : null };
    },
    exchangesAfter: async (id, limit, deviceId) => (await store.read.exchanges.after(id, limit, deviceId)).map(opened),
    follow: (listener) => journal.follow(listener),
    async transcript({ login, from, until }) {
      const device = (await devices()).find((one) => one.login === login);
      if (!device) return refused('device-unknown', { device: login });
      const found: Exchange[] = [];
      let more = true;
      while (more && found.length <= longestTranscript) {
        const last = found.at(-1);
        const before = last && { at: last.at, id: last.id };
        const rows = await store.read.exchanges.page({
          deviceId: device.id,
          from,
          until,
          before,
          limit: pageOfTranscript,
        });
        found.push(...rows.map((row) => ({ ...row, personal: null })));
        more = rows.length === pageOfTranscript;
      }
      const kept = found.slice(0, longestTranscript).reverse();
      const truncated = more || found.length > longestTranscript;
      return granted({ device, exchanges: kept.length, truncated, text: kept.map(transcriptLines).join('\n') });
    },
    attempt: attempt(ports, (heard, address) => journal.note(heard, { address, terminal: null })),
  };
  const watch: TerminalWatch<Heard> = {
    seat(address) {
      const presence = presences.connected(address, clock.now());
      let seated = true;
      return {
        heard(exchange) {
          presences.heard(presence, exchange);
          journal.note(exchange, presence);
        },
        left() {
          if (seated) presences.left(presence);
          seated = false;
        },
      };
    },
  };
  return { desk, watch, close: () => journal.flush() };
}

function liveDevice(device: Device, presences: Presences, words: MessageWords, now: number): LiveDevice {
  const pulse = presences.pulse(device.id);
  const since = pulse ? [...pulse.connections].map((connection) => connection.since) : [];
  const code = pulse ? String.fromCharCode(pulse.code >> 8, pulse.code & 0xff) : '';
  return {
    device,
    state: stateOf(device.lastSeenAt, since.length > 0, now),
    connections: since.length,
    connectedSince: since.length > 0 ? Math.min(...since) : null,
    address: pulse?.address ?? null,
    lastMessage: words.message(code),
    lastRefusal: pulse?.cause ? { cause: pulse.cause, at: pulse.causeAt } : null,
    messagesPerMinute: pulse ? presences.rate(pulse, now) : 0,
    messages: pulse?.messages ?? 0,
    refusals: pulse?.refusals ?? 0,
  };
}

function stateOf(lastSeenAt: number | null, connected: boolean, now: number): LiveDevice['state'] {
  if (lastSeenAt !== null && now - lastSeenAt <= onLineFor) return 'on-line';
  if (connected) return 'silent';
  if (lastSeenAt === null) return 'never-seen';
  return localDate(lastSeenAt) === localDate(now) ? 'silent' : 'absent';
}
