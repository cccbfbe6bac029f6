import type { Hold, ItemType } from '../../../core/circulation/entities.ts';
import type {
  HoldFilter,
  HoldReading,
  HoldSheet,
  Page,
  Paged,
  PullLine,
  QueuedHold,
  ReleasedLine,
  StrayLine,
} from '../../../core/ports/holds.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { columns, part } from './columns.ts';
import { copiesOf } from './hold-queues.ts';
import { holdColumns, queue } from './holds.ts';

const titleOf = (recordId: string): string =>
  `(SELECT title FROM bib_records WHERE bib_records.id = ${recordId}) AS title`;
const sheetColumns = `${columns('holds', holdColumns)}, holds.cancelReason, holds.endedAt,
     bib_records.controlNumber, bib_records.title, patrons.cardNumber, patrons.firstName, patrons.lastName,
     (SELECT barcode FROM items WHERE items.id = COALESCE(holds.boundItemId, holds.itemId, holds.targetItemId)) AS barcode,
     CASE WHEN holds.liveKey IS NULL THEN NULL ELSE
       (SELECT COUNT(*) FROM holds AS ahead
        WHERE ahead.recordId = holds.recordId AND ahead.liveKey > '' AND ahead.volume = holds.volume
          AND (ahead.priorityClass < holds.priorityClass OR (ahead.priorityClass = holds.priorityClass
            AND (ahead.placedAt < holds.placedAt OR (ahead.placedAt = holds.placedAt AND ahead.id <= holds.id))))) END
       AS position`;
const sheets = `FROM holds JOIN bib_records ON bib_records.id = holds.recordId JOIN patrons ON patrons.id = holds.patronId`;
const pulls = `FROM holds JOIN items ON items.id = holds.targetItemId
   WHERE holds.targetItemId > 0 AND items.status = 'AVAILABLE' AND items.holdingLibraryId = ?`;
// Scanned since then, it is no longer a task: its status is younger.
const released = `FROM holds JOIN items ON items.id = holds.releasedItemId
   WHERE holds.releasedItemId > 0 AND items.status = 'RESHELVE' AND items.statusSince = holds.releasedAt
     AND items.holdingLibraryId = ?`;
const strays = `FROM items WHERE homeLibraryId = ? AND holdingLibraryId <> homeLibraryId AND status IN ('AVAILABLE', 'RESHELVE')`;
const toTarget = `SELECT DISTINCT recordId FROM holds
   WHERE recordId > ? AND ((status = 'TARGETED' AND NOT EXISTS
       (SELECT 1 FROM items WHERE items.id = holds.targetItemId AND items.status = 'AVAILABLE' AND items.loanable = 1))
     OR (status = 'PENDING' AND COALESCE(suspendedUntil, 0) <= ? AND COALESCE(notBefore, 0) <= ? AND EXISTS
       (SELECT 1 FROM items WHERE items.recordId = holds.recordId AND items.status = 'AVAILABLE' AND items.loanable = 1
          AND NOT EXISTS (SELECT 1 FROM holds AS taken WHERE taken.targetItemId = items.id))))
     AND status IN ('PENDING', 'TARGETED')
   ORDER BY recordId LIMIT ?`;

type SheetRow = Hold & Omit<HoldSheet, 'hold' | 'patron'> & HoldSheet['patron'];

