import type { MarcView } from '../../api/contract';
import type { MessageKey } from '../../messages/catalogue';

/** A line of a record as a reader would have it: what it is, and what it says, once for each field. */
export interface ReadableLine {
  readonly word: MessageKey;
  readonly values: readonly string[];
}

interface Source {
  readonly word: MessageKey;
  /** Tags as a pattern, and what is taken of each field, subfields joined by these. */
  readonly tags: RegExp;
  readonly take: readonly (readonly [code: string, before: string])[];
}
const heading = [
  ['a', ''],
  ['b', ', '],
  ['c', ', '],
  ['f', ', '],
  ['x', ' — '],
  ['y', ' — '],
  ['z', ' — '],
] as const;

/** The lines of a record in the order of ISBD; a field not named here is seen in the grid. */
const sources: readonly Source[] = [
  {
    word: 'readable.title',
    tags: /^200$/,
    take: [
      ['a', ' ; '],
      ['d', ' = '],
      ['e', ' : '],
      ['h', '. '],
      ['i', '. '],
      ['f', ' / '],
      ['g', ' ; '],
    ],
  },
  { word: 'readable.author', tags: /^7[012][0-3]$/, take: heading },
  { word: 'readable.edition', tags: /^205$/, take: [['a', ''], ['f', ' / ']] }, // prettier-ignore
  { word: 'readable.publication', tags: /^21[04]$/, take: [['a', ' ; '], ['c', ' : '], ['d', ', ']] }, // prettier-ignore
  { word: 'readable.description', tags: /^215$/, take: [['a', ' + '], ['c', ' : '], ['d', ' ; '], ['e', ' + ']] }, // prettier-ignore
  { word: 'readable.series', tags: /^225$/, take: [['a', ''], ['e', ' : '], ['v', ' ; ']] }, // prettier-ignore
  { word: 'readable.isbn', tags: /^01[01]$/, take: [['a', ''], ['b', ' '], ['d', ' : ']] }, // prettier-ignore
  { word: 'readable.summary', tags: /^330$/, take: [['a', '']] },
  { word: 'readable.content', tags: /^327$/, take: [['a', ' ; ']] },
  { word: 'readable.note', tags: /^3(?!27|30)\d\d$/, take: [['a', '']] },
  { word: 'readable.subject', tags: /^6[01]\d$/, take: heading },
  { word: 'readable.classification', tags: /^6[78]\d$/, take: [['a', '']] },
  { word: 'readable.online', tags: /^856$/, take: [['u', '']] },
];

/** A record in plain words, field by field; non-sorting marks are left out. */
export function readable({ fields }: MarcView): ReadableLine[] {
  return sources.flatMap(({ word, tags, take }) => {
    const values = fields.flatMap((field) => {
      if (!tags.test(field.tag) || !('subfields' in field)) return [];
      let text = '';
      for (const { code, value } of field.subfields) {
        const rule = take.find(([taken]) => taken === code);
        if (rule && value.trim()) text += text === '' ? value : rule[1] + value;
      }
      const plain = text.replace(/[\u0088\u0089\u0098\u009c]/g, '').trim();
      return plain ? [plain] : [];
    });
    return values.length > 0 ? [{ word, values }] : [];
  });
}

/** A link to another record or heading, as a record names it. */
export interface RecordLink {
  readonly tag: string;
  readonly text: string;
  /** Number of the record or authority; null when it is named in words alone. */
  readonly number: string | null;
}

/** Records named in 4XX: $0 or $3 their number, $t their title. */
export function linkedRecords({ fields }: MarcView): RecordLink[] {
  return fields.flatMap((field) => {
    if (!/^4\d\d$/.test(field.tag) || !('subfields' in field)) return [];
    const said = (code: string) => field.subfields.find((subfield) => subfield.code === code)?.value ?? '';
    const text = said('t') || said('a');
    const number = said('0') || said('3') || null;
    return text || number ? [{ tag: field.tag, text: text || number!, number }] : [];
  });
}
