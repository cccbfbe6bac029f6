export const noticeKinds = [
  'hold-ready',
  'overdue',
  'pre-due',
  'membership-expiry',
  'card-registered',
  'card-replaced',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * PENDING: to be sent, not before `nextAttemptAt`. SENDING: claimed by one follower until `claimedUntil`. TO_PRINT: the
 * reader has no e-mail, or nothing sends mail here. DEAD: given up; to be printed as well. The others are ends.
 */
export const noticeStates = ['PENDING', 'SENDING', 'SENT', 'SKIPPED', 'TO_PRINT', 'PRINTED', 'DEAD'] as const;
export type NoticeState = (typeof noticeStates)[number];

export const noticeLanguages = ['fr', 'en'] as const;
export type NoticeLanguage = (typeof noticeLanguages)[number];

/** One thing to tell one reader. What it says is written when it is sent, and never stored. */
export interface Notice {
  readonly id: number;
  /** Kind, subject, level and date: one notice for each, ever. */
  readonly dedupKey: string;
  readonly kind: NoticeKind;
  /** Null once the reader was forgotten. */
  readonly patronId: number | null;
  /** The library it speaks for: of the pickup, of the loans, of the membership. */
  readonly libraryId: number;
  readonly holdId: number | null;
  /** Of a reminder: 1, 2, 3 …; 0 for the other kinds. */
  readonly level: number;
  /** What dates the subject: UTC milliseconds of the shelving, else an ISO date (due date, end of membership). */
  readonly subjectDate: string;
  readonly createdAt: number;
  readonly state: NoticeState;
  /** Why it was skipped, put off or given up. Never an address. */
  readonly reason: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly settledAt: number | null;
  /** Who printed it. */
  readonly settledBy: string | null;
}

export type NewNotice = Pick<
  Notice,
  'kind' | 'patronId' | 'libraryId' | 'holdId' | 'level' | 'subjectDate' | 'createdAt'
> &
  Partial<Pick<Notice, 'state' | 'reason'>>;

/** What an outbox row of the topic `notices` asks for. */
export type NoticeOrder =
  | { readonly kind: 'hold-ready'; readonly holdId: number }
  | { readonly kind: 'card-registered' | 'card-replaced'; readonly patronId: number };

/** Names a notice by what it is about, so that it is made once whoever asks for it, and however often. */
export function dedupKey(
  notice: Pick<NewNotice, 'kind' | 'patronId' | 'libraryId' | 'holdId' | 'level' | 'subjectDate'>,
): string {
  const subject = notice.holdId === null ? `reader:${notice.patronId}:${notice.libraryId}` : `hold:${notice.holdId}`;
  return `${notice.kind}|${subject}|${notice.level}|${notice.subjectDate}`;
}

/** The words of a notice in one language; `{name}` stands for a fact. */
export interface NoticeTemplate {
  readonly kind: NoticeKind;
  readonly language: NoticeLanguage;
  readonly subject: string;
  readonly text: string;
}

/** What a notice needs of a reader. */
export interface NoticeReader {
  readonly id: number;
  readonly pseudonym: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly address: string | null;
  readonly cardNumber: string | null;
  readonly language: NoticeLanguage;
  readonly state: string;
  readonly expiresAt: number;
  readonly homeLibraryId: number;
}

/** What a notice needs of a hold, and of the document bound to it. */
export interface NoticeHold {
  readonly id: number;
  readonly patronId: number;
  readonly status: string;
  readonly pickupLibraryId: number;
  readonly shelvedAt: number | null;
  readonly pickupDeadline: number | null;
  readonly title: string;
  readonly barcode: string | null;
  readonly callNumber: string | null;
}

/** What a notice needs of an open loan. */
export interface NoticeLoan {
  readonly id: number;
  readonly itemId: number;
  readonly patronId: number;
  readonly libraryId: number;
  readonly dueAt: number;
  readonly title: string;
  readonly barcode: string;
}
