import type {
  DisseminatedItem,
  DisseminationSet,
  Membership,
  VirtualRepository,
} from '../../../core/dissemination/entities.ts';
import type { DisseminationClock, DisseminationWork } from '../../../core/ports/dissemination.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { allListed, insertion, listStatement, runListed } from './batches.ts';
import { columns, locking, met } from './columns.ts';

const clockColumns = ['sealedUntil', 'lastStamp', 'earliest', 'sweepAfter', 'formsVersion'] as const;
const itemColumns = ['controlNumber', 'recordId', 'datestamp', 'deleted', 'scopes', 'state', 'reserved'] as const;
const memberColumns = ['scope', 'controlNumber', 'datestamp', 'gone'] as const;

export const selectClock = `SELECT ${clockColumns.join(', ')} FROM dissemination_clock WHERE id = 1`;
const lockedClock = locking(selectClock);
const keepClock = `UPDATE dissemination_clock SET lastStamp = ?, earliest = ?, sweepAfter = ?, formsVersion = ? WHERE id = 1`;
const waiting = listStatement('SELECT id FROM outbox WHERE id IN (?*)');
const itemsOf = listStatement(
  `SELECT ${columns('dissemination_items', itemColumns)} FROM dissemination_items WHERE controlNumber IN (?*)`,
);
const membersOf = listStatement(
  `SELECT ${columns('dissemination_members', memberColumns)} FROM dissemination_members WHERE controlNumber IN (?*)`,
);
const forgetItems = listStatement('DELETE FROM dissemination_items WHERE controlNumber IN (?*)');
const forgetMembers = listStatement('DELETE FROM dissemination_members WHERE controlNumber IN (?*)');
const insertItems = insertion('dissemination_items', itemColumns, null);
const insertMembers = insertion('dissemination_members', memberColumns, null);
const insertSet = insertion(
  'dissemination_sets',
  ['setSpec', 'name', 'description', 'rule', 'audience', 'retiredAt'],
  null,
);
const insertRepository = insertion(
  'dissemination_repositories',
  ['name', 'title', 'sets', 'formats', 'addresses', 'closedAt', 'audience'],
  null,
);

type ItemRow = Omit<DisseminatedItem, 'deleted' | 'reserved' | 'scopes'> &
  Readonly<Record<'deleted' | 'reserved', number>> & { readonly scopes: string };
type MemberRow = Omit<Membership, 'gone'> & { readonly gone: number };

/** What harvesters are told, as one transaction changes it. */
export function disseminationWork(sql: Sql): DisseminationWork {
  return {
    async lock() {
      met(
        await sql.run('UPDATE dissemination_clock SET lastStamp = lastStamp WHERE id = 1'),
        'the clock of harvesters',
      );
      return (await sql.one<DisseminationClock>(lockedClock[sql.dialect]))!;
    },
    async keep({ lastStamp, earliest, sweepAfter, formsVersion }) {
      await sql.run(keepClock, [lastStamp, earliest, sweepAfter, formsVersion]);
    },
    waiting: async (outboxIds) => (await allListed(sql, waiting, [...new Set(outboxIds)])).length,
    async told(controlNumbers) {
      const items = await allListed<ItemRow>(sql, itemsOf, controlNumbers);
      const members = await allListed<MemberRow>(sql, membersOf, controlNumbers);
      return {
        items: items.map((row) => ({
          ...{ ...row, deleted: row.deleted === 1, reserved: row.reserved === 1 },
          scopes: readScopes(row.scopes),
        })),
        memberships: members.map((row) => ({ ...row, gone: row.gone === 1 })),
      };
    },
    async tell(items, memberships) {
      const told = items.map(({ controlNumber }) => controlNumber);
      await runListed(sql, forgetItems, told);
      await runListed(sql, forgetMembers, told);
      await insertItems(sql, items.map(itemValues));
      await insertMembers(sql, memberships.map(memberValues));
    },
    async saveSet({ setSpec, name, description, rule, audience, retiredAt }) {
      await sql.run('DELETE FROM dissemination_sets WHERE setSpec = ?', [setSpec]);
      await insertSet(sql, [[setSpec, name, description, JSON.stringify(rule), audience, retiredAt]]);
    },
    async saveRepository({ name, title, sets, formats, addresses, closedAt, audience }) {
      await sql.run('DELETE FROM dissemination_repositories WHERE name = ?', [name]);
      const lists = [sets, formats, addresses].map((list) => JSON.stringify(list));
      await insertRepository(sql, [[name, title, ...lists, closedAt, audience]]);
    },
  };
}

function itemValues(item: DisseminatedItem): SqlValue[] {
  const { controlNumber, recordId, datestamp, deleted, scopes, state, reserved } = item;
  return [controlNumber, recordId, datestamp, deleted ? 1 : 0, writeScopes(scopes), state, reserved ? 1 : 0];
}
function memberValues({ scope, controlNumber, datestamp, gone }: Membership): SqlValue[] {
  return [scope, controlNumber, datestamp, gone ? 1 : 0];
}

/** ` a b `: a space before and behind each, so that one is found as a whole. */
function writeScopes(scopes: readonly string[]): string {
  return scopes.length === 0 ? '' : ` ${scopes.join(' ')} `;
}
export function readScopes(text: string): string[] {
  return text === '' ? [] : text.slice(1, -1).split(' ');
}

type SetRow = Omit<DisseminationSet, 'rule'> & { readonly rule: string };
type RepositoryRow = Omit<VirtualRepository, 'sets' | 'formats' | 'addresses'> &
  Readonly<Record<'sets' | 'formats' | 'addresses', string>>;

/** Every set, retired ones too, each after its parents. */
export async function allSets(sql: Sql): Promise<DisseminationSet[]> {
  const rows = await sql.all<SetRow>(
    'SELECT setSpec, name, description, rule, audience, retiredAt FROM dissemination_sets ORDER BY setSpec',
  );
  return rows.map((row) => ({ ...row, rule: JSON.parse(row.rule) as DisseminationSet['rule'] }));
}

/** Every virtual repository, closed ones too. */
export async function allRepositories(sql: Sql): Promise<VirtualRepository[]> {
  const rows = await sql.all<RepositoryRow>(
    'SELECT name, title, sets, formats, addresses, closedAt, audience FROM dissemination_repositories ORDER BY name',
  );
  const list = (text: string) => JSON.parse(text) as string[];
  return rows.map((row) => ({
    ...row,
    sets: list(row.sets),
    formats: list(row.formats),
    addresses: list(row.addresses),
  }));
}
