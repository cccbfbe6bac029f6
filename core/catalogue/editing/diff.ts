import { isDataField, type MarcField, type MarcRecord } from '../../marc/record.ts';

/** One field that differs between two records; `occurrence` counts the fields of its tag from 1 (in `after`, else in `before`). */
export interface FieldDifference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly tag: string;
  readonly occurrence: number;
  readonly before: MarcField | null;
  readonly after: MarcField | null;
}

/**
 * What changed from one record to the other, tag by tag: fields that are equal pair off, in their order; of what is left,
 * the first with the first is a change, the rest was added or removed. The leader is told as tag `LDR`; 005 is left out.
 */
export function differences(before: MarcRecord | null, after: MarcRecord): FieldDifference[] {
  const found: FieldDifference[] = [];
  if (before && written(leaderOf(before)) !== written(leaderOf(after))) {
    found.push({ kind: 'changed', tag: 'LDR', occurrence: 1, before: leaderOf(before), after: leaderOf(after) });
  }
  const all = [...(before?.fields ?? []), ...after.fields];
  const tags = [...new Set(all.map(({ tag }) => tag))].filter((tag) => tag !== '005').sort();
  for (const tag of tags) {
    found.push(
      ...ofTag(
        tag,
        before?.fields.filter((one) => one.tag === tag) ?? [],
        after.fields.filter((one) => one.tag === tag),
      ),
    );
  }
  return found;
}

function ofTag(tag: string, before: readonly MarcField[], after: readonly MarcField[]): FieldDifference[] {
  const [old, fresh] = unpaired(before, after);
  const longest = Math.max(old.length, fresh.length);
  return Array.from({ length: longest }, (_, at): FieldDifference => {
    const [was, is] = [old[at] ?? null, fresh[at] ?? null];
    const kind = was === null ? 'added' : is === null ? 'removed' : 'changed';
    return { kind, tag, occurrence: (is ?? was)!.occurrence, before: was?.field ?? null, after: is?.field ?? null };
  });
}

interface Placed {
  readonly field: MarcField;
  readonly occurrence: number;
}

function unpaired(before: readonly MarcField[], after: readonly MarcField[]): [Placed[], Placed[]] {
  const waiting = new Map<string, number>();
  for (const field of after) waiting.set(written(field), (waiting.get(written(field)) ?? 0) + 1);
  const paired = new Map<string, number>();
  const old = place(before).filter(({ field }) => {
    const text = written(field);
    const left = waiting.get(text) ?? 0;
    if (left === 0) return true;
    waiting.set(text, left - 1);
    paired.set(text, (paired.get(text) ?? 0) + 1);
    return false;
  });
  const fresh = place(after).filter(({ field }) => {
    const left = paired.get(written(field)) ?? 0;
    paired.set(written(field), left - 1);
    return left <= 0;
  });
  return [old, fresh];
}

function place(fields: readonly MarcField[]): Placed[] {
  return fields.map((field, at) => ({ field, occurrence: at + 1 }));
}

function leaderOf({ leader }: MarcRecord): MarcField {
  // Lengths and addresses are counted again at each writing.
  return { tag: 'LDR', value: `${leader.slice(5, 12)}${leader.slice(17)}` };
}

function written(field: MarcField): string {
  return isDataField(field) ? JSON.stringify([field.ind1, field.ind2, field.subfields]) : field.value;
}
