import { encode } from '../../core/marc/iso2709.ts';
import type { DataField } from '../../core/marc/record.ts';
import { data, isbn13, unimarc } from '../demo/unimarc.ts';
import { random } from './random.ts';
import { capital, vocabulary } from './vocabulary.ts';

/** How many of each, from which seed, for which libraries (codes). */
export interface Wanted {
  readonly records: number;
  readonly items: number;
  readonly patrons: number;
  readonly seed: number;
  readonly libraries: readonly string[];
}

const kinds = ['BOOK', 'BOOK', 'BOOK', 'BOOK', 'BOOK', 'COMIC', 'DVD', 'CD', 'LARGE_PRINT', 'AUDIO_BOOK'] as const;
const leader6 = { BOOK: 'a', COMIC: 'a', DVD: 'g', CD: 'j', LARGE_PRINT: 'a', AUDIO_BOOK: 'i' } as const;

/**
 * Synthetic UNIMARC records in ISO 2709 with their copies in 995, the same bytes for the same numbers. Yields them one
 * by one; record `n` gets its share of the items.
 */
export function* generatedRecords(wanted: Wanted): Generator<Uint8Array> {
  const chance = random(wanted.seed);
  const { words, surnames, forenames, subjects, publishers } = vocabulary(chance);
  const prefix = `4${String(wanted.seed % 1_000).padStart(3, '0')}`;
  let items = 0;
  for (let n = 0; n < wanted.records; n += 1) {
    const kind = chance.pick(kinds);
    const title = Array.from({ length: 2 + chance.integer(4) }, () => words[chance.rank(words.length)]!).join(' ');
    const author = `${surnames[chance.rank(surnames.length)]!}, ${chance.pick(forenames)}`;
    const record = unimarc({
      leader6: leader6[kind],
      isbn: kind === 'BOOK' || kind === 'COMIC' ? isbn13(chance.integer(90), n % 1_000_000) : undefined,
      year: 1950 + chance.integer(75),
      audience: chance.integer(5) === 0 ? 'c' : 'm',
      language: chance.integer(12) === 0 ? 'eng' : 'fre',
      title: `${chance.pick(['Le ', 'La ', 'Les ', "L'", ''])}${capital(title)}`,
      subtitle: chance.integer(3) === 0 ? words[chance.rank(words.length)] : undefined,
      responsibility: author,
      place: 'Paris',
      publisher: chance.pick(publishers),
      extent: `${80 + chance.integer(600)} p.`,
      authors: [{ name: author, code: '070' }],
      subjects: Array.from({ length: chance.integer(4) }, () => subjects[chance.rank(subjects.length)]!),
      dewey: String(chance.integer(1_000)).padStart(3, '0'),
    });
    const share = Math.floor(((n + 1) * wanted.items) / wanted.records);
    const copies: DataField[] = [];
    for (; items < share; items += 1) {
      copies.push(
        data('995', '  ', {
          b: chance.pick(wanted.libraries),
          f: prefix + String(items + 1).padStart(8, '0'),
          k: `${String(chance.integer(1_000)).padStart(3, '0')} ${author.slice(0, 3).toUpperCase()}`,
          r: kind,
        }),
      );
    }
    const controlNumber = { tag: '001', value: `GEN${wanted.seed}-${String(n + 1).padStart(8, '0')}` };
    yield encode({ leader: record.leader, fields: [controlNumber, ...record.fields, ...copies] });
  }
}
