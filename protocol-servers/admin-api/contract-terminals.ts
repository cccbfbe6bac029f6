import type { DeviceView } from './contract.ts';
import type { ExplanationView } from './contract-terms.ts';

/** Terminals seen live, as the console and the admin API say them. Types only. */

/** GET /devices/live, and the event `live` of GET /stream?topics=exchanges and of GET /exchanges/stream?device=. */
export interface LiveDeviceView {
  readonly login: string;
  readonly name: string;
  readonly kind: DeviceView['kind'];
  readonly library: { readonly code: string; readonly name: string };
  /** `on-line`: spoke within 10 minutes; `silent`: earlier today, or connected without a word; `absent`: before today. */
  readonly state: 'on-line' | 'silent' | 'absent' | 'never-seen';
  readonly lastSeenAt: string | null;
  readonly lastStatus: DeviceView['lastStatus'];
  readonly connections: number;
  readonly connectedSince: string | null;
  /** Null too for a role that may not read what terminals say. */
  readonly address: string | null;
  /** In the word of SIP2: `Checkin`. */
  readonly lastMessage: string | null;
  readonly lastRefusal: { readonly cause: string; readonly at: string } | null;
  readonly messagesPerMinute: number;
  /** Since the server began. */
  readonly messages: number;
  readonly refusals: number;
}
export interface LiveDevicesView {
  readonly items: readonly LiveDeviceView[];
  readonly total: number;
  readonly journal: ExchangeCountsView;
}
/** Exchanges since the server began: those that came faster than they can be written are dropped, and counted. */
export interface ExchangeCountsView {
  readonly written: number;
  readonly waiting: number;
  readonly dropped: number;
}

/** One field of a message. */
export interface FieldView {
  /** Two letters; null for a field of fixed length. */
  readonly identifier: string | null;
  /** In the word of SIP2, null for one that is not of this message. */
  readonly name: string | null;
  readonly value: string;
  /** `masked`: personal, not for this role (`…0001` for a card); `withheld`: a secret, kept nowhere. */
  readonly shown: 'whole' | 'masked' | 'withheld';
}
export interface MessageView {
  readonly code: string;
  readonly name: string | null;
  readonly fields: readonly FieldView[];
  /** As on the wire, but for what is masked or withheld. */
  readonly text: string;
  /** AY and AZ of the wire, null without error detection. */
  readonly errorDetection: string | null;
  /** Bytes that could not be read as fields, and are not kept. */
  readonly unread: number;
}
export type ExchangeOutcomeView = 'ok' | 'refused' | 'malformed' | 'fault';
/** What a terminal asked and was answered. */
export interface ExchangeView {
  readonly id: number;
  readonly at: string;
  readonly milliseconds: number;
  readonly device: string | null;
  readonly library: string | null;
  /** `console:LOGIN` when a member of staff said it in the place of the terminal. */
  readonly address: string;
  readonly message: string;
  readonly outcome: ExchangeOutcomeView;
  readonly cause: string | null;
  readonly item: string | null;
  readonly request: MessageView;
  readonly response: MessageView;
}
/** GET /exchanges?device&library&message&outcome&cause&card&item&from&until&cursor&limit: the newest first. */
export interface ExchangePageView {
  readonly items: readonly ExchangeView[];
  /** To be given as `cursor` for the page before, null on the last one. */
  readonly next: string | null;
}
/** GET /devices/:login/transcript?from&until: text for a supplier, with no reader in it. */
export interface TranscriptView {
  readonly device: string;
  readonly from: string;
  readonly until: string;
  readonly exchanges: number;
  readonly truncated: boolean;
  readonly text: string;
}

/** POST /devices/:login/rehearsals changes nothing; POST /devices/:login/trials does it, in the name of who asks. */
export type TrialRequestView =
  | { readonly raw: string }
  | {
      readonly message: string;
      readonly fields: Readonly<Record<string, string>>;
      readonly errorDetection?: boolean | undefined;
    };
export interface TrialView {
  readonly exchange: Omit<ExchangeView, 'id'>;
  /** Hexadecimal; null when the request bears a secret, or personal values this role may not see. */
  readonly requestBytes: string | null;
  readonly responseBytes: string | null;
  readonly screen: readonly string[];
  /** Of a refused check-out. */
  readonly explanation: ExplanationView | null;
}
