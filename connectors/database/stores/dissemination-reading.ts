import type { ShownCopy } from '../../../core/catalogue/holdings-995.ts';
import type { RecordStanding } from '../../../core/dissemination/entities.ts';
import { granted } from '../../../core/outcome.ts';
import type {
  DisseminationClock,
  DisseminationReading,
  GivenBy,
  WalkLine,
  WalkPosition,
  WalkRecord,
  WalkWindow,
} from '../../../core/ports/dissemination.ts';
import type { Database, SqlValue } from '../sql.ts';
import { allListed, listStatement } from './batches.ts';
import { columns } from './columns.ts';
import { unpacked } from './harvest-rows.ts';
import { allRepositories, allSets, readScopes, selectClock } from './dissemination.ts';

const standingColumns = [
  'controlNumber',
  'status',
  'suppressedAt',
  'updatedAt',
  'source',
  'carrier',
  'language',
  'audience',
  'year',
  'marc',
] as const;
const standing = `SELECT id AS recordId, ${columns('bib_records', standingColumns)} FROM bib_records`;
const standings = listStatement(`${standing} WHERE id IN (?*)`);
const copyColumns = [
  ...([
    'recordId',
    'barcode',
    'homeLibraryId',
    'holdingLibraryId',
    'type',
    'location',
    'callNumber',
    'status',
  ] as const),
  ...(['loanable', 'volume', 'inventoryNo', 'ownerLibraryId', 'returnToOwnerOn', 'publicNote'] as const),
];
const copies = listStatement(
  `SELECT ${columns('items', copyColumns)} FROM items WHERE recordId IN (?*) AND status <> 'WITHDRAWN'
     ORDER BY recordId, id`,
);
const given = listStatement(
  `SELECT digital_resources.recordId, harvest_sources.baseUrl, harvest_records.identifier, harvest_records.datestamp,
     harvest_records.harvestedAt, harvest_records.raw FROM digital_resources
   JOIN harvest_records ON harvest_records.resourceId = digital_resources.id
   JOIN harvest_sources ON harvest_sources.id = harvest_records.sourceId
   WHERE digital_resources.recordId IN (?*) AND origin = 'HARVEST' AND deletedAt IS NULL AND mapping = 'MAPPED'
     AND harvest_records.sourceId = digital_resources.sourceId ORDER BY harvest_records.id`,
);
const toldOf = listStatement('SELECT controlNumber, recordId FROM dissemination_items WHERE recordId IN (?*)');

/** What a walk reads: of every record, or of those of one scope. */
type Kind = 'headers' | 'records';
type Reach = 'all' | 'scope';
const walked: Record<Reach, string> = { all: 'dissemination_items', scope: 'dissemination_members' };
const line: Record<Reach, string> = {
  all: `dissemination_items.controlNumber, dissemination_items.recordId, dissemination_items.datestamp,
     dissemination_items.deleted, dissemination_items.scopes`,
  scope: `dissemination_members.controlNumber, dissemination_items.recordId, dissemination_members.datestamp,
     dissemination_members.gone AS deleted, dissemination_items.scopes`,
};
const itemOfMember =
  'JOIN dissemination_items ON dissemination_items.controlNumber = dissemination_members.controlNumber';
const source: Record<Reach, string> = {
  all: 'dissemination_items',
  scope: `dissemination_members ${itemOfMember}`,
};
// Only a record that is public now shows its text.
const text = `LEFT JOIN bib_records ON bib_records.id = dissemination_items.recordId
   AND bib_records.controlNumber = dissemination_items.controlNumber
   AND bib_records.status = 'LIVE' AND bib_records.suppressedAt IS NULL`;

function select(kind: Kind, reach: Reach, where: string): string {
  const [more, joined] = kind === 'records' ? [', bib_records.marc, bib_records.source', ` ${text}`] : ['', ''];
  const scoped = reach === 'scope' ? 'dissemination_members.scope = ? AND ' : 'dissemination_items.reserved = 0 AND ';
  return `SELECT ${line[reach]}${more} FROM ${source[reach]}${joined} WHERE ${scoped}${where}`;
}

/** A page is two ranges of the index: the rest of one second, then the seconds after it. Neither grows with the page's place. */
function pageTexts(kind: Kind, reach: Reach): Readonly<Record<'sameSecond' | 'after', string>> {
  const [stamp, number] = [`${walked[reach]}.datestamp`, `${walked[reach]}.controlNumber`];
  return {
    sameSecond: select(kind, reach, `${stamp} = ? AND ${number} > ? ORDER BY ${number} LIMIT ?`),
    after: select(kind, reach, `${stamp} BETWEEN ? AND ? ORDER BY ${stamp}, ${number} LIMIT ?`),
  };
}
const pages: Record<Kind, Record<Reach, ReturnType<typeof pageTexts>>> = {
  headers: { all: pageTexts('headers', 'all'), scope: pageTexts('headers', 'scope') },
  records: { all: pageTexts('records', 'all'), scope: pageTexts('records', 'scope') },
};
const counts: Record<Reach, string> = {
  all: 'SELECT COUNT(*) AS told FROM dissemination_items WHERE reserved = 0 AND datestamp BETWEEN ? AND ?',
  scope: 'SELECT COUNT(*) AS told FROM dissemination_members WHERE scope = ? AND datestamp BETWEEN ? AND ?',
};
const one: Record<Reach, string> = {
  all: select('records', 'all', 'dissemination_items.controlNumber = ?'),
  scope: select('records', 'scope', 'dissemination_members.controlNumber = ?'),
};

