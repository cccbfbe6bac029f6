import type { FoundRecordView } from '../../api/contract';

type Place = FoundRecordView['places'][number];

/** Where a record's copies are, as a line of the list tells it: some libraries by name, the others counted. */
export interface PlacesTold {
  readonly named: readonly Place[];
  /** Other libraries that have a copy, and how many of them have one to take home. */
  readonly others: number;
  readonly othersAvailable: number;
}

/** Libraries told by name on one line. */
const namedAtMost = 3;

/** The library of this post first, then those with a copy one could take home. */
export function placesTold(places: readonly Place[], here: string | null): PlacesTold {
  const rank = ({ library, available }: Place) => (library === here ? 2 : available > 0 ? 1 : 0);
  const ordered = [...places].sort((one, other) => rank(other) - rank(one));
  const others = ordered.slice(namedAtMost);
  return {
    named: ordered.slice(0, namedAtMost),
    others: others.length,
    othersAvailable: others.filter(({ available }) => available > 0).length,
  };
}
