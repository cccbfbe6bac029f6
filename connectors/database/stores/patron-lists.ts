import { foldName, nameKey } from '../../../core/patrons/names.ts';
import type { PatronAccountsReading, PatronFilter, PatronLine } from '../../../core/ports/patrons.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { columns } from './columns.ts';
import { engagementsOf, lateLoansOf, patronFile } from './patron-accounts.ts';
import { agedCategories } from './patron-categories.ts';
import { actsOf, tracesOf } from './patron-history.ts';

const lineColumns = ['id', 'firstName', 'lastName', 'birthDate', 'homeLibraryId', 'expiresAt', 'state'] as const;
/** Longest of all characters in the order of both databases. */
const beyond = '\u{10FFFF}';

const lines = (where: string) => `SELECT ${columns('patrons', lineColumns)} FROM patrons
   WHERE ${where} ORDER BY nameKey, id LIMIT ? OFFSET ?`;
const total = (where: string) => `SELECT COUNT(*) AS total FROM patrons WHERE ${where}`;
const filters = {
  name: `nameKey >= ? AND nameKey < ? AND state <> 'ERASED'`,
  bornOn: `birthDate = ? AND state <> 'ERASED'`,
  email: `email = ? AND state <> 'ERASED'`,
  id: `id = ? AND state <> 'ERASED'`,
  state: `state = ? AND state <> 'ERASED'`,
  category: `categoryId = ? AND birthDate <= ? AND state <> 'ERASED'`,
  eachOther: `birthDate IS NOT NULL AND state <> 'ERASED' AND EXISTS (SELECT 1 FROM patrons AS twins
     WHERE twins.nameKey = patrons.nameKey AND twins.birthDate = patrons.birthDate AND twins.id <> patrons.id
     AND twins.state <> 'ERASED')`,
  // The same name and birth date, or the same address for letters.
  like: `((nameKey = ? AND birthDate = ?) OR email = ?) AND id <> ? AND state <> 'ERASED'`,
} as const;
const texts = Object.fromEntries(
  Object.entries(filters).map(([name, where]) => [name, { lines: lines(where), total: total(where) }]),
) as Record<keyof typeof filters, { lines: string; total: string }>;

const forsaken = `SELECT id FROM patrons WHERE expiresAt < ? AND state = 'ACTIVE'
   AND (lastActivityAt IS NULL OR lastActivityAt < ?)
   AND NOT EXISTS (SELECT 1 FROM loans WHERE loans.patronId = patrons.id AND loans.openItemId > 0)
   AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.patronId = patrons.id AND holds.liveKey > '')
   AND NOT EXISTS (SELECT 1 FROM patrons AS wards WHERE wards.guardianId = patrons.id)
   ORDER BY expiresAt, id LIMIT ?`;
const acts = `SELECT seq, at, patronRef FROM events
   WHERE seq > ? AND at >= ? AND patronRef IS NOT NULL ORDER BY seq LIMIT ?`;

/** Accounts of readers, as desks look them up. */
export function patronAccountsReading(sql: Sql): PatronAccountsReading {
  return {
    file: (patronId) => patronFile(sql, patronId),
    async list(filter, { offset, limit }) {
      const asked = await asSql(sql, filter);
      if (!asked) return { lines: [], total: 0 };
      const [rows, count] = await Promise.all([
        sql.all<PatronLine>(texts[asked.by].lines, [...asked.values, limit, offset]),
        sql.one<{ total: number }>(texts[asked.by].total, asked.values),
      ]);
      return { lines: rows, total: count!.total };
    },
    async hasPinFailures(patronId) {
      return (await sql.one('SELECT at FROM patron_pin_failures WHERE patronId = ? LIMIT 1', [patronId])) !== null;
    },
    pastCards(patronId) {
      const text = `SELECT retiredAt, reason FROM patron_cards
         WHERE patronId = ? AND retiredAt IS NOT NULL ORDER BY retiredAt, cardKey`;
      return sql.all(text, [patronId]);
    },
    lateLoans: (patronId, at) => lateLoansOf(sql, patronId, at),
    categories: () => agedCategories(sql),
    engagements: (patronId, at) => engagementsOf(sql, patronId, at),
    acts: (patronId, page) => actsOf(sql, patronId, page),
    traces: (patronId, limit) => tracesOf(sql, patronId, limit),
    async forsaken(endedBefore, limit) {
      const rows = await sql.all<{ id: number }>(forsaken, [endedBefore, endedBefore, limit]);
      return rows.map(({ id }) => id);
    },
    actsSince: (since, afterSeq, limit) => sql.all(acts, [afterSeq, since, limit]),
  };
}

/** The filter as a condition and its values; null when nobody can match. */
async function asSql(sql: Sql, filter: PatronFilter): Promise<{ by: keyof typeof filters; values: SqlValue[] } | null> {
  if ('name' in filter) {
    const prefix = foldName(filter.name);
    return prefix === '' ? null : { by: 'name', values: [prefix, prefix + beyond] };
  }
  if ('bornOn' in filter) return { by: 'bornOn', values: [filter.bornOn] };
  if ('email' in filter) return { by: 'email', values: [filter.email] };
  if ('id' in filter) return { by: 'id', values: [filter.id] };
  if ('state' in filter) return { by: 'state', values: [filter.state] };
  if ('categoryId' in filter) return { by: 'category', values: [filter.categoryId, filter.bornBy] };
  if ('like' in filter) return { by: 'eachOther', values: [] };
  const like = await patronFile(sql, filter.likeId);
  if (!like || like.state === 'ERASED') return null;
  // A value nobody has stands for what this reader has not.
  const email = like.email ?? '\u0000';
  return {
    by: 'like',
    values: [nameKey(like.lastName, like.firstName), like.birthDate ?? '\u0000', email, like.id],
  };
}
