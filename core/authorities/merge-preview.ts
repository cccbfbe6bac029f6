import { differences } from '../catalogue/editing/diff.ts';
import type { CataloguingPorts } from '../catalogue/editing/ports.ts';
import { decode, encode } from '../marc/iso2709.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { authorityFacts } from './authority.ts';
import type { AuthorityMergePreview, ChangedHeading } from './desk.ts';
import { mergedText, textOf } from './edit.ts';
import { headingsOf } from './headings.ts';
import { fieldAs } from './linking.ts';
import { extentOf } from './naming.ts';

/** Records told one by one. */
const mostExamples = 10;

/** What would change if an authority went into this one. Changes nothing. Refused `authority-unknown`, `authorities-not-mergeable`. */
export function previewMerge({ store }: Pick<CataloguingPorts, 'store'>) {
  const { authorities, cataloguing } = store.read;
  return async (controlNumber: string, absorbed: string): Promise<Outcome<AuthorityMergePreview>> => {
    const [into, from] = [
      await authorities.byControlNumber(controlNumber),
      await authorities.byControlNumber(absorbed),
    ];
    if (into?.status !== 'LIVE') return refused('authority-unknown', { authority: controlNumber });
    if (from?.status !== 'LIVE') return refused('authority-unknown', { authority: absorbed });
    if (into.id === from.id || into.type !== from.type)
      return refused('authorities-not-mergeable', { type: from.type });
    const merged = mergedText(into, from);
    const survivor = { ...into, ...authorityFacts(merged)!, marc: encode(merged), schemes: null };
    const ids = await authorities.linkedRecords(from.id, 0, mostExamples);
    const examples: ChangedHeading[] = [];
    for (const record of await cataloguing.recordsById(ids)) {
      const links = (await authorities.links(record.id)).filter(({ authorityId }) => authorityId === from.id);
      for (const { tag, occurrence, field } of headingsOf(decode(record.marc, 'utf-8').record)) {
        if (!links.some((link) => link.tag === tag && link.occurrence === occurrence)) continue;
        examples.push({ record, before: field, after: fieldAs(field, survivor, extentOf(survivor)) });
      }
    }
    const records = await authorities.countLinkedRecords([from.id]);
    return granted({ absorbed: from, differences: differences(textOf(into), merged), records, examples });
  };
}
