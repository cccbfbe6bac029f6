import type { KeptMessage } from '../../../core/terminals/exchange.ts';
import type { ExchangesReading, ExchangesWork, NewExchange, StoredExchange } from '../../../core/ports/exchanges.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { insertion } from './batches.ts';
import { columns, scanKey } from './columns.ts';

const exchangeColumns = [
  'at',
  'took',
  'deviceId',
  'libraryId',
  'address',
  'message',
  'outcome',
  'cause',
  'itemKey',
  'cardDigest',
  'request',
  'response',
  'personal',
] as const;
const insert = insertion('exchanges', exchangeColumns);
const all = `SELECT ${columns('exchanges', ['id', ...exchangeColumns.filter((name) => name !== 'cardDigest')])} FROM exchanges`;

type Row = Omit<StoredExchange, 'request' | 'response' | 'item'> & {
  readonly request: string;
  readonly response: string;
  readonly itemKey: string | null;
};

const forgetBefore = {
  sqlite: 'DELETE FROM exchanges WHERE id IN (SELECT id FROM exchanges WHERE at < ? ORDER BY at LIMIT ?)',
  mariadb: 'DELETE FROM exchanges WHERE at < ? ORDER BY at LIMIT ?',
} as const;
const forgetBeyond = {
  sqlite: 'DELETE FROM exchanges WHERE id IN (SELECT id FROM exchanges WHERE id <= ? ORDER BY id LIMIT ?)',
  mariadb: 'DELETE FROM exchanges WHERE id <= ? ORDER BY id LIMIT ?',
} as const;

/** The journal of exchanges, as one transaction writes it. */
export function exchangesWork(sql: Sql): ExchangesWork {
  return {
    insertMany: (exchanges) => insert(sql, exchanges.map(valuesOf)),
    async forget({ before, most, atOnce }) {
      const old = await sql.run(forgetBefore[sql.dialect], [before, atOnce]);
      if (old === atOnce) return old;
      const newest = await sql.one<{ id: number | null }>('SELECT MAX(id) AS id FROM exchanges');
      const beyond = (newest?.id ?? 0) - most;
      if (beyond <= 0) return old;
      return old + (await sql.run(forgetBeyond[sql.dialect], [beyond, atOnce - old]));
    },
  };
}

/** Reads of the journal of exchanges. */
export function exchangesReading(sql: Sql): ExchangesReading {
  return {
    async page({ limit, before, item, ...asked }) {
      const conditions: readonly (readonly [text: string, ...values: (SqlValue | undefined)[]])[] = [
        ['deviceId = ?', asked.deviceId],
        ['libraryId = ?', asked.libraryId],
        ['message = ?', asked.message],
        ['outcome = ?', asked.outcome],
        ['cause = ?', asked.cause],
        ['cardDigest = ?', asked.cardDigest],
        ['itemKey = ?', item === undefined ? undefined : scanKey(item)],
        ['at >= ?', asked.from],
        ['at <= ?', asked.until],
        // The keyset: earlier, or at the same moment and of a smaller number.
        ['at <= ? AND (at < ? OR id < ?)', before?.at, before?.at, before?.id],
      ];
      const stated = conditions.filter(([, value]) => value !== undefined);
      const where = stated.map(([condition]) => condition).join(' AND ');
      const values = stated.flatMap(([, ...given]) => given as SqlValue[]);
      const text = `${all}${where && ` WHERE ${where}`} ORDER BY at DESC, id DESC LIMIT ?`;
      return (await sql.all<Row>(text, [...values, limit])).map(exchangeOf);
    },
    async after(id, limit, deviceId) {
      const text = `${all} WHERE id > ?${deviceId === undefined ? '' : ' AND deviceId = ?'} ORDER BY id LIMIT ?`;
      const values = deviceId === undefined ? [id, limit] : [id, deviceId, limit];
      return (await sql.all<Row>(text, values)).map(exchangeOf);
    },
  };
}

function exchangeOf({ request, response, itemKey, ...row }: Row): StoredExchange {
  return {
    ...row,
    item: itemKey,
    request: JSON.parse(request) as KeptMessage,
    response: JSON.parse(response) as KeptMessage,
  };
}

function valuesOf(exchange: NewExchange): SqlValue[] {
  return [
    exchange.at,
    exchange.took,
    exchange.deviceId,
    exchange.libraryId,
    exchange.address,
    exchange.message,
    exchange.outcome,
    exchange.cause,
    exchange.item === null ? null : scanKey(exchange.item),
    exchange.cardDigest,
    JSON.stringify(exchange.request),
    JSON.stringify(exchange.response),
    exchange.personal,
  ];
}
