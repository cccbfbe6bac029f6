import { DateTime } from 'luxon';
import { type Calendars, localDate, networkZone, startOfLocalDay } from '../circulation/calendars.ts';
import { dayMilliseconds } from '../circulation/ports.ts';
import { granted } from '../outcome.ts';
import type { Store } from '../ports/store.ts';
import { contentOf } from './content.ts';
import type { NoticePorts } from './deliver.ts';
import type { NewNotice, NoticeKind, NoticeLoan } from './entities.ts';

type ReminderPorts = Omit<NoticePorts, 'mailer' | 'log'>;

/** Makes the reminders of the day: overdue, courtesy, end of membership. Made again, they are the same ones. */
export async function remind(ports: ReminderPorts): Promise<{ ordered: number }> {
  const ordered =
    (await remindOfLoans(ports, 'overdue')) + (await remindOfLoans(ports, 'pre-due')) + (await remindOfExpiry(ports));
  await withdrawOutdated(ports);
  const { store, clock, settings } = ports;
  await store.transaction(async (work) => granted(await work.notices.forgetReaders(clock.now() - settings.readerKept)));
  return { ordered };
}

/** The chore of a server: the reminders of each day, once it is late enough. */
export function dailyReminders(ports: ReminderPorts): () => Promise<void> {
  let lastDone = '';
  return async () => {
    const now = ports.clock.now();
    const today = localDate(now);
    if (today === lastDone || DateTime.fromMillis(now, { zone: networkZone }).hour < ports.settings.reminderHour)
      return;
    await remind(ports);
    lastDone = today;
  };
}

/** One notice a reader, library and due date: whoever borrows eight books at once is told once. */
async function remindOfLoans(ports: ReminderPorts, kind: 'overdue' | 'pre-due'): Promise<number> {
  const { store, clock, settings, directory } = ports;
  const now = clock.now();
  const preDue = settings.preDueDays;
  if (kind === 'pre-due' && preDue === null) return 0;
  const window =
    kind === 'overdue'
      ? { dueFrom: 0, dueBefore: startOfLocalDay(now) }
      : { dueFrom: now, dueBefore: startOfLocalDay(now) + ((preDue ?? 0) + 1) * dayMilliseconds };

  let ordered = 0;
  for (let afterItemId = 0; ;) {
    const loans = await store.read.notices.loansDue({ ...window, afterItemId, limit: settings.page });
    const last = loans.at(-1);
    if (!last) return ordered;
    const levelOf = (loan: NoticeLoan): number =>
      kind === 'pre-due' ? 0 : reachedLevel(openDaysLate(directory.calendars, loan, now), settings.overdueLevels);
    ordered += await order(
      store,
      loans
        .map((loan) => reminderOf(kind, loan, levelOf(loan), now))
        .filter((notice) => kind === 'pre-due' || notice.level > 0),
    );
    afterItemId = last.itemId;
  }
}

function reminderOf(kind: NoticeKind, loan: NoticeLoan, level: number, createdAt: number): NewNotice {
  const { patronId, libraryId, dueAt } = loan;
  return { kind, patronId, libraryId, holdId: null, level, subjectDate: localDate(dueAt), createdAt };
}

/** Days after the due date, today included, on which the library where it was borrowed was open. */
export function openDaysLate(calendars: Calendars, loan: Pick<NoticeLoan, 'libraryId' | 'dueAt'>, now: number): number {
  const today = DateTime.fromMillis(now, { zone: networkZone }).startOf('day');
  let late = 0;
  let day = DateTime.fromMillis(loan.dueAt, { zone: networkZone }).startOf('day').plus({ days: 1 });
  // Past a year every level is reached, however seldom the library opens.
  for (let walked = 0; day <= today && walked < 366; walked += 1, day = day.plus({ days: 1 })) {
    if (calendars.isOpen(loan.libraryId, day.toISODate()!)) late += 1;
  }
  return late;
}

/** 0: none yet. A level that was missed, because nothing ran, is not made up for: the one reached is enough. */
function reachedLevel(daysLate: number, levels: readonly number[]): number {
  return levels.filter((days) => daysLate >= days).length;
}

async function remindOfExpiry({ store, clock, settings }: ReminderPorts): Promise<number> {
  if (settings.expiryDays === null) return 0;
  const now = clock.now();
  const window = { from: now, before: startOfLocalDay(now) + (settings.expiryDays + 1) * dayMilliseconds };
  let ordered = 0;
  for (let afterId = 0; ;) {
    const ending = await store.read.notices.membershipsEnding({ ...window, afterId, limit: settings.page });
    const last = ending.at(-1);
    if (!last) return ordered;
    ordered += await order(
      store,
      ending.map(({ id, expiresAt, homeLibraryId }) => ({
        kind: 'membership-expiry',
        patronId: id,
        libraryId: homeLibraryId,
        holdId: null,
        level: 0,
        subjectDate: localDate(expiresAt),
        createdAt: now,
      })),
    );
    afterId = last.id;
  }
}

/** Makes the notices that were not made before, and returns how many. */
async function order(store: Store, notices: readonly NewNotice[]): Promise<number> {
  if (notices.length === 0) return 0;
  const outcome = await store.transaction(async (work) => {
    let ordered = 0;
    for (const notice of notices) if (await work.notices.order(notice)) ordered += 1;
    return granted(ordered);
  });
  return outcome.granted ? outcome.value : 0;
}

/** What waits on paper and has nothing to say any more leaves the list. */
async function withdrawOutdated({ store, directory, clock, settings }: ReminderPorts): Promise<void> {
  for (let afterId = 0; ;) {
    const ids = await store.read.notices.onPaper(afterId, settings.page);
    const last = ids.at(-1);
    if (last === undefined) return;
    for (const id of ids) {
      const notice = await store.read.notices.one(id);
      const now = clock.now();
      const content = notice && (await contentOf({ facts: store.read.notices, directory, now }, notice));
      if (!content?.moot) continue;
      const reason = content.moot;
      await store.transaction(async (work) =>
        granted(await work.notices.leavePaper(id, { state: 'SKIPPED', reason, at: now, by: null })),
      );
    }
    afterId = last;
  }
}
