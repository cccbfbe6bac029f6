import type { DataField, MarcField, MarcRecord } from '../../core/marc/record.ts';

/** What a short UNIMARC description needs; absent parts give no field. */
export interface Description {
  readonly leader6: string;
  readonly leader7?: string;
  readonly isbn?: string;
  readonly issn?: string;
  readonly ean?: string;
  readonly publisherNumber?: string;
  readonly year: number;
  readonly audience: 'm' | 'c' | 'k';
  readonly language: string;
  readonly originalLanguage?: string;
  readonly country?: string;
  readonly coded?: readonly MarcField[];
  readonly title: string;
  readonly material?: string;
  readonly subtitle?: string;
  readonly responsibility?: string;
  readonly volume?: { readonly number: number; readonly title?: string };
  readonly scale?: string;
  readonly place: string;
  readonly publisher: string;
  readonly extent: string;
  readonly series?: string;
  readonly contents?: string;
  readonly authors: readonly { readonly name: string; readonly code: string }[];
  readonly subjects: readonly string[];
  readonly genre?: string;
  readonly dewey?: string;
}

/** A UNIMARC bibliographic record, fields in tag order, 001 left to the catalogue. */
export function unimarc(book: Description): MarcRecord {
  const fields: (MarcField | false | undefined)[] = [
    book.isbn !== undefined && data('010', '  ', { a: book.isbn }),
    book.issn !== undefined && data('011', '  ', { a: book.issn }),
    book.publisherNumber !== undefined && data('071', '01', { a: book.publisherNumber, b: book.publisher }),
    book.ean !== undefined && data('073', ' 0', { a: book.ean }),
    data('100', '  ', { a: general(book) }),
    data('101', book.originalLanguage ? '1 ' : '0 ', { a: book.language, c: book.originalLanguage }),
    data('102', '  ', { a: book.country ?? 'FR' }),
    ...(book.coded ?? []),
    data('200', '1 ', {
      a: withNonSorting(book.title),
      b: book.material,
      e: book.subtitle,
      f: book.responsibility,
      h: book.volume && String(book.volume.number),
      i: book.volume?.title,
    }),
    book.scale !== undefined && data('206', '  ', { a: book.scale }),
    data('214', ' 0', { a: book.place, c: book.publisher, d: String(book.year) }),
    data('215', '  ', { a: book.extent }),
    book.series !== undefined && data('225', '| ', { a: book.series }),
    book.contents !== undefined && data('327', '1 ', { a: book.contents }),
    book.volume && data('461', ' 0', { t: book.title, v: String(book.volume.number) }),
    ...book.subjects.map((subject) => data('606', '  ', { a: subject, '2': 'rameau' })),
    book.genre !== undefined && data('608', '  ', { a: book.genre, '2': 'rameau' }),
    book.dewey !== undefined && data('676', '  ', { a: book.dewey, v: '23' }),
    ...book.authors.map((author, index) => {
      const [surname, forename] = author.name.split(', ') as [string, string | undefined];
      return data(index === 0 ? '700' : '701', ' 1', { a: surname, b: forename, '4': author.code });
    }),
    data('801', ' 0', { a: 'FR', b: 'PASSERELLE', g: 'AFNOR' }),
  ];
  return {
    leader: `00000n${book.leader6}${book.leader7 ?? 'm'}0 2200000   450 `.padEnd(24),
    fields: fields.filter((field): field is MarcField => Boolean(field)),
  };
}

/** One field; subfields without a value are left out. */
export function data(tag: string, indicators: string, subfields: Record<string, string | undefined>): DataField {
  return {
    tag,
    ind1: indicators[0]!,
    ind2: indicators[1]!,
    subfields: Object.entries(subfields).flatMap(([code, value]) => (value === undefined ? [] : [{ code, value }])),
  };
}

/** 100 $a: 36 positions. */
function general({ year, audience }: Description): string {
  return `20240101d${String(year).padStart(4, '0')}    ${audience}  y0frey50      ba`;
}

/** Marks the leading article so that sorting leaves it out (NSB U+0098, NSE U+009C). */
export function withNonSorting(title: string): string {
  const article = /^(L['’]|Les |Le |La |Une |Un |The |Des )(?=\S)/.exec(title)?.[0];
  return article ? `\u0098${article}\u009C${title.slice(article.length)}` : title;
}

/** ISBN-13 in its hyphenated form, its check digit computed. `publisher` has 2 digits, `title` 6. */
export function isbn13(publisher: number, title: number): string {
  const digits = `9782${String(publisher).padStart(2, '0')}${String(title).padStart(6, '0')}`;
  const check = checkDigit13(digits);
  return `978-2-${digits.slice(4, 6)}-${digits.slice(6)}-${check}`;
}

/** EAN-13 of a French product. */
export function ean13(number: number): string {
  const digits = `376${String(number).padStart(9, '0')}`;
  return digits + checkDigit13(digits);
}

/** ISSN with its check digit. */
export function issn(number: number): string {
  const digits = String(number).padStart(7, '0');
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (8 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return `${digits.slice(0, 4)}-${digits.slice(4)}${check === 10 ? 'X' : check}`;
}

function checkDigit13(digits: string): number {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10;
}
