import {
  authorityTypes,
  type AuthorityFacts,
  type AuthorityRecord,
  type AuthorityType,
  type Propagation,
} from '../../../core/authorities/entities.ts';
import { identifierKey } from '../../../core/authorities/identifiers.ts';
import type { AuthoritiesWork, Candidate } from '../../../core/ports/authorities.ts';
import type { Sql } from '../sql.ts';
import { allListed, insertion, listStatement, type ListStatement } from './batches.ts';
import type { CatalogueClock } from './catalogue-clock.ts';
import { columns, met } from './columns.ts';
import { headingsOf, linkedRecords, linksOf, setHeadings } from './record-headings.ts';

export const authorityColumns = [
  'id',
  'controlNumber',
  'source',
  'sourceId',
  'type',
  'heading',
  'headingKey',
  'dates',
  'stub',
  'status',
  'mergedIntoId',
  'hash',
  'version',
  'createdAt',
  'updatedAt',
  'marc',
] as const;
export type AuthorityRow = Omit<AuthorityRecord, 'stub'> & { readonly stub: number };

export function authorityOf(row: AuthorityRow): AuthorityRecord {
  return { ...row, stub: row.stub === 1 };
}

const all = columns('authority_records', authorityColumns);
const candidate = `authority_records.id, authority_records.type, authority_records.heading, authority_records.headingKey,
     authority_records.dates, authority_records.marc,
     (SELECT GROUP_CONCAT(scheme) FROM authority_identifiers WHERE authorityId = authority_records.id) AS schemes`;
const bySource = listStatement(
  `SELECT sourceId, id, hash, controlNumber, version, status FROM authority_records WHERE source = ? AND sourceId IN (?*)`,
);
const byIds = listStatement(`SELECT ${candidate} FROM authority_records WHERE id IN (?*) AND status = 'LIVE'`);
const byIdentifiers = listStatement(
  `SELECT scheme, value, ${candidate} FROM authority_identifiers
   JOIN authority_records ON authority_records.id = authority_identifiers.authorityId
   WHERE scheme = ? AND value IN (?*) AND status = 'LIVE'`,
);
const oneOfType = (type: AuthorityType): string =>
  `SELECT type FROM (SELECT type FROM authority_records WHERE type = '${type}' LIMIT 1) AS of${type}`;
const types = authorityTypes.map(oneOfType).join(' UNION ALL ');
const byHeadings = listStatement(
  `SELECT headingKey, id FROM authority_records WHERE type = ? AND headingKey IN (?*) AND status = 'LIVE'`,
);
// CROSS: SQLite would begin with every authority of the type.
const byVariants = listStatement(
  `SELECT DISTINCT authority_names.headingKey, authority_records.id FROM authority_names
   CROSS JOIN authority_records ON authority_records.id = authority_names.authorityId AND type = ?
   WHERE authority_names.headingKey IN (?*) AND relation = 'SEE_FROM' AND status = 'LIVE'`,
);
const insert = insertion('authority_records', authorityColumns.slice(1));
const insertNames = insertion(
  'authority_names',
  ['authorityId', 'position', 'relation', 'heading', 'headingKey', 'identifier'],
  'authorityId',
);
const insertIdentifiers = insertion('authority_identifiers', ['scheme', 'value', 'authorityId'], 'authorityId');
const update = `UPDATE authority_records SET type = ?, heading = ?, headingKey = ?, dates = ?, stub = ?, status = ?,
     mergedIntoId = ?, hash = ?, updatedAt = ?, marc = ?, version = version + 1 WHERE id = ?`;
const waiting = listStatement(
  `SELECT DISTINCT recordId FROM unlinked_headings WHERE type = ? AND headingKey IN (?*) ORDER BY recordId LIMIT ?`,
);
const propagationColumns = ['id', 'authorityId', 'total', 'done', 'changed', 'lastRecordId', 'startedAt', 'finishedAt'];
export const propagationSelect = `SELECT ${columns('authority_propagations', propagationColumns)} FROM authority_propagations`;
const begin = `INSERT INTO authority_propagations (authorityId, total, done, changed, lastRecordId, startedAt)
   SELECT ?, COUNT(DISTINCT recordId), 0, 0, 0, ? FROM authority_links WHERE authorityId = ? RETURNING id`;

