import { controlValue } from '../../marc/field.ts';
import type { DataField, MarcField, MarcRecord } from '../../marc/record.ts';
import { both, mergedFields } from '../merged-fields.ts';

/** Whose fields of a tag the merged record has. */
export const fieldChoices = ['survivor', 'absorbed', 'both'] as const;
export type FieldChoice = (typeof fieldChoices)[number];

/**
 * The record that a cataloguer makes of two: the survivor is the one he said, whatever the quality of its text, and so is
 * whose fields of a tag are taken where he chose. The number of the other is kept in 035.
 */
export function mergedRecord(
  survivor: MarcRecord,
  absorbed: MarcRecord,
  choices: Readonly<Record<string, FieldChoice>>,
): MarcRecord {
  const pair = { kept: survivor, better: survivor, other: withOldNumber(absorbed) };
  const fields = mergedFields(pair, (tag, ours, theirs) => {
    const choice = tag < '010' ? undefined : choices[tag];
    return choice ? chosen[choice](ours, theirs, tag) : null;
  });
  return { leader: survivor.leader, fields };
}

const chosen: Readonly<
  Record<FieldChoice, (ours: readonly MarcField[], theirs: readonly MarcField[], tag: string) => readonly MarcField[]>
> = {
  survivor: (ours) => ours,
  absorbed: (_, theirs) => theirs,
  both,
};

/** The control number it had here is an old number now. */
function withOldNumber(record: MarcRecord): MarcRecord {
  const number = controlValue(record, '001');
  if (number === null) return record;
  const old: DataField = {
    tag: '035',
    ind1: ' ',
    ind2: ' ',
    subfields: [{ code: 'a', value: `(Passerelle)${number}` }],
  };
  return { ...record, fields: [...record.fields, old] };
}