/** The holds as lists: what staff work by, and what the sweeps go through. */
export function holdReading(sql: Sql): HoldReading {
  const ids = async (text: string, values: readonly SqlValue[]): Promise<number[]> =>
    (await sql.all<{ id: number }>(text, values)).map(({ id }) => id);
  const paged = async <Line>(
    lines: string,
    source: string,
    order: string,
    values: readonly SqlValue[],
    { offset, limit }: Page,
  ): Promise<Paged<Line>> => {
    const rows = await sql.all<Line>(`SELECT ${lines} ${source} ORDER BY ${order} LIMIT ? OFFSET ?`, [
      ...values,
      limit,
      offset,
    ]);
    const counted = await sql.one<{ total: number }>(`SELECT COUNT(*) AS total ${source}`, values);
    return { lines: rows, total: counted!.total };
  };
  const sheetPage = async (where: string, order: string, values: readonly SqlValue[], page: Page) => {
    const { lines, total } = await paged<SheetRow>(sheetColumns, `${sheets} ${where}`, order, values, page);
    return { lines: lines.map(sheetOf), total };
  };

  return {
    async sheet(holdId) {
      const row = await sql.one<SheetRow>(`SELECT ${sheetColumns} ${sheets} WHERE holds.id = ?`, [holdId]);
      return row && sheetOf(row);
    },
    async itemOf(holdId) {
      const text = `SELECT ${columns('holds', holdColumns)}, (SELECT barcode FROM items
          WHERE items.id = COALESCE(holds.boundItemId, holds.targetItemId)) AS barcode
        FROM holds WHERE id = ?`;
      const row = await sql.one<Hold & { barcode: string | null }>(text, [holdId]);
      return (
        row && { hold: part<Hold>(row as unknown as Record<string, unknown>, holdColumns, ''), barcode: row.barcode }
      );
    },
    queue: (recordId) => sql.all<QueuedHold>(queue, [recordId]),
    copies: (recordId) => copiesOf(sql, recordId),
    find(filter, page) {
      const { where, values } = chosen(filter);
      return sheetPage(where, 'holds.placedAt, holds.id', values, page);
    },
    pullList(libraryId, page) {
      const lines = `holds.id AS holdId, items.barcode, ${titleOf('items.recordId')}, items.location, items.callNumber,
        items.volume, holds.pickupLibraryId, holds.targetedAt,
        (SELECT printedAt FROM pull_prints WHERE pull_prints.holdId = holds.id AND pull_prints.itemId = items.id
           AND pull_prints.printedAt >= holds.targetedAt) AS printedAt,
        (SELECT COUNT(*) FROM items AS other WHERE other.recordId = items.recordId AND other.volume = items.volume
           AND other.holdingLibraryId = items.holdingLibraryId AND other.status = 'AVAILABLE' AND other.loanable = 1
           AND other.id <> items.id AND holds.itemId IS NULL) AS others,
        (SELECT COUNT(*) FROM hold_searches
           WHERE hold_searches.itemId = items.id AND hold_searches.at >= items.statusSince) AS failedSearches`;
      return paged<PullLine>(lines, pulls, 'items.location, items.callNumber, items.id', [libraryId], page);
    },
    holdShelf(libraryId, page) {
      const where = `WHERE holds.status = 'ON_SHELF' AND holds.pickupLibraryId = ?`;
      return sheetPage(where, 'holds.pickupDeadline, holds.id', [libraryId], page);
    },
    toRemove(libraryId, page) {
      const lines = `holds.id AS holdId, items.barcode, ${titleOf('items.recordId')}, holds.status, holds.cancelReason,
        holds.releasedAt`;
      return paged<ReleasedLine>(lines, released, 'holds.releasedAt, holds.id', [libraryId], page);
    },
    strays(homeLibraryId, page) {
      const lines = `barcode, ${titleOf('items.recordId')}, holdingLibraryId`;
      return paged<StrayLine>(lines, strays, 'holdingLibraryId, items.id', [homeLibraryId], page);
    },
    pastDeadline: (at, limit) =>
      ids(`SELECT id FROM holds WHERE status = 'ON_SHELF' AND pickupDeadline < ? ORDER BY pickupDeadline, id LIMIT ?`, [
        at,
        limit,
      ]),
    pastExpiry: (at, limit) =>
      ids(
        `SELECT id FROM holds WHERE status IN ('PENDING', 'TARGETED') AND expiresAt <= ? ORDER BY expiresAt, id LIMIT ?`,
        [at, limit],
      ),
    async recordsToTarget(at, afterRecordId, limit) {
      const rows = await sql.all<{ recordId: number }>(toTarget, [afterRecordId, at, at, limit]);
      return rows.map(({ recordId }) => recordId);
    },
    inbound: (pickupLibraryId, afterId, limit) =>
      ids(`SELECT id FROM holds WHERE pickupLibraryId = ? AND liveKey > '' AND id > ? ORDER BY id LIMIT ?`, [
        pickupLibraryId,
        afterId,
        limit,
      ]),
    outbound: (libraryId, afterId, limit) =>
      ids(
        `SELECT holds.id FROM holds JOIN items ON items.id = COALESCE(holds.boundItemId, holds.targetItemId)
         WHERE holds.id > ? AND holds.pickupLibraryId <> ?
           AND ((holds.status IN ('TARGETED', 'TRAPPED', 'IN_TRANSIT') AND items.homeLibraryId = ?)
             OR (holds.status = 'TARGETED' AND items.holdingLibraryId = ?)) ORDER BY holds.id LIMIT ?`,
        [afterId, libraryId, libraryId, libraryId, limit],
      ),
    floating: () =>
      sql.all<{ itemType: ItemType; libraryId: number }>(
        'SELECT itemType, libraryId FROM floating_rules ORDER BY itemType, libraryId',
      ),
  };
}

function chosen(filter: HoldFilter): { where: string; values: SqlValue[] } {
  const { patronId, recordId, pickupLibraryId, statuses, titleWords = [] } = filter;
  const clauses: string[] = [];
  const values: SqlValue[] = [];
  const ask = (clause: string, ...asked: SqlValue[]): void => {
    clauses.push(clause);
    values.push(...asked);
  };
  if (patronId !== undefined) ask('holds.patronId = ?', patronId);
  if (recordId !== undefined) ask('holds.recordId = ?', recordId);
  if (pickupLibraryId !== undefined) ask('holds.pickupLibraryId = ?', pickupLibraryId);
  if (statuses && statuses.length > 0) ask(`holds.status IN (${statuses.map(() => '?').join(', ')})`, ...statuses);
  for (const word of titleWords) {
    ask(`bib_records.titleSort LIKE ? ESCAPE '!'`, `%${word.replace(/[!%_]/g, '!$&')}%`);
  }
  return { where: clauses.length > 0 ? `WHERE ${clauses.join(' AND ')}` : '', values };
}

function sheetOf({ controlNumber, title, barcode, position, cancelReason, endedAt, ...row }: SheetRow): HoldSheet {
  const { cardNumber, firstName, lastName, ...hold } = row;
  return {
    hold,
    controlNumber,
    title,
    patron: { cardNumber: cardNumber ?? '', firstName, lastName },
    barcode,
    position,
    cancelReason,
    endedAt,
  };
}
