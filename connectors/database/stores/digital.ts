import type { BibRecord } from '../../../core/catalogue/record.ts';
import type { DigitalFacts } from '../../../core/dissemination/entities.ts';
import type { DigitalLink, DigitalResource } from '../../../core/digital/entities.ts';
import type { DigitalReading, DigitalWork, LinkLine, ResourceSearch } from '../../../core/ports/digital.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { allListed, insertion, listStatement } from './batches.ts';
import { columns, met, part } from './columns.ts';
import { recordColumns } from './records.ts';

const resourceColumns = [
  ...([
    'identityKey',
    'recordId',
    'origin',
    'sourceId',
    'status',
    'resourceType',
    'access',
    'url',
    'thumbnail',
  ] as const),
  ...(['title', 'rights', 'rightsUri', 'audiences', 'createdAt', 'updatedAt'] as const),
];
const changeable = resourceColumns.filter((name) => name !== 'origin' && name !== 'createdAt');
const linkColumns = ['resourceId', 'recordId', 'state', 'score', 'evidence', 'decidedBy', 'at'] as const;
const all = columns('digital_resources', ['id', ...resourceColumns]);
const select = `SELECT ${all} FROM digital_resources`;
const insert = insertion('digital_resources', resourceColumns);
const insertLink = insertion('digital_links', linkColumns, null);
const byIdentities = listStatement(`${select} WHERE identityKey IN (?*)`);
const lines = `SELECT ${columns('digital_links', linkColumns)}, digital_resources.title AS resourceTitle,
   bib_records.controlNumber, bib_records.title AS recordTitle FROM digital_links
   JOIN digital_resources ON digital_resources.id = digital_links.resourceId
   JOIN bib_records ON bib_records.id = digital_links.recordId`;
const otherGiver = `SELECT id, sourceId FROM harvest_records WHERE resourceId = ? AND id <> ? AND deletedAt IS NULL
   AND mapping IN ('MAPPED', 'WAITING') ORDER BY id LIMIT 1`;
const ofRecord = `SELECT ${all}, NULL AS link FROM digital_resources WHERE recordId = ?
   UNION ALL SELECT ${all}, digital_links.state AS link FROM digital_links
   JOIN digital_resources ON digital_resources.id = digital_links.resourceId WHERE digital_links.recordId = ?`;
const changedRecords = `SELECT ${columns('bib_records', recordColumns)} FROM bib_records
   WHERE updatedAt >= ? AND (updatedAt > ? OR id > ?) AND status IN ('LIVE', 'DELETED', 'MERGED')
   ORDER BY updatedAt, id LIMIT ?`;
const withheld = listStatement(
  `SELECT recordId, audiences FROM digital_resources WHERE origin IN ('HARVEST', 'HAND') AND recordId IN (?*)`,
);
const described = listStatement(
  `SELECT recordId, digital_resources.resourceType AS type, digital_resources.access, code AS source, digital_resources.audiences
   FROM digital_resources LEFT JOIN harvest_sources ON harvest_sources.id = digital_resources.sourceId
   WHERE status = 'LIVE' AND recordId IN (?*)`,
);

const linksIn = (state: DigitalLink['state']) =>
  `(SELECT COUNT(*) FROM digital_links WHERE resourceId = digital_resources.id AND state = '${state}')`;
const searched = `FROM digital_resources JOIN bib_records ON bib_records.id = digital_resources.recordId
   LEFT JOIN harvest_sources ON harvest_sources.id = digital_resources.sourceId`;
const searchedLines = `SELECT ${all}, bib_records.controlNumber, harvest_sources.code AS sourceCode, harvest_sources.name AS sourceName,
   ${linksIn('LINKED')} AS linked, ${linksIn('PROPOSED')} AS proposed ${searched}`;

type Row = Readonly<Record<string, SqlValue>>;
const resourceOf = ({ audiences, ...row }: Row): DigitalResource =>
  ({ ...row, audiences: JSON.parse(audiences as string) }) as unknown as DigitalResource;

function valuesOf(names: readonly (typeof resourceColumns)[number][], resource: Partial<DigitalResource>): SqlValue[] {
  return names.map((name) => {
    const value = resource[name];
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null);
  });
}

