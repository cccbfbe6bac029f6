import { hash } from 'node:crypto';
import type { Carrier } from '../catalogue/record.ts';
import { controlValue, dataField, dataFields, subfield, subfields } from '../marc/field.ts';
import { isDataField, type DataField, type MarcRecord } from '../marc/record.ts';
import {
  authorKey,
  editionKey,
  pagesOf,
  permanentIds,
  publisherKey,
  publisherNumberKey,
  titleKey,
  volumeKey,
} from './normalise.ts';

/** What a record is matched by: pure functions of its UNIMARC, empty where it does not say. */
export interface MatchFacts {
  /** Permanent identifiers: `bnf:…`, `ark:…`, `ppn:…`. */
  readonly ids: readonly string[];
  readonly isbn: readonly string[];
  readonly ean: readonly string[];
  readonly issn: readonly string[];
  /** Publisher's numbers with their label. */
  readonly numbers: readonly string[];
  readonly title: string;
  readonly author: string;
  /** 7xx $3 of the first author. */
  readonly authority: string;
  readonly year: number | null;
  readonly publisher: string;
  readonly volume: string;
  /** Pages of a book in one volume. */
  readonly pages: number | null;
  /** Statement of edition, the first one left out. */
  readonly edition: string;
  readonly carrier: CarrierClass;
  readonly language: string;
  /** Same for every edition and carrier of one work. */
  readonly work: string;
}

/** Carriers as a reader tells them apart: two of different classes never merge by themselves. */
export type CarrierClass = Exclude<Carrier, 'comic' | 'image'>;

/** Which class each carrier is of: whether a book of pictures is catalogued as a comic depends on the cataloguer. */
export const carrierClasses: Record<Carrier, CarrierClass> = {
  book: 'book',
  comic: 'book',
  image: 'book',
  'large-print': 'large-print',
  score: 'score',
  map: 'map',
  'audio-book': 'audio-book',
  music: 'music',
  video: 'video',
  electronic: 'electronic',
  game: 'game',
  kit: 'kit',
  serial: 'serial',
  object: 'object',
};

/** What is already known of a record when its facts are read (core/marc/derive.ts). */
export interface KnownFacts {
  readonly isbn13: readonly string[];
  readonly ean: readonly string[];
  readonly issn: readonly string[];
  readonly year: number | null;
  readonly language: string;
  readonly carrier: Carrier;
  readonly workKey: string;
}

/** Reads from a record what it is matched by. Never throws. */
export function matchFacts(record: MarcRecord, known: KnownFacts): MatchFacts {
  const author = firstAuthor(record);
  const title = dataField(record, '200');
  return {
    ids: idsOf(record),
    isbn: known.isbn13,
    ean: known.ean.filter((ean) => !known.isbn13.includes(ean)),
    issn: known.issn,
    numbers: numbersOf(record),
    title: title ? titleKey(titlesOf(title)) : '',
    author: author ? authorKey(subfield(author, 'a')) : '',
    authority: author ? subfield(author, '3').trim() : '',
    year: known.year,
    publisher: publisherKey(publisherOf(record)),
    volume: volumeOf(record),
    pages: pagesOf(subfield(dataField(record, '215'), 'a')),
    edition: editionKey(subfield(dataField(record, '205'), 'a')),
    carrier: carrierClasses[known.carrier],
    language: known.language,
    work: known.workKey,
  };
}

export const keyKinds = ['id', 'isbn', 'ean', 'issn', 'number', 'work', 'title', 'start'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** Longest value of a key, in characters. */
export const longestKey = 100;

/**
 * Under which keys a record is found by others that may be the same, each as `kind:value`: its numbers, its work, its title
 * when it tells enough, for an author left out or typed otherwise, and how its author and title begin, for a title that
 * somebody typed otherwise.
 */
export function keysOf(facts: MatchFacts): string[] {
  const keys = [
    ...facts.ids.map((id) => `id:${id}`),
    ...facts.isbn.map((isbn) => `isbn:${isbn}`),
    ...facts.ean.map((ean) => `ean:${ean}`),
    ...facts.issn.map((issn) => `issn:${issn}`),
    ...facts.numbers.map((number) => `number:${number}`),
  ].filter((key) => key.length <= longestKey);
  if (facts.work.length > 1) keys.push(`work:${digest(facts.work)}`);
  if (isTelling(facts.title)) keys.push(`title:${digest(facts.title)}`);
  if (facts.author !== '' && facts.title !== '') {
    keys.push(`start:${facts.author.slice(0, 20)}/${facts.title.replaceAll(' ', '').slice(0, 6)}`);
  }
  return [...new Set(keys)];
}

/** A title that two works hardly share: three words or more, of fifteen letters together. */
export function isTelling(title: string): boolean {
  const second = title.indexOf(' ', title.indexOf(' ') + 1);
  return title.length >= 15 && second > 0 && second !== title.indexOf(' ');
}

/** Value under which the records of one work are found. */
export function workValue(workKey: string): string {
  return digest(workKey);
}

function digest(text: string): string {
  return hash('sha1', text, 'base64url').slice(0, 16);
}

/** 700 or 710 (720 of a family), else the first of the others who made it; translators (702) never. */
function firstAuthor(record: MarcRecord): DataField | null {
  for (const tag of ['700', '710', '720', '701', '711', '721']) {
    const field = dataFields(record, tag).find((one) => subfield(one, 'a').trim() !== '');
    if (field) return field;
  }
  return null;
}

/** The first title proper and its other title information. */
function titlesOf(field: DataField): string[] {
  const title = subfield(field, 'a');
  return [title, ...field.subfields.filter(({ code }) => code === 'e').map(({ value }) => value)];
}

function idsOf(record: MarcRecord): string[] {
  const texts = [
    controlValue(record, '001') ?? '',
    controlValue(record, '003') ?? '',
    ...subfields(record, '033', 'a'),
    ...subfields(record, '035', 'a'),
  ];
  return [...new Set(texts.flatMap(permanentIds))];
}

/** 071: $a number, $b label. */
function numbersOf(record: MarcRecord): string[] {
  const numbers = dataFields(record, '071').map((field) =>
    publisherNumberKey(subfield(field, 'a'), subfield(field, 'b')),
  );
  return [...new Set(numbers.filter((number) => number !== ''))];
}

/** The first publisher of 214 (of publication, not of printing nor copyright) or 210. */
function publisherOf(record: MarcRecord): string {
  for (const field of record.fields) {
    if (!isDataField(field) || (field.tag !== '210' && field.tag !== '214')) continue;
    if (field.tag === '214' && !' 0#'.includes(field.ind2)) continue;
    const name = subfield(field, 'c');
    if (name.trim() !== '') return name;
  }
  return '';
}

/** 200 $h or $v, else 461 $v. */
function volumeOf(record: MarcRecord): string {
  const title = dataField(record, '200');
  const texts = [subfield(title, 'h'), subfield(title, 'v'), subfield(dataField(record, '461'), 'v')];
  return volumeKey(texts.find((text) => text.trim() !== '') ?? '');
}
