/** What the console and the admin API say to each other under /api/v1. Types only: the console imports nothing else of the server. */

export type Role = 'NETWORK_ADMIN' | 'COORDINATOR' | 'LIBRARY_MANAGER' | 'STAFF' | 'IT_REFERENT' | 'AUDITOR';

/**
 * POST /session {login, password} → 200 SessionView and the cookie; GET /session → 200 or 401; DELETE /session → 204.
 * Until `stage` is `open`, every other resource answers 403 `session-not-open` (contract-accounts.ts says what to do).
 * Each answer to somebody signed in bears `X-Session-Ends` (ISO 8601): when the session ends if nobody asks anything more.
 */
export interface SessionView {
  readonly user: {
    readonly login: string;
    readonly name: string;
    readonly role: Role;
    readonly library: string | null;
  };
  /** To be sent as the header `X-CSRF` with every unsafe request. */
  readonly csrfToken: string;
  /** What is still asked of him: his passcode, a password of his own, or to enrol his authenticator. */
  readonly stage: 'open' | 'passcode' | 'password' | 'enrolment';
  /** ISO 8601, UTC. */
  readonly endsAt: string;
}
export interface SignInRequest {
  readonly login: string;
  readonly password: string;
}

/** GET /libraries */
export interface LibraryView {
  readonly code: string;
  readonly name: string;
  readonly commune: string;
  readonly kind: 'BRANCH' | 'HUB' | 'DEPARTMENT' | 'KIT_STORE' | 'ILL_PARTNER';
  readonly state: 'PLANNED' | 'MIGRATING' | 'LIVE' | 'LEAVING' | 'LEFT';
  readonly isPickup: boolean;
  readonly devices: number;
}

/** GET /devices. `state`: spoke within 10 minutes, later today, before, never. */
export interface DeviceView {
  readonly login: string;
  readonly name: string;
  readonly kind: 'STAFF' | 'SELFCHECK' | 'RETURN_BIN' | 'SORTER' | 'GATE';
  readonly library: { readonly code: string; readonly name: string };
  /** ISO 8601, UTC. */
  readonly lastSeenAt: string | null;
  /** Of the last SC Status: out of paper and shutting down are worth a look. */
  readonly lastStatus: 'ok' | 'out-of-paper' | 'shutting-down' | null;
  readonly state: 'connected' | 'silent' | 'absent' | 'never-seen';
}

/** One loan, return or renewal. Never says who. */
export interface ActivityLine {
  readonly seq: number;
  readonly at: string;
  readonly type: 'LOAN' | 'RETURN' | 'RENEWAL';
  readonly library: string | null;
  readonly device: string | null;
  readonly barcode: string;
  readonly title: string;
  /** Where a return goes: `shelf`, `hold-shelf`, `transit-hold:LIEVIN`, `transit-home:AVION`; null for the rest. */
  readonly routing: string | null;
}

/** GET /activity/today?limit=100 */
export interface TodayView {
  readonly totals: { readonly loans: number; readonly returns: number; readonly renewals: number };
  readonly lines: readonly ActivityLine[];
}

/** Lists: GET answers {items, total}. */
export interface ListView<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** The topics of the stream, apart from those of the terminals (`exchanges:LOGIN`). */
export type StreamTopicName = 'activity' | 'devices' | 'harvests' | 'batches' | 'exchanges';

/**
 * GET /stream?topics=activity,devices,harvests,batches,exchanges:LOGIN&after=: Server-Sent Events of the topics asked (the first two
 * unless said). `activity` carries an ActivityLine; `devices` a DeviceView[], when any changed; `run` a HarvestRunView, after
 * each of its pages; `batches` the BatchView[] that moved; `exchange` an ExchangeView; `live` a LiveDevicesView, when anything of it changed; `beat` (the server's
 * time, ISO 8601) every 15 s keeps the line open and lets a console notice a dead one, which a comment cannot: EventSource
 * hides comments. Events with a number have an id, `activity:7,exchanges:345`: given back as Last-Event-ID, or as `after`,
 * what came since is sent again, and then `ready` says whether that was all. If not, lists are to be asked again.
 */
export interface StreamReady {
  readonly resumed: boolean;
}

/** Errors: application/problem+json (RFC 9457). `code` is stable; the console translates it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** What a refusal was decided on: the policy row, a count, a date in UTC milliseconds. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}
