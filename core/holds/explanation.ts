import type { CopyAndDue, HoldSheet } from '../ports/holds.ts';

/** Why a hold waits, whatever the copies. */
export const holdObstacles = ['ended', 'suspended', 'not-yet', 'expired', 'pickup-closed'] as const;
export type HoldObstacle = (typeof holdObstacles)[number];

/** What a copy is to a hold: the one it has, the one being fetched, one that would do, or why it will not. */
export const copyVerdicts = [
  'bound',
  'targeted',
  'would-do',
  'another-copy-asked',
  'another-volume-asked',
  'not-loanable',
  'on-loan',
  'kept-for-another',
  'fetched-for-another',
  'moving',
  'not-on-shelf',
  'leaving-network',
  'rule-forbids',
] as const;
export type CopyVerdict = (typeof copyVerdicts)[number];

/** A hold explained: its rank and who is before it, what stops it, and what each copy of the record is to it. */
export interface HoldExplanation {
  readonly sheet: HoldSheet;
  /** Live holds of the same record and volume that come before. */
  readonly ahead: number;
  readonly obstacles: readonly HoldObstacle[];
  readonly copies: readonly { readonly copy: CopyAndDue; readonly verdict: CopyVerdict }[];
}
