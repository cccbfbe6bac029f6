import type { Breakage } from './audit-world.ts';

/** Queues, pull lists and hold shelves. */
export const holdBreakages: readonly Breakage[] = [
  {
    invariant: 'bound-item-of-volume',
    break: ({ kept }) => [`UPDATE holds SET volume = 'T2', liveKey = liveKey || ':T2' WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET volume = '', liveKey = patronId || ':' || recordId WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'targeted-hold-has-copy',
    break: ({ kept, free }) => [`UPDATE holds SET targetItemId = ${free} WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET targetItemId = NULL WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'target-of-record',
    break: ({ kept, elsewhere }) => [`UPDATE holds SET targetItemId = ${elsewhere} WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET targetItemId = NULL WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'hold-on-shelf-has-deadline',
    break: ({ kept }) => [`UPDATE holds SET pickupDeadline = NULL WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET pickupDeadline = shelvedAt + 9 WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'waiting-hold-has-no-deadline',
    break: ({ waiting }) => [`UPDATE holds SET pickupDeadline = 5 WHERE id = ${waiting}`],
    mend: ({ waiting }) => [`UPDATE holds SET pickupDeadline = NULL WHERE id = ${waiting}`],
  },
  {
    invariant: 'printed-after-placed',
    break: ({ waiting, free }) => [
      `INSERT INTO pull_prints (holdId, itemId, printedAt, actor) VALUES (${waiting}, ${free}, 5, 'user:spec')`,
    ],
    mend: ({ waiting }) => [`DELETE FROM pull_prints WHERE holdId = ${waiting}`],
  },
  {
    invariant: 'cancelled-hold-says-why',
    break: ({ waiting }) => [`UPDATE holds SET status = 'CANCELLED', liveKey = NULL WHERE id = ${waiting}`],
    mend: ({ waiting }) => [
      `UPDATE holds SET status = 'PENDING', liveKey = patronId || ':' || recordId WHERE id = ${waiting}`,
    ],
  },
];
