import type { Rule } from './rule.ts';

/** A field that bears a secret, in the JSON of a stored message: kept without its value, or empty as it came. */
const secretKept = ['AC', 'AD', 'CO']
  .flatMap((field) =>
    ['request', 'response'].map((side) => `${side} LIKE '%["${field}",%' AND ${withoutEmpty(side, field)}`),
  )
  .join(' OR ');

function withoutEmpty(side: string, field: string): string {
  const harmless = `REPLACE(REPLACE(${side}, '["${field}",null]', ''), '["${field}",""]', '')`;
  return `${harmless} LIKE '%["${field}",%'`;
}

/** What terminals said, and the tags of documents. */
export const terminalRules: readonly Rule[] = [
  {
    invariant: 'exchange-keeps-no-secret',
    rows: `SELECT id FROM exchanges WHERE ${secretKept}`,
    sentence: 'exchange {id} keeps a PIN or a password',
  },
  {
    invariant: 'exchange-is-readable',
    rows: `SELECT id FROM exchanges WHERE NOT JSON_VALID(request) OR NOT JSON_VALID(response)
      OR outcome NOT IN ('ok', 'refused', 'malformed', 'fault')`,
    sentence: 'exchange {id} cannot be read',
  },
  {
    invariant: 'tag-of-item',
    rows: `SELECT uid, itemId, part FROM rfid_tags WHERE part < 1 OR NOT EXISTS (SELECT 1 FROM items WHERE items.id = rfid_tags.itemId
      AND (rfid_tags.part <> 1 OR items.rfidUid = rfid_tags.uid))`,
    sentence: 'tag {uid} is that of part {part} of item {itemId}, which does not know it',
  },
  {
    invariant: 'first-tag-is-kept',
    rows: `SELECT id, rfidUid FROM items WHERE rfidUid IS NOT NULL AND rfidAfi IS NOT NULL AND rfidDsfid IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM rfid_tags WHERE rfid_tags.itemId = items.id AND part = 1 AND uid = items.rfidUid)`,
    sentence: 'item {id} bears tag {rfidUid}, which would not find it',
  },
];
