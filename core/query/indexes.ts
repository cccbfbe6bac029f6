export const indexNames = [
  'any',
  'title',
  'author',
  'subject',
  'isbn',
  'issn',
  'ean',
  'date',
  'language',
  'control-number',
  'publisher',
  'barcode',
  'library',
  'carrier',
] as const;
export type IndexName = (typeof indexNames)[number];

/** How the values of an index are compared: by words, as a normalised number, as a short code, as a year. */
export type IndexType = 'text' | 'identifier' | 'code' | 'year';

/**
 * Fields of a UNIMARC record that feed an index. `tags` names one tag (`200`) or a block (`6XX`). In a text index a field
 * gives one value, its subfields of `subfields` joined by a blank in their order; in the others each subfield gives one.
 * `*` stands for every lettered subfield: the numbered ones hold links and source codes ($2, $3, $4 …). A control field
 * (001) is named without subfields.
 */
export interface UnimarcSource {
  readonly tags: string;
  readonly subfields: string;
  /** In a text index: the value is a number, given in every form a reader may type it, as words. */
  readonly number?: true;
  /** In a text index that tells facets: its headings are those readers choose among. */
  readonly facet?: true;
}

/** What the items of a record, and the record as a whole, add to an index beside its fields. */
export type OtherSource = 'item-barcode' | 'item-home-library' | 'publication-years' | 'carrier';

/** One index of the catalogue, for whoever searches it, fills it or explains it. */
export interface IndexRow {
  readonly type: IndexType;
  readonly title: { readonly fr: string; readonly en: string };
  /** Bib-1 use attributes (type 1) that mean this index. The first is the one explain gives. */
  readonly bib1: readonly number[];
  /** CQL names, `prefix.name`, prefixes as in `contextSets`. The first is the one explain gives first. */
  readonly cql: readonly string[];
  readonly sources: readonly UnimarcSource[];
  readonly otherSources?: readonly OtherSource[];
  /** The sort key that orders by this index, for those that order. */
  readonly sort?: 'title' | 'author' | 'date';
  /** What a result is counted by on this index, for those that tell facets: every value, or the headings of some sources. */
  readonly facet?: 'values' | 'headings';
}

/** CQL context sets this server knows, by their usual prefix. `bib` is the set of the French catalogues, not LoC's. */
export const contextSets = {
  cql: 'info:srw/cql-context-set/1/cql-v1.2',
  dc: 'info:srw/cql-context-set/1/dc-v1.1',
  bath: 'http://zing.z3950.org/cql/bath/2.0/',
  rec: 'info:srw/cql-context-set/2/rec-1.1',
  bib: 'urn:x-passerelle:cql-context-set:bib',
  sort: 'info:srw/cql-context-set/1/sort-v1.0',
} as const;
export type ContextSet = keyof typeof contextSets;

/** The set in which a CQL name without prefix is looked up, after `cql`. */
export const defaultContextSet: ContextSet = 'bib';

const identifierFields: readonly UnimarcSource[] = [
  { tags: '001', subfields: '', number: true },
  { tags: '010', subfields: 'az', number: true },
  { tags: '011', subfields: 'afyz', number: true },
  { tags: '013', subfields: 'a', number: true },
  { tags: '015', subfields: 'a', number: true },
  { tags: '016', subfields: 'a', number: true },
  { tags: '020', subfields: 'b', number: true },
  { tags: '021', subfields: 'b', number: true },
  { tags: '035', subfields: 'a', number: true },
  { tags: '071', subfields: 'a', number: true },
  { tags: '072', subfields: 'a', number: true },
  { tags: '073', subfields: 'a', number: true },
];

/**
 * The one table of indexes: the CQL and RPN compilers, the indexer, SRU explain and the console read it. A field may be
 * named twice, once for its proper part and once whole, so that both are a whole heading.
 */
