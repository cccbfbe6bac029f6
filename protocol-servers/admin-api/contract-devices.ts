import type { DeviceView } from './contract.ts';

/** The device registry, as the console and the admin API say it. Types only. */

/** How a terminal speaks, what it may ask, where from: each choice is explained in protocol-servers/sip2/README.md. */
export interface ProfileView {
  readonly charset: 'utf-8' | 'iso-8859-1' | 'windows-1252' | 'cp850' | 'ascii-fold';
  readonly terminator: 'CR' | 'CRLF';
  readonly lineEnd: 'CR' | 'CR-or-LF';
  readonly delimiter: string;
  readonly checksum: 'bytes' | 'characters';
  readonly resend: 'without-sequence' | 'verbatim';
  readonly institution: 'ours' | 'as-asked';
  readonly dueDate: 'sip-date' | 'display';
  readonly listValue: 'barcode' | 'title' | 'barcode-title';
  readonly personalName: string;
  readonly onlyFields: readonly string[] | null;
  readonly hiddenFields: readonly string[];
  readonly language: 'fr' | 'en';
  readonly screenWidth: number | null;
  readonly summary: 'first' | 'all';
  readonly holdPatron: 'hidden' | 'shown';
  readonly alertTypes: Readonly<Partial<Record<'hold-here' | 'hold-elsewhere' | 'partner' | 'send' | 'other', string>>>;
  readonly cardAlone: 'counts' | 'lists';
  readonly messages: readonly string[] | null;
  readonly addresses: readonly string[];
  readonly certificate:
    | { readonly by: 'fingerprint'; readonly sha256: string }
    | { readonly by: 'common-name'; readonly name: string }
    | null;
}
export type ReadyProfileCode =
  | 'standard'
  | 'koha-client'
  | 'selfcheck-v-series'
  | 'nedap'
  | 'cen-tec'
  | 'pc-booking'
  | 'php-sip2'
  | 'sip2-ruby'
  | 'palace'
  | 'automated-sorter'
  | 'gate';

/** Words for people, in each language of the console. */
export interface WordsView {
  readonly fr: string;
  readonly en: string;
}

/** GET /device-profiles: those made for a family of terminals. */
export interface ReadyProfileView {
  readonly name: ReadyProfileCode;
  readonly title: WordsView;
  readonly note: WordsView;
  /** What it changes of the standard profile, and a sentence that says why each. */
  readonly differences: Partial<ProfileView>;
  readonly because: Readonly<Record<string, WordsView>>;
  readonly profile: ProfileView;
}

/** GET /device-registry, GET /device-registry/:login */
export interface RegisteredDeviceView extends Omit<DeviceView, 'state'> {
  readonly readyProfile: string;
  /** What it has for itself beside its ready-made profile. */
  readonly differences: Partial<ProfileView>;
  /** Every choice made. */
  readonly profile: ProfileView;
  /** ISO 8601, UTC; null while it may sign in. */
  readonly disabledAt: string | null;
  /** Its silence calls for nobody until then; null: it does. */
  readonly mutedUntil: string | null;
  /** To be sent back with a change. */
  readonly version: number;
}
/** PATCH /device-registry/:login. What is absent stays; `differences` is replaced whole. */
export interface DeviceChangeRequest {
  readonly version: number;
  readonly name?: string | undefined;
  readonly kind?: DeviceView['kind'] | undefined;
  /** Code. */
  readonly library?: string | undefined;
  readonly readyProfile?: ReadyProfileCode | undefined;
  readonly differences?: Partial<ProfileView> | undefined;
}
/** POST /device-registry. Without a secret one is drawn. */
export interface NewDeviceRequest {
  readonly login: string;
  readonly name: string;
  readonly kind: DeviceView['kind'];
  readonly library: string;
  readonly readyProfile?: ReadyProfileCode | undefined;
  readonly differences?: Partial<ProfileView> | undefined;
  readonly secret?: string | undefined;
}
/** POST /device-registry/:login/secret. Without a secret one is drawn. */
export interface NewSecretRequest {
  readonly secret?: string | undefined;
}
/** A device and its secret, told this once: null when an answer is said again (`Idempotency-Key`). */
export interface DeviceWithSecretView {
  readonly device: RegisteredDeviceView;
  readonly secret: string | null;
}
/** POST /device-registry/:login/mute: 31 days at most; null: its silence calls for somebody again. */
export interface MuteRequest {
  readonly until: string | null;
}
