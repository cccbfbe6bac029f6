import { mergedFields } from '../catalogue/merged-fields.ts';
import { controlValue, subfields } from '../marc/field.ts';
import type { MarcRecord } from '../marc/record.ts';

/** How good the sources of records are: the first whose pattern is found in 801 $b, 003 or 033 names the rank. Data. */
export const sourceRanks: readonly { readonly rank: number; readonly source: string; readonly found: RegExp }[] = [
  { rank: 3, source: 'BnF', found: /\bbnf\b|FR-751131015|catalogue\.bnf\.fr|ark:\/12148\/cb/i },
  { rank: 2, source: 'Sudoc', found: /\babes\b|\bsudoc\b/i },
  { rank: 1, source: 'supplier', found: /electre|dilicom|orb\b|cvs\b|adav\b|gam annecy|colaco|rdm\b/i },
];

/** Encoding level (leader 17) from the fullest on: blank full, 1 sublevel, 2 from no item in hand, 3 incomplete. */
const encodingLevels = ' 123';

/** Which of two records is the better text: source, then encoding level, then number of fields; the one kept on a tie. */
export function survivorOf(kept: MarcRecord, absorbed: MarcRecord): 'kept' | 'absorbed' {
  for (const quality of [sourceRank, fullness, fieldCount]) {
    const difference = quality(absorbed) - quality(kept);
    if (difference !== 0) return difference > 0 ? 'absorbed' : 'kept';
  }
  return 'kept';
}

export function sourceRank(record: MarcRecord): number {
  const told = [...subfields(record, '801', 'b'), controlValue(record, '003') ?? '', ...subfields(record, '033', 'a')];
  return sourceRanks.find(({ found }) => told.some((text) => found.test(text)))?.rank ?? 0;
}

function fullness(record: MarcRecord): number {
  const level = encodingLevels.indexOf(record.leader[17] ?? ' ');
  return level < 0 ? -encodingLevels.length : -level;
}

function fieldCount(record: MarcRecord): number {
  return record.fields.filter(({ tag }) => tag[0] !== '9').length;
}

/** One record of two, put together by themselves: under the control number of `kept`, the better text field by field. */
export function merged(kept: MarcRecord, absorbed: MarcRecord): MarcRecord {
  const [better, other] = survivorOf(kept, absorbed) === 'kept' ? [kept, absorbed] : [absorbed, kept];
  return { leader: better.leader, fields: mergedFields({ kept, better, other }) };
}
