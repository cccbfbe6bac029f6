import { granted } from '../../../core/outcome.ts';
import { circulationBreakages } from './audit-circulation.ts';
import { holdBreakages } from './audit-holds.ts';
import { tableBreakages } from './audit-tables.ts';
import { libraryLifeBreakages } from './audit-library-life.ts';
import { termBreakages } from './audit-terms.ts';
import { soundWorld, type Statement, type World } from './audit-world.ts';
import type { Subject } from './small-network.ts';

/** By part, as the rules are (`stores/audit`); those of the shuttle, of accounts, of off-line and notices have their own contract. */
const breakages = [
  ...circulationBreakages,
  ...holdBreakages,
  ...tableBreakages,
  ...termBreakages,
  ...libraryLifeBreakages,
];

/** Every breach of every invariant is found, and a sound world has none. */
export function auditContract(subject: () => Subject): void {
  const write = (statements: readonly Statement[]) =>
    subject().database.transaction(async (sql) => {
      for (const statement of statements) {
        if (typeof statement === 'string') await sql.run(statement);
        else await sql.run(statement.text, statement.values);
      }
      return granted(null);
    });

  test('finds nothing in a database nobody has used yet', async () => {
    expect(await subject().store.read.audit()).toEqual([]);
  });

  let world: World;
  test('finds nothing in a sound network', async () => {
    world = await soundWorld(subject());
    expect(await subject().store.read.audit()).toEqual([]);
  });

  test.each(breakages.map((breakage) => [breakage.invariant, breakage] as const))(
    'finds a breach of %s',
    async (invariant, breakage) => {
      const { store } = subject();
      await write(breakage.break(world));
      const found = await store.read.audit();
      expect(found.map((breach) => breach.invariant)).toContain(invariant);
      for (const { detail } of found) expect(detail).not.toMatch(/\{|undefined|Zoé|Ça’rlïer/);
      await write(breakage.mend(world));
      expect(await store.read.audit()).toEqual([]);
    },
  );
}
