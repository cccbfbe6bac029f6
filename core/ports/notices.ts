import type { NoticesAsked } from '../notices/desk.ts';
import type {
  NewNotice,
  Notice,
  NoticeHold,
  NoticeLoan,
  NoticeReader,
  NoticeState,
  NoticeTemplate,
} from '../notices/entities.ts';

/** What a notice says is read when it is sent, from these. */
export interface NoticeFacts {
  reader(patronId: number): Promise<NoticeReader | null>;
  hold(holdId: number): Promise<NoticeHold | null>;
  /** Open loans of a reader made in one library, whose clock is not stopped (lost, claimed returned). */
  loans(patronId: number, libraryId: number): Promise<NoticeLoan[]>;
  templates(): Promise<NoticeTemplate[]>;
}

/** Notices, as one transaction orders, claims and settles them. */
export interface NoticesWork extends NoticeFacts {
  /** Makes a notice unless there is one about the same thing; false when there is. A write: it takes the lock. */
  order(notice: NewNotice): Promise<boolean>;
  /** Takes a notice that is due, or whose claim ran out, for one attempt; null when somebody else has it. A write. */
  claim(noticeId: number, by: { token: string; now: number; until: number }): Promise<Notice | null>;
  /** Ends the attempt of this claim; false when the claim was lost. */
  settle(noticeId: number, token: string, as: NoticeSettlement): Promise<boolean>;
  /** Ends a notice that waits on paper; false when it does not. A write. */
  leavePaper(
    noticeId: number,
    as: { state: 'PRINTED' | 'SKIPPED'; reason: string | null; at: number; by: string | null },
  ): Promise<boolean>;
  saveTemplate(template: NoticeTemplate): Promise<void>;
  /** Cuts the link to the reader of every notice settled before; returns how many. */
  forgetReaders(before: number): Promise<number>;
}
export interface NoticeSettlement {
  readonly state: Exclude<NoticeState, 'SENDING' | 'PRINTED'>;
  readonly reason: string | null;
  readonly at: number;
  readonly libraryId: number;
  readonly nextAttemptAt: number;
}

export interface NoticesReading extends NoticeFacts {
  /** Those to be attempted at `now`, the oldest first. */
  due(now: number, limit: number): Promise<number[]>;
  one(id: number): Promise<Notice | null>;
  list(asked: NoticesAsked): Promise<{ items: Notice[]; total: number }>;
  /** What waits on paper in a library, the oldest first; a hold that left its shelf is left out. */
  toPrint(libraryId: number, page: { offset: number; limit: number }): Promise<{ items: Notice[]; total: number }>;
  /** Ids of those that wait on paper, after an id. */
  onPaper(afterId: number, limit: number): Promise<number[]>;
  /** Open loans whose clock runs, due from `dueFrom` and before `dueBefore`, by item after `afterItemId`. */
  loansDue(window: { dueFrom: number; dueBefore: number; afterItemId: number; limit: number }): Promise<NoticeLoan[]>;
  /** Active readers whose membership ends from `from` and before `before`, by id after `afterId`. */
  membershipsEnding(window: {
    from: number;
    before: number;
    afterId: number;
    limit: number;
  }): Promise<{ id: number; expiresAt: number; homeLibraryId: number }[]>;
}