export const indexes: Readonly<Record<IndexName, IndexRow>> = {
  any: {
    type: 'text',
    title: { fr: 'Tous les champs', en: 'Anywhere' },
    bib1: [1016, 1017, 1035, 1010],
    cql: ['cql.serverChoice', 'cql.anywhere', 'cql.anyIndexes', 'cql.allIndexes', 'cql.keywords', 'bib.anywhere'],
    sources: [
      ...identifierFields,
      { tags: '2XX', subfields: '*' },
      { tags: '3XX', subfields: '*' },
      { tags: '4XX', subfields: '*' },
      { tags: '5XX', subfields: '*' },
      { tags: '6XX', subfields: '*' },
      { tags: '7XX', subfields: '*' },
    ],
  },
  title: {
    type: 'text',
    title: { fr: 'Titre', en: 'Title' },
    bib1: [4, 5, 6, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 1097],
    cql: [
      'dc.title',
      'bib.title',
      'bib.serialtitle',
      'bib.collection',
      'bath.title',
      'bath.uniformTitle',
      'bath.keyTitle',
    ],
    sources: [
      { tags: '200', subfields: 'a' },
      { tags: '200', subfields: 'acdehi' },
      { tags: '225', subfields: 'aehi' },
      { tags: '4XX', subfields: 't' },
      { tags: '50X', subfields: 'ahi' },
      { tags: '51X', subfields: 'aehi' },
      { tags: '52X', subfields: 'aehi' },
      { tags: '530', subfields: 'ab' },
      { tags: '531', subfields: 'a' },
      { tags: '532', subfields: 'a' },
      { tags: '54X', subfields: 'aehi' },
    ],
    sort: 'title',
  },
  author: {
    type: 'text',
    title: { fr: 'Auteur', en: 'Author' },
    bib1: [1003, 1, 2, 3, 1000, 1002, 1004, 1005, 1006, 1020, 1098],
    cql: [
      'dc.creator',
      'dc.contributor',
      'bib.author',
      'bath.author',
      'bath.name',
      'bath.personalName',
      'bath.corporateName',
      'bath.conferenceName',
    ],
    sources: [
      { tags: '70X', subfields: 'ab', facet: true },
      { tags: '70X', subfields: 'abcdf' },
      { tags: '71X', subfields: 'ab', facet: true },
      { tags: '71X', subfields: 'abcdefgh' },
      { tags: '72X', subfields: 'a', facet: true },
      { tags: '72X', subfields: 'acdf' },
      { tags: '200', subfields: 'fg' },
    ],
    sort: 'author',
    facet: 'headings',
  },
  subject: {
    type: 'text',
    title: { fr: 'Sujet', en: 'Subject' },
    bib1: [21, 22, 25, 27, 29, 58, 1008, 1009, 1075, 1076, 1077, 1079, 1099],
    cql: [
      'dc.subject',
      'dc.coverage',
      'bib.subject',
      'bath.subject',
      'bath.topicalSubject',
      'bath.geographicName',
      'bath.genreForm',
    ],
    sources: [
      { tags: '60X', subfields: 'ab', facet: true },
      { tags: '60X', subfields: '*' },
      { tags: '610', subfields: 'a', facet: true },
      { tags: '615', subfields: 'ax' },
      { tags: '616', subfields: '*' },
      { tags: '617', subfields: '*' },
    ],
    facet: 'headings',
  },
  isbn: {
    type: 'identifier',
    title: { fr: 'ISBN', en: 'ISBN' },
    bib1: [7],
    cql: ['bib.isbn', 'bath.isbn', 'bib.fuzzyISBN'],
    sources: [
      { tags: '010', subfields: 'az' },
      { tags: '073', subfields: 'a' },
    ],
  },
  issn: {
    type: 'identifier',
    title: { fr: 'ISSN', en: 'ISSN' },
    bib1: [8],
    cql: ['bib.issn', 'bath.issn'],
    sources: [
      { tags: '011', subfields: 'afyz' },
      { tags: '225', subfields: 'x' },
      { tags: '4XX', subfields: 'x' },
    ],
  },
  ean: {
    type: 'identifier',
    title: { fr: 'Code-barres commercial (EAN)', en: 'EAN' },
    bib1: [1214],
    cql: ['bib.ean'],
    sources: [
      { tags: '072', subfields: 'a' },
      { tags: '073', subfields: 'a' },
    ],
  },
  date: {
    type: 'year',
    title: { fr: 'Année de publication', en: 'Year of publication' },
    bib1: [31, 30, 1102],
    cql: ['dc.date', 'bib.date', 'bib.publicationdate', 'bath.publicationDate'],
    sources: [],
    otherSources: ['publication-years'],
    sort: 'date',
    facet: 'values',
  },
  language: {
    type: 'code',
    title: { fr: 'Langue (code ISO 639-2)', en: 'Language (ISO 639-2 code)' },
    bib1: [54],
    cql: ['dc.language', 'bib.language'],
    sources: [{ tags: '101', subfields: 'a' }],
    facet: 'values',
  },
  'control-number': {
    type: 'identifier',
    title: { fr: 'Numéro de notice', en: 'Record control number' },
    bib1: [1045, 12, 1032],
    cql: ['rec.id', 'rec.identifier', 'bib.recordid'],
    sources: [{ tags: '001', subfields: '' }],
  },
  publisher: {
    type: 'text',
    title: { fr: 'Éditeur', en: 'Publisher' },
    bib1: [1018, 1101],
    cql: ['dc.publisher', 'bib.publisher', 'bath.publisher'],
    sources: [
      { tags: '210', subfields: 'c' },
      { tags: '214', subfields: 'c' },
    ],
  },
  barcode: {
    type: 'identifier',
    title: { fr: "Code-barres d'exemplaire", en: 'Item barcode' },
    bib1: [1028, 8023],
    cql: ['bib.barcode'],
    sources: [],
    otherSources: ['item-barcode'],
  },
  library: {
    type: 'code',
    title: { fr: 'Bibliothèque (code)', en: 'Library (code)' },
    bib1: [1044, 56, 1033],
    cql: ['bib.library', 'bath.possessingInstitution'],
    sources: [],
    otherSources: ['item-home-library'],
    facet: 'values',
  },
  carrier: {
    type: 'code',
    title: { fr: 'Type de document', en: 'Document type' },
    bib1: [1031, 1001, 1034, 1103],
    cql: ['dc.type', 'bib.doctype', 'bib.carrier'],
    sources: [],
    otherSources: ['carrier'],
    facet: 'values',
  },
};

/** Index by its CQL name in lower case (`dc.title`, `cql.serverchoice`), undefined when there is none. CQL 1.2: names ignore case. */
export function indexByCqlName(set: ContextSet, name: string): IndexName | undefined {
  return byCqlName.get(`${set}.${name}`.toLowerCase());
}

/** Index by Bib-1 use attribute, undefined when there is none. */
export function indexByUseAttribute(use: number): IndexName | undefined {
  return byUseAttribute.get(use);
}

const byCqlName = new Map(
  indexNames.flatMap((index) => indexes[index].cql.map((name) => [name.toLowerCase(), index] as const)),
);
const byUseAttribute = new Map(indexNames.flatMap((index) => indexes[index].bib1.map((use) => [use, index] as const)));
