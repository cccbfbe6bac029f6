import type { LibraryState } from '../../../core/network/network.ts';
import type {
  BlockingItem,
  LibraryContact,
  LibraryFacts,
  LibraryLifeReading,
  LibraryLifeWork,
  LibraryStateEntry,
} from '../../../core/ports/library-life.ts';
import type { Sql } from '../sql.ts';
import { met } from './columns.ts';

const contactOf = 'SELECT person, phone, email, address FROM library_contacts WHERE libraryId = ?';
const statesOf = 'SELECT state, since, byLogin, why FROM library_states WHERE libraryId = ? ORDER BY id';

/** Each fact, counted with the number of the library. */
const counts: Readonly<Record<keyof LibraryFacts, string>> = {
  calendars: 'SELECT COUNT(*) FROM calendars WHERE libraryId = ?',
  managers: `SELECT COUNT(*) FROM staff_users WHERE libraryId = ? AND role = 'LIBRARY_MANAGER' AND active = 1`,
  devices: 'SELECT COUNT(*) FROM devices WHERE libraryId = ? AND disabledAt IS NULL',
  items: `SELECT COUNT(*) FROM items WHERE homeLibraryId = ? AND status <> 'WITHDRAWN'`,
  lent: `SELECT COUNT(*) FROM items JOIN loans ON loans.openItemId = items.id WHERE homeLibraryId = ?`,
  away: `SELECT COUNT(*) FROM items WHERE homeLibraryId = ? AND holdingLibraryId <> homeLibraryId AND status <> 'WITHDRAWN'`,
  ofOthers: `SELECT COUNT(*) FROM items WHERE holdingLibraryId = ? AND holdingLibraryId <> homeLibraryId AND status <> 'WITHDRAWN'`,
  transits: 'SELECT COUNT(*) FROM transits WHERE openItemId IS NOT NULL AND ? IN (fromLibraryId, toLibraryId)',
  holds: `SELECT COUNT(*) FROM holds WHERE liveKey > '' AND pickupLibraryId = ?`,
  openBatches: `SELECT COUNT(*) FROM migration_batches WHERE libraryId = ? AND state NOT IN ('CLOSED', 'REVERTED')`,
};
const factNames = Object.keys(counts) as (keyof LibraryFacts)[];
const facts = `SELECT ${factNames.map((name) => `(${counts[name]}) AS ${name}`).join(', ')}`;

const blocking = `SELECT items.barcode, bib_records.title, items.holdingLibraryId AS libraryId,
     CASE WHEN loans.id IS NOT NULL THEN 'lent' WHEN transits.id IS NOT NULL THEN 'in-transit'
       WHEN items.homeLibraryId = ? THEN 'away' ELSE 'foreign' END AS why
   FROM items JOIN bib_records ON bib_records.id = items.recordId
   LEFT JOIN loans ON loans.openItemId = items.id LEFT JOIN transits ON transits.openItemId = items.id
   WHERE items.status <> 'WITHDRAWN' AND (
     (items.homeLibraryId = ? AND (items.holdingLibraryId <> items.homeLibraryId OR loans.id IS NOT NULL OR transits.id IS NOT NULL))
     OR (items.holdingLibraryId = ? AND items.homeLibraryId <> items.holdingLibraryId)
     OR transits.toLibraryId = ? OR transits.fromLibraryId = ?)
   ORDER BY items.barcode LIMIT ?`;

const factsIn = async (sql: Sql, libraryId: number): Promise<LibraryFacts> =>
  (await sql.one<LibraryFacts>(
    facts,
    factNames.map(() => libraryId),
  ))!;

/** The life of one library, read. */
export function libraryLifeReading(sql: Sql): LibraryLifeReading {
  return {
    contact: (libraryId) => sql.one<LibraryContact>(contactOf, [libraryId]),
    states: (libraryId) => sql.all<LibraryStateEntry>(statesOf, [libraryId]),
    facts: (libraryId) => factsIn(sql, libraryId),
    blocking(libraryId, limit) {
      const place = Array.from({ length: 5 }, () => libraryId);
      return sql.all<BlockingItem>(blocking, [...place, limit]);
    },
  };
}

/** The life of one library, as one transaction changes it. */
export function libraryLifeWork(sql: Sql): LibraryLifeWork {
  return {
    async claim(libraryId) {
      met(await sql.run('UPDATE libraries SET state = state WHERE id = ?', [libraryId]), `library ${libraryId}`);
      return (await sql.one<{ state: LibraryState }>('SELECT state FROM libraries WHERE id = ?', [libraryId]))!.state;
    },
    facts: (libraryId) => factsIn(sql, libraryId),
    contact: (libraryId) => sql.one<LibraryContact>(contactOf, [libraryId]),
    async enter(libraryId, { state, since, byLogin, why }) {
      await sql.run('UPDATE libraries SET state = ? WHERE id = ?', [state, libraryId]);
      const told = 'INSERT INTO library_states (libraryId, state, since, byLogin, why) VALUES (?, ?, ?, ?, ?)';
      await sql.run(told, [libraryId, state, since, byLogin, why]);
    },
    async setContact(libraryId, { person, phone, email, address }) {
      const text = 'REPLACE INTO library_contacts (libraryId, person, phone, email, address) VALUES (?, ?, ?, ?, ?)';
      await sql.run(text, [libraryId, person, phone, email, address]);
    },
  };
}