type CopyRow = Omit<ShownCopy, 'loanable' | 'notes'> & {
  readonly recordId: number;
  readonly loanable: number;
  readonly publicNote: string | null;
};
type Row = Omit<WalkLine, 'deleted' | 'scopes'> & {
  readonly deleted: number;
  readonly scopes: string;
  readonly marc?: Uint8Array | null;
  readonly source?: string | null;
};

/** What harvesters are told, as it is read. */
export function disseminationReading(database: Database): DisseminationReading {
  const sql = database.reader;
  const clock = async () => (await sql.one<DisseminationClock>(selectClock))!;

  async function page(kind: Kind, window: WalkWindow, after: WalkPosition | null, limit: number): Promise<Row[]> {
    const reach: Reach = window.scope === null ? 'all' : 'scope';
    const texts = pages[kind][reach];
    const scope: SqlValue[] = window.scope === null ? [] : [window.scope];
    const rows = after
      ? await sql.all<Row>(texts.sameSecond, [...scope, after.datestamp, after.controlNumber, limit])
      : [];
    if (rows.length === limit) return rows;
    const from = after ? after.datestamp + 1 : (window.from ?? 0);
    return [...rows, ...(await sql.all<Row>(texts.after, [...scope, from, window.until, limit - rows.length]))];
  }

  return {
    async seal(moment) {
      const { sealedUntil } = await clock();
      if (sealedUntil >= moment) return sealedUntil;
      const sealing = 'UPDATE dissemination_clock SET sealedUntil = ? WHERE id = 1 AND sealedUntil < ?';
      await database.transaction(async (work) => granted(await work.run(sealing, [moment, moment])));
      return Math.max(moment, (await clock()).sealedUntil);
    },
    clock,
    sets: () => allSets(sql),
    repositories: () => allRepositories(sql),
    headers: async (window, after, limit) => (await page('headers', window, after, limit)).map(lineOf),
    records: async (window, after, limit) => (await page('records', window, after, limit)).map(recordOf),
    async count({ scope, from, until }) {
      const values: SqlValue[] = scope === null ? [from ?? 0, until] : [scope, from ?? 0, until];
      return (await sql.one<{ told: number }>(counts[scope === null ? 'all' : 'scope'], values))!.told;
    },
    async record(scope, controlNumber) {
      const row =
        scope === null
          ? await sql.one<Row>(one.all, [controlNumber])
          : await sql.one<Row>(one.scope, [scope, controlNumber]);
      return row && recordOf(row);
    },
    sizes: () =>
      sql.all(
        `SELECT scope, CAST(SUM(1 - gone) AS INTEGER) AS members, CAST(SUM(gone) AS INTEGER) AS gone
           FROM dissemination_members GROUP BY scope ORDER BY scope`,
      ),
    standings: (recordIds) => allListed<RecordStanding>(sql, standings, recordIds),
    async given(recordIds) {
      const found = new Map<number, GivenBy>();
      type GivenRow = Omit<GivenBy, 'raw'> & { readonly recordId: number; readonly raw: Uint8Array };
      for (const { recordId, raw, ...row } of await allListed<GivenRow>(sql, given, recordIds)) {
        if (!found.has(recordId)) found.set(recordId, { ...row, raw: unpacked(raw) });
      }
      return found;
    },
    async copies(recordIds) {
      const found = new Map<number, ShownCopy[]>();
      for (const row of await allListed<CopyRow>(sql, copies, recordIds)) {
        const known = found.get(row.recordId);
        if (known) known.push(copyOf(row));
        else found.set(row.recordId, [copyOf(row)]);
      }
      return found;
    },
    standingsAfter: (recordId, limit) =>
      sql.all<RecordStanding>(`${standing} WHERE id > ? ORDER BY id LIMIT ?`, [recordId, limit]),
    toldOf: (recordIds) => allListed(sql, toldOf, recordIds),
  };
}

function lineOf({ controlNumber, recordId, datestamp, deleted, scopes }: Row): WalkLine {
  return { controlNumber, recordId, datestamp, deleted: deleted === 1, scopes: readScopes(scopes) };
}
/** Field by field: to copy the row and leave some out costs ten times as much. */
function copyOf(row: CopyRow): ShownCopy {
  return {
    barcode: row.barcode,
    homeLibraryId: row.homeLibraryId,
    holdingLibraryId: row.holdingLibraryId,
    type: row.type,
    location: row.location,
    callNumber: row.callNumber,
    status: row.status,
    loanable: row.loanable === 1,
    volume: row.volume,
    inventoryNo: row.inventoryNo,
    ownerLibraryId: row.ownerLibraryId,
    returnToOwnerOn: row.returnToOwnerOn,
    notes: { public: row.publicNote ?? '' },
  };
}
function recordOf(row: Row): WalkRecord {
  return { ...lineOf(row), marc: row.marc ?? null, source: row.source ?? null };
}