/** The digital library, as one transaction changes it. */
export function digitalWork(sql: Sql): DigitalWork {
  const one = async (text: string, values: readonly SqlValue[]) => {
    const row = await sql.one<Row>(text, values);
    return row && resourceOf(row);
  };
  return {
    byIdentity: (key) => one(`${select} WHERE identityKey = ?`, [key]),
    resource: (id) => one(`${select} WHERE id = ?`, [id]),
    async ofField856(recordId) {
      const rows = await sql.all<Row>(`${select} WHERE recordId = ? AND origin = 'FIELD_856'`, [recordId]);
      return rows.map(resourceOf);
    },
    insertResource: async (resource) => (await insert(sql, [valuesOf(resourceColumns, resource)]))[0]!,
    async changeResource(resourceId, to) {
      const text = `UPDATE digital_resources SET ${changeable.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;
      met(await sql.run(text, [...valuesOf(changeable, to), resourceId]), `resource ${resourceId}`);
    },
    otherGiver: (resourceId, except) => sql.one(otherGiver, [resourceId, except]),
    async mapAgain(harvestedId) {
      await sql.run(`UPDATE harvest_records SET mapping = 'WAITING' WHERE id = ?`, [harvestedId]);
    },
    links: (resourceId) =>
      sql.all<DigitalLink>(`SELECT ${columns('digital_links', linkColumns)} FROM digital_links WHERE resourceId = ?`, [
        resourceId,
      ]),
    async setLink(link) {
      await sql.run('DELETE FROM digital_links WHERE resourceId = ? AND recordId = ?', [
        link.resourceId,
        link.recordId,
      ]);
      await insertLink(sql, [linkColumns.map((name) => link[name])]);
    },
    async unlink(resourceId, recordId) {
      await sql.run('DELETE FROM digital_links WHERE resourceId = ? AND recordId = ?', [resourceId, recordId]);
    },
    async lockCursor() {
      await sql.run('UPDATE digital_cursor SET id = id WHERE id = 1');
      return (await sql.one<{ updatedAt: number; recordId: number }>(cursor))!;
    },
    async keepCursor({ updatedAt, recordId }) {
      met(
        await sql.run('UPDATE digital_cursor SET updatedAt = ?, recordId = ? WHERE id = 1', [updatedAt, recordId]),
        'the cursor',
      );
    },
  };
}

const cursor = 'SELECT updatedAt, recordId FROM digital_cursor WHERE id = 1';

/** The conditions of a search, and their values. */
function searchConditions(asked: ResourceSearch): { readonly text: string; readonly values: SqlValue[] } {
  const { type: resourceType, access, origin, sourceId, status, words = '', linked } = asked;
  const equal = Object.entries({ resourceType, access, origin, sourceId, status }).filter(
    ([, value]) => value !== undefined,
  );
  const conditions = equal.map(([name]) => `digital_resources.${name} = ?`);
  const values: SqlValue[] = equal.map(([, value]) => value!);
  if (words !== '') {
    conditions.push(`bib_records.titleSort LIKE ? ESCAPE '!'`);
    values.push(`%${words.replace(/[!%_]/g, '!$&')}%`);
  }
  if (linked !== undefined) conditions.push(`${linksIn('LINKED')} ${linked ? '>' : '='} 0`);
  return { text: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, values };
}

/** Reads of the digital library. */
export function digitalReading(sql: Sql): DigitalReading {
  return {
    async search(asked) {
      const { text, values } = searchConditions(asked);
      const total = (await sql.one<{ total: number }>(`SELECT COUNT(*) AS total ${searched} ${text}`, values))!.total;
      const order = 'ORDER BY bib_records.titleSort, digital_resources.id LIMIT ? OFFSET ?';
      const rows = await sql.all<Row>(`${searchedLines} ${text} ${order}`, [...values, asked.limit, asked.offset]);
      const lines = rows.map((row) => ({
        resource: resourceOf(part<Row>(row, ['id', ...resourceColumns], '')),
        controlNumber: row['controlNumber'] as string,
        source:
          row['sourceCode'] === null ? null : { code: row['sourceCode'] as string, name: row['sourceName'] as string },
        linked: row['linked'] as number,
        proposed: row['proposed'] as number,
      }));
      return { lines, total };
    },
    async resources({ type, origin, sourceId, status, after, limit }) {
      const asked = Object.entries({ resourceType: type, origin, sourceId, status }).filter(
        ([, value]) => value !== undefined,
      );
      const conditions = ['id > ?', ...asked.map(([name]) => `${name} = ?`)].join(' AND ');
      const values = [after, ...asked.map(([, value]) => value!), limit];
      return (await sql.all<Row>(`${select} WHERE ${conditions} ORDER BY id LIMIT ?`, values)).map(resourceOf);
    },
    countResources: () =>
      sql.all(
        `SELECT resourceType AS type, status, COUNT(*) AS resources FROM digital_resources
         GROUP BY resourceType, status ORDER BY resourceType, status`,
      ),
    async resource(id) {
      const row = await sql.one<Row>(`${select} WHERE id = ?`, [id]);
      return row && resourceOf(row);
    },
    byIdentities: async (keys) => (await allListed<Row>(sql, byIdentities, keys)).map(resourceOf),
    async ofRecord(recordId) {
      const rows = await sql.all<Row>(ofRecord, [recordId, recordId]);
      return rows.map((row) => ({
        resource: resourceOf(part<Row>(row, ['id', ...resourceColumns], '')),
        link: row['link'] as never,
      }));
    },
    linksOf: (resourceId) =>
      sql.all<LinkLine>(`${lines} WHERE resourceId = ? ORDER BY digital_links.recordId`, [resourceId]),
    proposals: (after, limit) =>
      sql.all<LinkLine>(
        `${lines} WHERE digital_links.state = 'PROPOSED' AND resourceId > ? ORDER BY resourceId, digital_links.recordId LIMIT ?`,
        [after, limit],
      ),
    cursor: async () => (await sql.one<{ updatedAt: number; recordId: number }>(cursor))!,
    changedRecords: ({ updatedAt, recordId }, limit) =>
      sql.all<BibRecord>(changedRecords, [updatedAt, updatedAt, recordId, limit]),
    async described(recordIds) {
      type Line = Omit<DigitalFacts, 'audiences'> & { readonly recordId: number; readonly audiences: string };
      const found = new Map<number, DigitalFacts[]>();
      for (const { recordId, audiences, ...facts } of await allListed<Line>(sql, described, recordIds)) {
        const known = found.get(recordId) ?? [];
        found.set(recordId, [...known, { ...facts, audiences: JSON.parse(audiences) as DigitalFacts['audiences'] }]);
      }
      return found;
    },
    async withheld(recordIds, audience) {
      const rows = await allListed<{ recordId: number; audiences: string }>(sql, withheld, recordIds);
      const shown = (text: string): boolean => (JSON.parse(text) as string[]).includes(audience);
      return new Set(rows.filter(({ audiences }) => !shown(audiences)).map(({ recordId }) => recordId));
    },
  };
}
