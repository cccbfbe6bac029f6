import type { MarcFieldView, MarcView } from '../../api/contract';

/** All the fields of one tag: what both began with, what each made of them. */
export interface TagConflict {
  readonly tag: string;
  readonly mine: readonly MarcFieldView[];
  readonly theirs: readonly MarcFieldView[];
}
export type Side = 'mine' | 'theirs';

/** Two edits of one record put together: what one alone changed is taken from him, what both changed is for a person. */
export interface ThreeWay {
  readonly conflicts: readonly TagConflict[];
  /** Tags taken from each side without asking. */
  readonly fromMine: readonly string[];
  readonly fromTheirs: readonly string[];
  merged(choices: Readonly<Record<string, Side>>): MarcView;
}

/** Date and version of a record: the server's to write. */
const serversOwn = new Set(['005']);

/** Compares tag by tag: the order of fields within a tag counts, their place among the others does not. */
export function threeWay(base: MarcView, mine: MarcView, theirs: MarcView): ThreeWay {
  const [before, ours, others] = [byTag(base), byTag(mine), byTag(theirs)];
  const tags = [...new Set([...before.keys(), ...ours.keys(), ...others.keys()])].sort();
  const conflicts: TagConflict[] = [];
  const settled: Record<string, Side> = {};
  const fromMine: string[] = [];
  const fromTheirs: string[] = [];
  for (const tag of tags) {
    const was = before.get(tag) ?? [];
    const my = ours.get(tag) ?? [];
    const their = others.get(tag) ?? [];
    const [iChanged, theyChanged] = [!same(was, my), !same(was, their)];
    if (serversOwn.has(tag) || !iChanged) settled[tag] = 'theirs';
    else if (!theyChanged || same(my, their)) settled[tag] = 'mine';
    else conflicts.push({ tag, mine: my, theirs: their });
    if (serversOwn.has(tag) || same(my, their)) continue;
    if (settled[tag] === 'mine') fromMine.push(tag);
    if (settled[tag] === 'theirs') fromTheirs.push(tag);
  }
  const leader = mine.leader === base.leader ? theirs.leader : mine.leader;
  return {
    conflicts,
    fromMine,
    fromTheirs,
    merged(choices) {
      const fields = tags.flatMap((tag) => {
        const side = settled[tag] ?? choices[tag] ?? 'theirs';
        return [...((side === 'mine' ? ours : others).get(tag) ?? [])];
      });
      return { leader, fields };
    },
  };
}

type Fields = readonly MarcFieldView[];

function byTag({ fields }: MarcView): Map<string, MarcFieldView[]> {
  const tags = new Map<string, MarcFieldView[]>();
  for (const field of fields) tags.set(field.tag, [...(tags.get(field.tag) ?? []), field]);
  return tags;
}

function same(one: Fields, other: Fields): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
