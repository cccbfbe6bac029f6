import type { AuthorityIdentifier, AuthorityName, Propagation } from '../../../core/authorities/entities.ts';
import type { AuthoritiesReading, UnlinkedGroup } from '../../../core/ports/authorities.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { authorityColumns, authorityOf, propagationSelect, type AuthorityRow } from './authorities.ts';
import { allListed, listStatement } from './batches.ts';
import { columns } from './columns.ts';
import { linkedRecords, linksOf } from './record-headings.ts';

const all = columns('authority_records', authorityColumns);
const byIds = listStatement(`SELECT ${all} FROM authority_records WHERE id IN (?*)`);
const counts = listStatement(
  'SELECT authorityId, COUNT(*) AS links FROM authority_links WHERE authorityId IN (?*) GROUP BY authorityId',
);
const unused = `NOT EXISTS (SELECT 1 FROM authority_links WHERE authority_links.authorityId = authority_records.id)`;
const calledLike = `SELECT ${all}, authority_names.heading AS name FROM authority_names
   JOIN authority_records ON authority_records.id = authority_names.authorityId
   WHERE authority_names.headingKey >= ? AND authority_names.headingKey < ?
     AND authority_names.relation IN ('SEE_FROM', 'PARALLEL') AND type = ? AND status = 'LIVE'
   ORDER BY authority_names.headingKey, authority_records.id LIMIT ?`;
const distinctRecords = listStatement('SELECT DISTINCT recordId FROM authority_links WHERE authorityId IN (?*)');
const alsoCalled = `SELECT DISTINCT ${all} FROM authority_names
   JOIN authority_records ON authority_records.id = authority_names.authorityId
   WHERE authority_names.headingKey = ? AND authority_names.relation IN ('SEE_FROM', 'PARALLEL') AND status = 'LIVE'
   ORDER BY authority_records.id LIMIT ?`;
const ofType = `(? = '' OR type = ?)`;
const groups = `SELECT type, headingKey, MIN(heading) AS heading, MIN(reason) AS reason, COUNT(*) AS occurrences
   FROM unlinked_headings WHERE ${ofType} GROUP BY type, headingKey ORDER BY occurrences DESC, type, headingKey LIMIT ? OFFSET ?`;
const groupCount = `SELECT COUNT(*) AS total FROM (SELECT 1 FROM unlinked_headings WHERE ${ofType} GROUP BY type, headingKey) AS grouped`;

/** Authorities, as staff read them. */
export function authoritiesReading(sql: Sql): AuthoritiesReading {
  const rows = async (text: string, values: readonly SqlValue[]) =>
    (await sql.all<AuthorityRow>(text, values)).map(authorityOf);
  return {
    async byControlNumber(controlNumber) {
      const [found = null] = await rows(`SELECT ${all} FROM authority_records WHERE controlNumber = ?`, [
        controlNumber,
      ]);
      return found;
    },
    async byIds(ids) {
      return (await allListed<AuthorityRow>(sql, byIds, ids)).map(authorityOf);
    },
    names(authorityId) {
      const text =
        'SELECT relation, heading, headingKey, identifier FROM authority_names WHERE authorityId = ? ORDER BY position';
      return sql.all<AuthorityName>(text, [authorityId]);
    },
    identifiers(authorityId) {
      const text = 'SELECT scheme, value FROM authority_identifiers WHERE authorityId = ? ORDER BY scheme, value';
      return sql.all<AuthorityIdentifier>(text, [authorityId]);
    },
    async countLinks(authorityIds) {
      const found = await allListed<{ authorityId: number; links: number }>(sql, counts, authorityIds);
      return new Map(found.map(({ authorityId, links }) => [authorityId, links]));
    },
    browse({ type, from, after, stubsOnly, unusedOnly, limit }) {
      const { headingKey, id } = after ?? { headingKey: '', id: -1 };
      // Only what is asked stands in the statement: an index begins with the type, another with the heading.
      const conditions = [
        ...(type === null ? [] : ['type = ?']),
        ...['headingKey >= ?', '(headingKey > ? OR (headingKey = ? AND id > ?))', "status = 'LIVE'"],
        ...(stubsOnly ? ['stub = 1'] : []),
        ...(unusedOnly ? [unused] : []),
      ];
      const text = `SELECT ${all} FROM authority_records WHERE ${conditions.join(' AND ')} ORDER BY headingKey, id LIMIT ?`;
      const first = headingKey > from ? headingKey : from;
      return rows(text, [...(type === null ? [] : [type]), first, headingKey, headingKey, id, limit]);
    },
    async calledLike(type, prefix, limit) {
      const found = await sql.all<AuthorityRow & { name: string }>(calledLike, [
        prefix,
        `${prefix}\uffff`,
        type,
        limit,
      ]);
      return found.map(({ name, ...row }) => ({ authority: authorityOf(row), name }));
    },
    async countLinkedRecords(authorityIds) {
      const found = await allListed<{ recordId: number }>(sql, distinctRecords, authorityIds);
      return new Set(found.map(({ recordId }) => recordId)).size;
    },
    alsoCalled: (headingKey, limit) => rows(alsoCalled, [headingKey, limit]),
    linkedRecords: (authorityId, after, limit) => linkedRecords(sql, authorityId, after, limit),
    links: (recordId) => linksOf(sql, recordId),
    async unlinked({ type, offset, limit }) {
      const kind = type ?? '';
      const total = (await sql.one<{ total: number }>(groupCount, [kind, kind]))!.total;
      return { total, groups: await sql.all<UnlinkedGroup>(groups, [kind, kind, limit, offset]) };
    },
    async unlinkedRecords(type, headingKey, limit) {
      const text = `SELECT DISTINCT recordId FROM unlinked_headings WHERE type = ? AND headingKey = ? ORDER BY recordId LIMIT ?`;
      const found = await sql.all<{ recordId: number }>(text, [type, headingKey, limit]);
      return found.map(({ recordId }) => recordId);
    },
    propagations: (authorityId) =>
      sql.all<Propagation>(`${propagationSelect} WHERE authorityId = ? ORDER BY id DESC LIMIT 20`, [authorityId]),
  };
}
