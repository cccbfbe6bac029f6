import type { CheckOutRequest, Override } from '../library.ts';
import type { Post } from '../network/post.ts';
import { refused, type Refusal, type Refused } from '../outcome.ts';
import type { CirculationSettings } from './ports.ts';

/** The column of a decision table: staff at a desk, a reader at a terminal, or a fact told of afterwards. */
export type Column = 'staff' | 'self' | 'offline';

/**
 * What a column makes of a reason: `refuse` is hard, `override` gives way to staff who say why, `warn` is told and done,
 * `flag` is done and noted as a conflict, `accept` is done.
 */
export type Verdict = 'refuse' | 'override' | 'warn' | 'flag' | 'accept';

/** The check-out table: each reason in the order of its rows, and what each column makes of it. */
export const checkOutTable = {
  'library-not-live': { row: 'network', staff: 'refuse', self: 'refuse', offline: 'flag' },
  'patron-expired': { row: 3, staff: 'override', self: 'refuse', offline: 'flag' },
  'patron-blocked': { row: 3, staff: 'override', self: 'refuse', offline: 'flag' },
  'too-many-overdue': { row: 3, staff: 'override', self: 'refuse', offline: 'flag' },
  'item-withdrawn': { row: 4, staff: 'override', self: 'refuse', offline: 'flag' },
  'item-in-processing': { row: 4, staff: 'override', self: 'refuse', offline: 'flag' },
  'item-not-loanable': { row: 4, staff: 'override', self: 'refuse', offline: 'flag' },
  'item-at-partner': { row: 4, staff: 'refuse', self: 'refuse', offline: 'flag' },
  'self-check-not-allowed': { row: 4, staff: 'accept', self: 'refuse', offline: 'flag' },
  'item-on-loan-to-another': { row: 6, staff: 'warn', self: 'refuse', offline: 'flag' },
  'item-on-hold-for-another': { row: 7, staff: 'override', self: 'refuse', offline: 'flag' },
  'item-wanted-by-others': { row: 8, staff: 'warn', self: 'accept', offline: 'accept' },
  'item-missing': { row: 9, staff: 'warn', self: 'refuse', offline: 'accept' },
  'item-in-transit': { row: 10, staff: 'warn', self: 'refuse', offline: 'accept' },
  'item-due-back': { row: 11, staff: 'warn', self: 'refuse', offline: 'flag' },
  'loan-limit-reached': { row: 12, staff: 'override', self: 'refuse', offline: 'flag' },
  'loan-limit-of-type-reached': { row: 12, staff: 'override', self: 'refuse', offline: 'flag' },
  'age-restricted': { row: 13, staff: 'override', self: 'refuse', offline: 'flag' },
  'no-opening-day': { row: 'due date', staff: 'refuse', self: 'refuse', offline: 'flag' },
} as const satisfies Partial<Record<Refusal, Record<Column, Verdict> & { readonly row: number | string }>>;

/** The reasons that may keep a document from going out. */
export type CheckOutReason = keyof typeof checkOutTable;
/** One of them, with the facts it was found on. */
export type Doubt = Refused & { readonly refusal: CheckOutReason };

/** A reason of the table and what it was found on. */
export function doubt(refusal: CheckOutReason, facts: Refused['facts'] = {}): Doubt {
  return { ...refused(refusal, facts), refusal };
}

/** Who stands there: a fact that already happened is off-line whoever tells of it. */
export function columnOf({ device, offline }: { readonly device: Post; readonly offline?: unknown }): Column {
  if (offline !== undefined) return 'offline';
  return device.kind === 'STAFF' ? 'staff' : 'self';
}

/** The table's word on a reason, as the settings of the network bend it (rows 6 and 8). */
export function checkOutVerdict(reason: CheckOutReason, column: Column, settings: CirculationSettings): Verdict {
  if (reason === 'item-wanted-by-others' && settings.strictHolds && column !== 'offline') {
    return column === 'staff' ? 'override' : 'refuse';
  }
  if (reason === 'item-on-loan-to-another' && settings.implicitReturnAtSelfCheck && column === 'self') return 'warn';
  return checkOutTable[reason][column];
}

/** What became of the reasons found: the refusal, or what is told and noted while the document goes out. */
export type Weighed =
  | { readonly refusal: Refused }
  | {
      readonly refusal: null;
      readonly warnings: readonly Refusal[];
      readonly conflicts: readonly Refusal[];
      readonly overridden: readonly Refusal[];
    };

/**
 * Weighs the reasons found, in the order of the table: the first hard one refuses; staff are then refused with every
 * reason that still asks for their word, unless they gave it for each.
 */
export function weigh<Reason extends Refusal>(
  doubts: readonly (Refused & { readonly refusal: Reason })[],
  verdict: (reason: Reason) => Verdict,
  override: Override | undefined,
): Weighed {
  const by = (wanted: Verdict): Refusal[] =>
    doubts.filter(({ refusal }) => verdict(refusal) === wanted).map(({ refusal }) => refusal);
  const hard = doubts.find(({ refusal }) => verdict(refusal) === 'refuse');
  if (hard) return { refusal: refused(hard.refusal, hard.facts) };

  const soft = by('override');
  const given = override && override.why.trim() !== '' ? override.reasons : [];
  const open = doubts.find(({ refusal }) => soft.includes(refusal) && !given.includes(refusal));
  if (open) return { refusal: refused(open.refusal, { ...open.facts, reasons: soft.join(' ') }) };
  return { refusal: null, warnings: [...soft, ...by('warn')], conflicts: by('flag'), overridden: soft };
}

/** What the journal says of rules set aside: which ones, and why. */
export function overrideNote(
  overridden: readonly Refusal[],
  { override }: Pick<CheckOutRequest, 'override'>,
): Record<string, string> {
  return overridden.length === 0 ? {} : { overridden: overridden.join(' '), why: override?.why.trim() ?? '' };
}
