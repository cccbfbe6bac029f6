import type { BibRecord } from '../catalogue/record.ts';
import { derive } from '../marc/derive.ts';
import { subfields } from '../marc/field.ts';
import { decode } from '../marc/iso2709.ts';
import { isbn13 } from '../marc/numbers.ts';
import type { MarcRecord } from '../marc/record.ts';
import { keysOf, matchFacts, type MatchFacts } from '../migration/facts.ts';
import { dice } from '../migration/normalise.ts';
import type { Reading } from '../ports/reading.ts';

/** What a record is to a resource. */
export interface FoundLink {
  readonly recordId: number;
  /** Sure enough by itself, or for a person to say. */
  readonly state: 'LINKED' | 'PROPOSED';
  readonly score: number;
  readonly evidence: string;
}

/** A key that more records share tells nothing. */
const recordsPerKey = 60;
/** Titles are alike from here on (Dice). */
const alike = 0.92;

/** By what a resource is compared with the catalogue. */
export function linkFacts(record: MarcRecord): MatchFacts {
  const facts = matchFacts(record, derive(record));
  // 452 $y: the ISBN of the print it was made from.
  const others = subfields(record, '452', 'y')
    .map(isbn13)
    .filter((isbn) => isbn !== null);
  return { ...facts, isbn: [...new Set([...facts.isbn, ...others])] };
}

/** The records of other carriers that a resource is another manifestation of, by number, by work, or by likeness. */
export async function findLinks(
  reading: Pick<Reading, 'migration' | 'records'>,
  facts: MatchFacts,
): Promise<FoundLink[]> {
  const found = await reading.migration.recordsByKeys(keysOf(facts), recordsPerKey);
  const ids = [...new Set([...found.values()].flat())];
  const records = (await reading.records(ids)).filter(({ status }) => status === 'LIVE');
  return records.map((record) => compared(facts, record)).filter((link) => link !== null);
}

function compared(facts: MatchFacts, { id, marc }: BibRecord): FoundLink | null {
  const record = decode(marc, 'utf-8').record;
  const derived = derive(record);
  if (derived.carrier === 'electronic') return null;
  const other = matchFacts(record, derived);
  const link = (state: FoundLink['state'], score: number, ...evidence: string[]): FoundLink => ({
    ...{ recordId: id, state, score },
    evidence: evidence.join(', '),
  });
  const shared = (name: 'ids' | 'isbn' | 'issn' | 'ean') => facts[name].find((value) => other[name].includes(value));
  for (const [name, score] of [
    ['ids', 1_000],
    ['isbn', 700],
    ['issn', 700],
    ['ean', 700],
  ] as const) {
    const value = shared(name);
    if (value !== undefined) return link('LINKED', score, `${name} ${value}`);
  }
  const sameLanguage = facts.language === '' || other.language === '' || facts.language === other.language;
  if (!sameLanguage || facts.volume !== other.volume || facts.title === '') return null;
  const sameAuthor = facts.author !== '' && facts.author === other.author;
  if (sameAuthor && (facts.title === other.title || facts.work === other.work)) {
    return link('LINKED', 500, `title ${other.title}`, `author ${other.author}`);
  }
  const likeness = dice(facts.title, other.title);
  if (sameAuthor && likeness >= alike)
    return link('PROPOSED', 400, `title ${likeness.toFixed(2)}`, `author ${other.author}`);
  const noAuthor = facts.author === '' || other.author === '';
  const sameYear = facts.year !== null && facts.year === other.year;
  // A title of one word is that of many works.
  if (noAuthor && sameYear && facts.title === other.title && facts.title.includes(' ')) {
    return link('PROPOSED', 300, `title ${other.title}`, `year ${facts.year}`);
  }
  return null;
}
