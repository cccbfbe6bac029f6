import type { Breakage } from './audit-world.ts';

/** The life of libraries. */
export const libraryLifeBreakages: readonly Breakage[] = [
  {
    invariant: 'library-state-as-told',
    break: ({ network }) => [
      `INSERT INTO library_states (libraryId, state, since, byLogin, why) VALUES (${network.lens}, 'LEAVING', 1, 'coord', '')`,
    ],
    mend: () => ['DELETE FROM library_states'],
  },
  {
    invariant: 'library-that-left-lends-nothing',
    break: ({ network }) => [`UPDATE libraries SET state = 'LEFT' WHERE id = ${network.lens}`],
    mend: ({ network }) => [`UPDATE libraries SET state = 'LIVE' WHERE id = ${network.lens}`],
  },
];