/** Authorities, as one transaction changes them. */
export function authoritiesWork(sql: Sql, clock: CatalogueClock): AuthoritiesWork {
  return {
    async lock(controlNumber) {
      await clock.reserve(0);
      const text = `SELECT ${all} FROM authority_records WHERE controlNumber = ?`;
      const row = await sql.one<AuthorityRow>(text, [controlNumber]);
      return row && authorityOf(row);
    },
    async findBySource(source, sourceIds) {
      type Row = Pick<AuthorityRecord, 'sourceId' | 'id' | 'hash' | 'controlNumber' | 'version' | 'status'>;
      const rows = await allListed<Row>(sql, bySource, sourceIds, { before: [source] });
      return new Map(rows.map(({ sourceId, ...known }) => [sourceId, known]));
    },
    async insert({ facts, ...authority }) {
      const { type, heading, headingKey, dates, stub } = facts;
      const { controlNumber, source, sourceId, hash, createdAt, updatedAt, marc } = authority;
      const named = [controlNumber, source, sourceId, type, heading, headingKey, dates, stub ? 1 : 0];
      const [id] = await insert(sql, [[...named, 'LIVE', null, hash, 1, createdAt, updatedAt, marc]]);
      await setNames(sql, id!, facts);
      return id!;
    },
    async revise(authorityId, { marc, hash, facts, status, mergedIntoId, at }) {
      const { type, heading, headingKey, dates, stub } = facts;
      const named = [type, heading, headingKey, dates, stub ? 1 : 0, status, mergedIntoId, hash, at, marc];
      met(await sql.run(update, [...named, authorityId]), `authority ${authorityId}`);
      await setNames(sql, authorityId, status === 'LIVE' ? facts : { ...facts, names: [], identifiers: [] });
    },
    async byId(authorityId) {
      const row = await sql.one<AuthorityRow>(`SELECT ${all} FROM authority_records WHERE id = ?`, [authorityId]);
      return row && authorityOf(row);
    },
    byIds: (ids) => candidates(sql, ids),
    async byIdentifiers(identifiers) {
      const found = new Map<string, Candidate>();
      for (const [scheme, group] of Map.groupBy(identifiers, (identifier) => identifier.scheme)) {
        const values = [...new Set(group.map(({ value }) => value))];
        type Row = Candidate & { scheme: typeof scheme; value: string };
        for (const { scheme: _scheme, value, ...row } of await allListed<Row>(sql, byIdentifiers, values, {
          before: [scheme],
        })) {
          found.set(identifierKey({ scheme, value }), row);
        }
      }
      return found;
    },
    async types() {
      return new Set((await sql.all<{ type: AuthorityType }>(types)).map(({ type }) => type));
    },
    byHeadings: (type, keys, limit) => namesakes(sql, byHeadings, { type, keys, limit }),
    byVariants: (type, keys, limit) => namesakes(sql, byVariants, { type, keys, limit }),
    async moveIdentifiers(fromAuthorityId, intoAuthorityId) {
      const text = 'UPDATE authority_identifiers SET authorityId = ? WHERE authorityId = ?';
      await sql.run(text, [intoAuthorityId, fromAuthorityId]);
    },
    async mergedInto(authorityId) {
      const text = `SELECT ${all} FROM authority_records WHERE mergedIntoId = ? ORDER BY id`;
      return (await sql.all<AuthorityRow>(text, [authorityId])).map(authorityOf);
    },

    links: (recordId) => linksOf(sql, recordId),
    headings: (recordIds) => headingsOf(sql, recordIds),
    setHeadings: (recordId, links, unlinked) => setHeadings(sql, new Map([[recordId, { links, unlinked }]])),
    setManyHeadings: (records) => setHeadings(sql, records),
    async countLinks(authorityId) {
      const text = 'SELECT COUNT(*) AS links FROM authority_links WHERE authorityId = ?';
      return (await sql.one<{ links: number }>(text, [authorityId]))!.links;
    },
    moveLinks(fromAuthorityId, intoAuthorityId) {
      const text = 'UPDATE authority_links SET authorityId = ? WHERE authorityId = ?';
      return sql.run(text, [intoAuthorityId, fromAuthorityId]);
    },
    linkedRecords: (authorityId, after, limit) => linkedRecords(sql, authorityId, after, limit),
    async waitingRecords(type, headingKeys, limit) {
      const rows = await allListed<{ recordId: number }>(sql, waiting, headingKeys, { before: [type], after: [limit] });
      return [...new Set(rows.map(({ recordId }) => recordId))];
    },

    async insertPropagation(authorityId, at) {
      return (await sql.one<{ id: number }>(begin, [authorityId, at, authorityId]))!.id;
    },
    propagation: (id) => sql.one<Propagation>(`${propagationSelect} WHERE id = ?`, [id]),
    async advance(id, { done, changed, lastRecordId, finishedAt }) {
      const text = `UPDATE authority_propagations SET done = ?, changed = ?, lastRecordId = ?, finishedAt = ? WHERE id = ?`;
      met(await sql.run(text, [done, changed, lastRecordId, finishedAt, id]), `propagation ${id}`);
    },
  };
}

/** Names and numbers of an authority, in the place of those it had. */
async function setNames(sql: Sql, authorityId: number, { names, identifiers }: AuthorityFacts): Promise<void> {
  await sql.run('DELETE FROM authority_names WHERE authorityId = ?', [authorityId]);
  await insertNames(
    sql,
    names.map(({ relation, heading, headingKey, identifier }, at) => [
      authorityId,
      at + 1,
      relation,
      heading,
      headingKey,
      identifier,
    ]),
  );
  await sql.run('DELETE FROM authority_identifiers WHERE authorityId = ?', [authorityId]);
  for (const { scheme, value } of identifiers) {
    const holder = 'SELECT authorityId FROM authority_identifiers WHERE scheme = ? AND value = ?';
    if (!(await sql.one(holder, [scheme, value]))) await insertIdentifiers(sql, [[scheme, value, authorityId]]);
  }
}

async function candidates(sql: Sql, ids: readonly number[]): Promise<Map<number, Candidate>> {
  const rows = await allListed<Candidate>(sql, byIds, ids);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The first ones by id of each name: who they are first, then each of them once. */
async function namesakes(
  sql: Sql,
  statement: ListStatement,
  { type, keys, limit }: { readonly type: AuthorityType; readonly keys: readonly string[]; readonly limit: number },
): Promise<Map<string, Candidate[]>> {
  const rows = await allListed<{ headingKey: string; id: number }>(sql, statement, keys, { before: [type] });
  const idsByKey = new Map<string, number[]>();
  for (const [key, named] of Map.groupBy(rows, ({ headingKey }) => headingKey)) {
    const ids = named.map(({ id }) => id).sort((a, b) => a - b);
    idsByKey.set(key, ids.slice(0, limit));
  }
  const known = await candidates(sql, [...new Set([...idsByKey.values()].flat())]);
  const found = new Map<string, Candidate[]>();
  for (const [key, ids] of idsByKey)
    found.set(
      key,
      ids.map((id) => known.get(id)!),
    );
  return found;
}
