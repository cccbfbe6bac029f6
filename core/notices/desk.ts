import type { Outcome } from '../outcome.ts';
import type { Notice, NoticeKind, NoticeLanguage, NoticeState, NoticeTemplate } from './entities.ts';
import type { SlipForm } from './slips.ts';

/** What readers were told, and what is still to be put on paper. */
export interface NoticeDesk {
  /** The newest first. Never what they say. */
  list(asked: NoticesAsked): Promise<{ items: readonly Notice[]; total: number }>;
  /** What waits on paper in a library: readers without e-mail, mails given up. */
  toPrint(
    libraryId: number,
    page: { offset: number; limit: number },
  ): Promise<{ items: readonly Notice[]; total: number }>;
  /** Refused `notice-unknown` (also one of another library than `libraryId`), `notice-outdated`: there is nothing to tell any more. */
  slip(request: { id: number; form: SlipForm; libraryId: number | null }): Promise<Outcome<{ html: string }>>;
  /** Somebody printed it. Refused `notice-unknown`, `notice-not-on-paper`. */
  printed(request: { id: number; by: string; libraryId: number | null }): Promise<Outcome<Notice>>;
  /** The words of every kind in every language. */
  templates(): Promise<readonly SpokenTemplate[]>;
  /** Refused `template-wrong` (facts.placeholder: one that no fact fills; facts.field: one left empty). */
  saveTemplate(template: NoticeTemplate, by: string): Promise<Outcome<SpokenTemplate>>;
}

export interface NoticesAsked {
  readonly libraryId: number | null;
  readonly kind: NoticeKind | null;
  readonly state: NoticeState | null;
  readonly patronId: number | null;
  readonly offset: number;
  readonly limit: number;
}

/** A template with the facts it may use. */
export interface SpokenTemplate extends NoticeTemplate {
  readonly kind: NoticeKind;
  readonly language: NoticeLanguage;
  /** False: it is the program's own. */
  readonly custom: boolean;
  readonly placeholders: readonly string[];
}
