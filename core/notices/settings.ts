/** When readers are told what, and how patiently. Durations are milliseconds. */
export interface NoticeSettings {
  /** Opening days late at which a reminder goes out: the first level, the second … */
  readonly overdueLevels: readonly number[];
  /** Days before the due date at which a reader is told of it; null: never. */
  readonly preDueDays: number | null;
  /** Days before the end of the membership at which a reader is told of it; null: never. */
  readonly expiryDays: number | null;
  /** Local hour from which the reminders of the day are made. */
  readonly reminderHour: number;
  /** How long one follower may take over one mail, before another may think that it died. */
  readonly claimFor: number;
  /** Waits after the first failed attempt, the second …; after the last one the notice is given up. */
  readonly retryAfter: readonly number[];
  /** Mails sent between two looks at the outbox. */
  readonly perPass: number;
  /** Rows read at once by the daily reminders. */
  readonly page: number;
  /** A settled notice knows its reader this long. */
  readonly readerKept: number;
  /** Domain name of the Message-ID. */
  readonly domain: string;
}
const minute = 60_000;
const hour = 60 * minute;
export const defaultNoticeSettings: NoticeSettings = {
  overdueLevels: [3, 10, 20],
  preDueDays: null,
  expiryDays: 30,
  reminderHour: 7,
  claimFor: 5 * minute,
  retryAfter: [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour, 24 * hour],
  perPass: 50,
  page: 500,
  readerKept: 180 * 24 * hour,
  domain: 'passerelle.example.org',
};
