/** What the admin API speaks about notices. Types only. Times are ISO 8601, UTC. */

export type NoticeKindName =
  'hold-ready' | 'overdue' | 'pre-due' | 'membership-expiry' | 'card-registered' | 'card-replaced';

/** GET /notices, GET /libraries/:code/notices-to-print. Never what it says. */
export interface NoticeView {
  readonly id: number;
  readonly kind: NoticeKindName;
  readonly state: 'PENDING' | 'SENDING' | 'SENT' | 'SKIPPED' | 'TO_PRINT' | 'PRINTED' | 'DEAD';
  /** Why it was skipped, put off, printed or given up: `hold-cancelled`, `no-address`, `550 5.1.1`. */
  readonly reason: string | null;
  readonly library: string;
  /** Id of the reader; null once forgotten. */
  readonly patron: number | null;
  readonly hold: number | null;
  /** Of a reminder; 0 for the other kinds. */
  readonly level: number;
  readonly createdAt: string;
  readonly attempts: number;
  /** Null once it is at its end. */
  readonly nextAttemptAt: string | null;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
}

/** GET /notices/:id/slip?form=80mm */
export interface NoticeSlipView {
  /** A whole page, which loads nothing and runs nothing. */
  readonly html: string;
}

/** GET /notice-templates, and the answer of the PUT. */
export interface NoticeTemplateView extends NoticeTemplateRequest {
  /** False: the program's own words. */
  readonly custom: boolean;
  /** What may stand between braces. */
  readonly placeholders: readonly string[];
}
/** PUT /notice-templates */
export interface NoticeTemplateRequest {
  readonly kind: NoticeKindName;
  readonly language: 'fr' | 'en';
  readonly subject: string;
  readonly text: string;
}
