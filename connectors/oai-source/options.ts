/** How repositories are asked. Durations are milliseconds, sizes bytes. */
export interface OaiSourceOptions {
  /** Who asks: `Passerelle (+https://…; mailto:…)`, and the address of the From header. */
  readonly userAgent: string;
  readonly from: string | null;
  /** Times one request is tried before it is given up. */
  readonly tries: number;
  /** Before the second try; doubles each time, up to `longestPause`, more or less `jitter`. */
  readonly firstPause: number;
  readonly longestPause: number;
  readonly jitter: number;
  /** A Retry-After up to this is waited for; beyond it the harvest is put off to then, but never for longer than `longestPutOff`. */
  readonly longestRetryAfter: number;
  readonly longestPutOff: number;
  /** Between the end of an answer and the next request. */
  readonly betweenRequests: number;
  readonly redirects: number;
  /** Until the head of the answer is there; without a byte of its body; for all of it. */
  readonly headTime: number;
  readonly bodyIdle: number;
  readonly answerTime: number;
  /** Of a body once it is unpacked; and how many times its packed size, from `ratioFrom` on. */
  readonly pageBytes: number;
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Elements in elements; characters of one text. */
  readonly depth: number;
  readonly textLength: number;
  /** Addresses of a host name. */
  readonly resolve: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
  readonly now: () => number;
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export const defaultOaiSourceOptions = {
  userAgent: 'Passerelle',
  from: null,
  tries: 6,
  firstPause: 2_000,
  longestPause: 300_000,
  jitter: 0.2,
  longestRetryAfter: 600_000,
  longestPutOff: 7 * 86_400_000,
  betweenRequests: 100,
  redirects: 5,
  headTime: 30_000,
  bodyIdle: 60_000,
  answerTime: 600_000,
  pageBytes: 50 * 1024 * 1024,
  ratio: 200,
  ratioFrom: 1024 * 1024,
  depth: 256,
  textLength: 10 * 1024 * 1024,
} as const;
