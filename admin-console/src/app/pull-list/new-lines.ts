import type { PullLineView } from '../api/contract';

/** The list as it stands on the screen: what was there when it was shown, and nothing that came since. */
export interface Standing {
  readonly lines: readonly PullLineView[];
  /** How many lines the server has that are not shown. */
  readonly fresh: number;
}

const nameOf = ({ hold, barcode }: PullLineView): string => `${hold} ${barcode}`;

/**
 * What a new reading of the list changes on the screen: lines that are there stay where they are with what is new about
 * them, also those that were done since; new ones are counted, and never put in by themselves.
 */
export function standing(shown: readonly PullLineView[], read: readonly PullLineView[]): Standing {
  const now = new Map(read.map((line) => [nameOf(line), line]));
  const known = new Set(shown.map(nameOf));
  return {
    lines: shown.map((line) => now.get(nameOf(line)) ?? line),
    fresh: read.filter((line) => !known.has(nameOf(line))).length,
  };
}

/** Whether a line is still to be done. */
export function isStillThere(line: PullLineView, read: readonly PullLineView[]): boolean {
  return read.some((one) => nameOf(one) === nameOf(line));
}
