import { localDate } from '../circulation/calendars.ts';
import type { Directory } from '../network/directory.ts';
import type { NetworkLibrary } from '../network/network.ts';
import type { NoticeFacts } from '../ports/notices.ts';
import type { Notice, NoticeHold, NoticeReader } from './entities.ts';
import { cardEnd, longDate, type Filling } from './render.ts';

/** Why there is nothing to tell any more. */
export type Moot =
  | 'reader-gone'
  | 'hold-gone'
  | 'hold-cancelled'
  | 'hold-expired'
  | 'hold-fulfilled'
  | 'hold-not-on-shelf'
  | 'hold-shelved-again'
  | 'loans-returned'
  | 'membership-renewed';

/** What a notice says now, or why it says nothing. */
export type Content =
  | { readonly moot: Moot }
  | {
      readonly moot: null;
      readonly reader: NoticeReader;
      readonly library: NetworkLibrary;
      readonly hold: NoticeHold | null;
      readonly filling: Filling;
    };

export interface ContentPorts {
  readonly facts: NoticeFacts;
  readonly directory: Directory;
  readonly now: number;
}

/** Reads again everything a notice speaks of: what was true when it was ordered may no longer be. */
export async function contentOf(ports: ContentPorts, notice: Notice): Promise<Content> {
  const reader = notice.patronId === null ? null : await ports.facts.reader(notice.patronId);
  if (!reader || reader.state === 'ERASED' || reader.state === 'TO_ERASE') return { moot: 'reader-gone' };
  switch (notice.kind) {
    case 'hold-ready':
      return holdReady(ports, notice, reader);
    case 'overdue':
    case 'pre-due':
      return loansOfTheDay(ports, notice, reader);
    case 'membership-expiry':
      if (localDate(reader.expiresAt) !== notice.subjectDate) return { moot: 'membership-renewed' };
      return aboutTheReader(ports, reader);
    case 'card-registered':
    case 'card-replaced':
      return aboutTheReader(ports, reader);
  }
}

const whyNotOnShelf: Readonly<Record<string, Moot>> = {
  CANCELLED: 'hold-cancelled',
  EXPIRED_UNFILLED: 'hold-expired',
  EXPIRED_ON_SHELF: 'hold-expired',
  FULFILLED: 'hold-fulfilled',
};

async function holdReady({ facts, directory }: ContentPorts, notice: Notice, reader: NoticeReader): Promise<Content> {
  const hold = notice.holdId === null ? null : await facts.hold(notice.holdId);
  // Two accounts of one person may have been merged: the notice was meant for the former one.
  if (!hold || hold.patronId !== reader.id) return { moot: 'hold-gone' };
  if (hold.status !== 'ON_SHELF') return { moot: whyNotOnShelf[hold.status] ?? 'hold-not-on-shelf' };
  if (String(hold.shelvedAt) !== notice.subjectDate) return { moot: 'hold-shelved-again' };
  const library = directory.library(hold.pickupLibraryId);
  const until = hold.pickupDeadline === null ? '' : longDate(hold.pickupDeadline, reader.language);
  const filling = { reader: nameOf(reader), library: library.name, title: hold.title, until };
  return { moot: null, reader, library, hold, filling };
}

async function loansOfTheDay(
  { facts, directory, now }: ContentPorts,
  notice: Notice,
  reader: NoticeReader,
): Promise<Content> {
  const open = await facts.loans(reader.id, notice.libraryId);
  const late = notice.kind === 'overdue';
  const loans = open.filter((loan) => localDate(loan.dueAt) === notice.subjectDate && loan.dueAt < now === late);
  const [first] = loans;
  if (!first) return { moot: 'loans-returned' };
  const library = directory.library(notice.libraryId);
  const filling = {
    reader: nameOf(reader),
    library: library.name,
    documents: loans.map((loan) => `- ${loan.title.replace(/\s+/g, ' ')} (${loan.barcode})`).join('\n'),
    due: longDate(first.dueAt, reader.language),
    level: String(notice.level),
  };
  return { moot: null, reader, library, hold: null, filling };
}

function aboutTheReader({ directory }: ContentPorts, reader: NoticeReader): Content {
  const library = directory.library(reader.homeLibraryId);
  const filling = {
    reader: nameOf(reader),
    library: library.name,
    card: cardEnd(reader.cardNumber),
    expires: longDate(reader.expiresAt, reader.language),
  };
  return { moot: null, reader, library, hold: null, filling };
}

function nameOf({ firstName, lastName }: NoticeReader): string {
  return `${firstName} ${lastName}`.trim();
}
