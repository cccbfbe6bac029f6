import type {
  AuthorityFacts,
  AuthorityLink,
  AuthorityRecord,
  Propagation,
} from '../../../core/authorities/entities.ts';
import { identifierKey } from '../../../core/authorities/identifiers.ts';
import type { AuthoritiesWork, Candidate } from '../../../core/ports/authorities.ts';
import type { Sql } from '../sql.ts';
import { allListed, insertion, listStatement } from './batches.ts';
import type { CatalogueClock } from './catalogue-clock.ts';
import { columns, met } from './columns.ts';

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
const byHeading = `SELECT ${candidate} FROM authority_records
   WHERE type = ? AND headingKey = ? AND status = 'LIVE' ORDER BY id LIMIT ?`;
const byVariant = `SELECT DISTINCT ${candidate} FROM authority_names
   JOIN authority_records ON authority_records.id = authority_names.authorityId
   WHERE authority_names.headingKey = ? AND relation = 'SEE_FROM' AND type = ? AND status = 'LIVE'
   ORDER BY authority_records.id LIMIT ?`;
const insert = insertion('authority_records', authorityColumns.slice(1));
const insertNames = insertion(
  'authority_names',
  ['authorityId', 'position', 'relation', 'heading', 'headingKey', 'identifier'],
  'authorityId',
);
const insertIdentifiers = insertion('authority_identifiers', ['scheme', 'value', 'authorityId'], 'authorityId');
const insertLinks = insertion(
  'authority_links',
  ['recordId', 'tag', 'occurrence', 'authorityId', 'how', 'extent'],
  'recordId',
);
const insertUnlinked = insertion(
  'unlinked_headings',
  ['recordId', 'tag', 'occurrence', 'type', 'heading', 'headingKey', 'reason'],
  'recordId',
);
const update = `UPDATE authority_records SET type = ?, heading = ?, headingKey = ?, dates = ?, stub = ?, status = ?,
     mergedIntoId = ?, hash = ?, updatedAt = ?, marc = ?, version = version + 1 WHERE id = ?`;
const linked = `SELECT DISTINCT recordId FROM authority_links WHERE authorityId = ? AND recordId > ?
   ORDER BY recordId LIMIT ?`;
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
    async byIds(ids) {
      const rows = await allListed<Candidate>(sql, byIds, ids);
      return new Map(rows.map((row) => [row.id, row]));
    },
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
    byHeading: (type, headingKey, limit) => sql.all<Candidate>(byHeading, [type, headingKey, limit]),
    byVariant: (type, headingKey, limit) => sql.all<Candidate>(byVariant, [headingKey, type, limit]),
    async moveIdentifiers(fromAuthorityId, intoAuthorityId) {
      const text = 'UPDATE authority_identifiers SET authorityId = ? WHERE authorityId = ?';
      await sql.run(text, [intoAuthorityId, fromAuthorityId]);
    },
    async mergedInto(authorityId) {
      const text = `SELECT ${all} FROM authority_records WHERE mergedIntoId = ? ORDER BY id`;
      return (await sql.all<AuthorityRow>(text, [authorityId])).map(authorityOf);
    },

    links: (recordId) => linksOf(sql, recordId),
    async setHeadings(recordId, links, unlinked) {
      await sql.run('DELETE FROM authority_links WHERE recordId = ?', [recordId]);
      await sql.run('DELETE FROM unlinked_headings WHERE recordId = ?', [recordId]);
      await insertLinks(
        sql,
        links.map(({ tag, occurrence, authorityId, how, extent }) => [
          recordId,
          tag,
          occurrence,
          authorityId,
          how,
          extent,
        ]),
      );
      await insertUnlinked(
        sql,
        unlinked.map((one) => [recordId, one.tag, one.occurrence, one.type, one.heading, one.headingKey, one.reason]),
      );
    },
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

export function linksOf(sql: Sql, recordId: number): Promise<AuthorityLink[]> {
  const text = `SELECT recordId, tag, occurrence, authorityId, how, extent FROM authority_links
     WHERE recordId = ? ORDER BY tag, occurrence`;
  return sql.all<AuthorityLink>(text, [recordId]);
}

export async function linkedRecords(sql: Sql, authorityId: number, after: number, limit: number): Promise<number[]> {
  return (await sql.all<{ recordId: number }>(linked, [authorityId, after, limit])).map(({ recordId }) => recordId);
}
