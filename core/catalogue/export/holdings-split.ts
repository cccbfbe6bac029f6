import { encode, UnwritableRecord, type Writing } from '../../marc/iso2709.ts';
import type { DataField, MarcRecord } from '../../marc/record.ts';

/** ISO 2709 §4.2, in bytes. */
const longestRecord = 99_999;

/**
 * One record with its holdings in ISO 2709. When all of them do not fit into 99,999 bytes they are shared out over
 * several records that have everything else, 001 with it, in common. Throws UnwritableRecord when even one does not.
 */
export function encodeWithHoldings(
  record: MarcRecord,
  holdings: readonly DataField[],
  writing: Writing,
): readonly Uint8Array[] {
  const whole = (some: readonly DataField[]) => encode({ ...record, fields: [...record.fields, ...some] }, writing);
  try {
    return [whole(holdings)];
  } catch (error) {
    if (!(error instanceof UnwritableRecord) || error.fault !== 'record-too-long' || holdings.length === 0) throw error;
  }
  const room = longestRecord - whole([]).length;
  const alone = encode({ leader: record.leader, fields: [] }, writing).length;
  const parts: Uint8Array[] = [];
  let part: DataField[] = [];
  let taken = 0;
  for (const holding of holdings) {
    // What one more field adds to a record: its entry, its data and its terminator.
    const size = encode({ leader: record.leader, fields: [holding] }, writing).length - alone;
    if (part.length > 0 && taken + size > room) {
      parts.push(whole(part));
      part = [];
      taken = 0;
    }
    part.push(holding);
    taken += size;
  }
  parts.push(whole(part));
  return parts;
}
