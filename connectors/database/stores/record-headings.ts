import type { AuthorityLink, UnlinkedHeading } from '../../../core/authorities/entities.ts';
import type { RecordHeadings } from '../../../core/ports/authorities.ts';
import type { Sql } from '../sql.ts';
import { allListed, insertion, listStatement, runListed } from './batches.ts';
import { columns } from './columns.ts';

const linkColumns = ['recordId', 'tag', 'occurrence', 'authorityId', 'how', 'extent'] as const;
const insertLinks = insertion('authority_links', linkColumns, null);
const linksByRecord = listStatement(`SELECT ${columns('authority_links', linkColumns)} FROM authority_links
   WHERE recordId IN (?*)`);
const deleteLinks = listStatement('DELETE FROM authority_links WHERE recordId IN (?*)');
const unlinkedColumns = ['recordId', 'tag', 'occurrence', 'type', 'heading', 'headingKey', 'reason'] as const;
const insertUnlinked = insertion('unlinked_headings', unlinkedColumns, null);
const unlinkedByRecord = listStatement(`SELECT ${columns('unlinked_headings', unlinkedColumns)} FROM unlinked_headings
   WHERE recordId IN (?*)`);
const deleteUnlinked = listStatement('DELETE FROM unlinked_headings WHERE recordId IN (?*)');
const linked = `SELECT DISTINCT recordId FROM authority_links WHERE authorityId = ? AND recordId > ?
   ORDER BY recordId LIMIT ?`;

/** What is linked and left unlinked of these records. */
export async function headingsOf(sql: Sql, recordIds: readonly number[]): Promise<Map<number, RecordHeadings>> {
  const found = new Map<number, { links: AuthorityLink[]; unlinked: UnlinkedHeading[] }>();
  const of = (recordId: number) => {
    const known = found.get(recordId) ?? { links: [], unlinked: [] };
    found.set(recordId, known);
    return known;
  };
  for (const row of await allListed<AuthorityLink>(sql, linksByRecord, recordIds)) of(row.recordId).links.push(row);
  for (const row of await allListed<UnlinkedHeading>(sql, unlinkedByRecord, recordIds)) {
    of(row.recordId).unlinked.push(row);
  }
  return found;
}

/** Replaces what is linked and left unlinked of these records. Sorted, so that names near each other go to the same pages. */
export async function setHeadings(sql: Sql, records: ReadonlyMap<number, RecordHeadings>): Promise<void> {
  const recordIds = [...records.keys()];
  await runListed(sql, deleteLinks, recordIds);
  await runListed(sql, deleteUnlinked, recordIds);
  const [links, unlinked]: [[number, AuthorityLink][], [number, UnlinkedHeading][]] = [[], []];
  for (const [recordId, headings] of records) {
    for (const link of headings.links) links.push([recordId, link]);
    for (const heading of headings.unlinked) unlinked.push([recordId, heading]);
  }
  links.sort(([, a], [, b]) => a.authorityId - b.authorityId);
  unlinked.sort(([, a], [, b]) => byName(a, b));
  await insertLinks(
    sql,
    links.map(([recordId, { tag, occurrence, authorityId, how, extent }]) => [
      ...[recordId, tag, occurrence],
      ...[authorityId, how, extent],
    ]),
  );
  await insertUnlinked(
    sql,
    unlinked.map(([recordId, { tag, occurrence, type, heading, headingKey, reason }]) => [
      ...[recordId, tag, occurrence],
      ...[type, heading, headingKey, reason],
    ]),
  );
}

function byName(a: UnlinkedHeading, b: UnlinkedHeading): number {
  if (a.type !== b.type) return a.type < b.type ? -1 : 1;
  return a.headingKey < b.headingKey ? -1 : a.headingKey === b.headingKey ? 0 : 1;
}

export function linksOf(sql: Sql, recordId: number): Promise<AuthorityLink[]> {
  const text = `SELECT recordId, tag, occurrence, authorityId, how, extent FROM authority_links
     WHERE recordId = ? ORDER BY tag, occurrence`;
  return sql.all<AuthorityLink>(text, [recordId]);
}

export async function linkedRecords(sql: Sql, authorityId: number, after: number, limit: number): Promise<number[]> {
  return (await sql.all<{ recordId: number }>(linked, [authorityId, after, limit])).map(({ recordId }) => recordId);
}
