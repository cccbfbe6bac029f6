import type { Device } from '../network/network.ts';
import type { Outcome } from '../outcome.ts';
import type { StaffUser } from '../ports/staff.ts';
import type { Explanation } from '../terms/desk.ts';
import type { Exchange, ExchangeKey, ExchangesAsked } from './exchange.ts';
import type { ExchangeCounts } from './journal.ts';

/** The terminals, seen live: how each is doing, what it says, and what it would be answered. */
export interface TerminalDesk {
  /** Every device, as this server sees it now. */
  live(): Promise<readonly LiveDevice[]>;
  readonly counts: ExchangeCounts;
  exchanges(asked: ExchangesAsked): Promise<ExchangePage>;
  /** The exchanges after an id, the oldest first; of one terminal when it is named. */
  exchangesAfter(id: number, limit: number, deviceId?: number): Promise<readonly Exchange[]>;
  /** Calls back with each exchange of this server once it is kept; returns the way to stop. */
  follow(listener: (exchange: Exchange) => void): () => void;
  /** What one terminal said between two moments, as text for its supplier: no reader in it. Refused `device-unknown`. */
  transcript(asked: TranscriptAsked): Promise<Outcome<Transcript>>;
  /**
   * Says a message in the place of a terminal. Refused `device-unknown`; `trial-unreadable` when what was typed is not one
   * message (facts.reason).
   */
  attempt(request: TrialRequest): Promise<Outcome<Trial>>;
  /** How the standard names things. */
  readonly words: MessageWords;
}

/** `on-line`: spoke within ten minutes; `silent`: earlier today, or connected without a word; `absent`: before today. */
export type DevicePresence = 'on-line' | 'silent' | 'absent' | 'never-seen';

export interface LiveDevice {
  readonly device: Device;
  readonly state: DevicePresence;
  /** Open connections, and since when the oldest of them. */
  readonly connections: number;
  readonly connectedSince: number | null;
  /** Where it last spoke from; null when it did not since this server began. */
  readonly address: string | null;
  /** What it last said, in the word of the standard. */
  readonly lastMessage: string | null;
  readonly lastRefusal: { readonly cause: string; readonly at: number } | null;
  /** Within the last minute. */
  readonly messagesPerMinute: number;
  /** Since this server began. */
  readonly messages: number;
  readonly refusals: number;
}

export interface ExchangePage {
  readonly items: readonly Exchange[];
  /** Where the next page begins; null on the last one. */
  readonly next: ExchangeKey | null;
}

export interface TranscriptAsked {
  readonly login: string;
  readonly from: number;
  readonly until: number;
}
export interface Transcript {
  readonly device: Device;
  readonly exchanges: number;
  /** True when there were more than one transcript holds: the oldest are in it. */
  readonly truncated: boolean;
  readonly text: string;
}

/** What is said in the place of a terminal: as it is typed, or by the names of its fields. */
export type TrialMessage =
  | { readonly raw: string }
  | {
      readonly name: string;
      readonly fields: Readonly<Record<string, string>>;
      /** With AY and AZ. */
      readonly sealed: boolean;
    };
export interface TrialRequest {
  readonly login: string;
  readonly message: TrialMessage;
  /** `rehearsed`: everything it does is taken back; `done`: it is done, in the name of this member of staff. */
  readonly mode: 'rehearsed' | 'done';
  readonly by: Pick<StaffUser, 'login'>;
}
/** What a terminal would have sent and heard. */
export interface Trial {
  readonly device: Device;
  readonly exchange: Omit<Exchange, 'id'>;
  /** Bytes of the wire; those of a request that bears a secret are null: its message says everything else. */
  readonly requestBytes: Uint8Array | null;
  readonly responseBytes: Uint8Array;
  /** AF, as the screen shows it. */
  readonly screen: readonly string[];
  /** Why a check-out was refused; null for anything else. */
  readonly explanation: Explanation | null;
}

/** The words of a standard for what stands in a message. */
export interface MessageWords {
  message(code: string): string | null;
  /** The names of the fixed fields, in order. */
  fixed(code: string): readonly string[];
  field(code: string, identifier: string): string | null;
}
