import type { ItemType } from '../../circulation/entities.ts';
import type { DataField, MarcField, MarcRecord } from '../../marc/record.ts';
import type { Words } from '../../unimarc-rules/rule.ts';
import type { Carrier } from '../record.ts';

/** A document type, and how a new record of it begins. */
export interface RecordTemplate {
  readonly code: string;
  readonly label: Words;
  /** What the record of this template is, and what its copies are lent as. */
  readonly carrier: Carrier;
  readonly itemType: ItemType;
  /** Leader 5 to 8. */
  readonly leader: string;
  /** Fields beside 001, 100, 101, 102, 200, 214 and 801. */
  readonly fields: readonly DataField[];
  /** 100 $a: type of date and audience. */
  readonly dateType: string;
  readonly audience: string;
}

/** What a new record begins with; the rest is for the cataloguer. */
export interface NewRecordFacts {
  readonly title: string;
  /** ISO 639-2. */
  readonly language: string;
  readonly year: number;
  /** UTC milliseconds. */
  readonly at: number;
}

const field = (tag: string, ...pairs: readonly string[]): DataField => ({
  tag,
  ind1: ' ',
  ind2: ' ',
  subfields: pairs.map((pair) => ({ code: pair[0]!, value: pair.slice(1) })),
});

/** 181, 182 and 183 in the RDA coding. */
const types = (content: string, media: string, carrier: string): DataField[] => [
  field('181', '6z01', `c${content}`, '2rdacontent'),
  field('182', '6z01', `c${media}`, '2rdamedia'),
  field('183', '6z01', `a${carrier}`, '2RDAfrCarrier'),
];
const printed = types('txt', 'n', 'nga');
const disc = field('126', `a${'aub'.padEnd(15)}`);
const book = field('105', 'aa   z   00|||');

/** Every document type of the network. */
export const recordTemplates: readonly RecordTemplate[] = [
  template('book', ['Livre', 'Book'], 'book', 'BOOK', 'nam0', [book, field('106', 'ar'), ...printed, field('215', 'a1 vol.')]),
  template('comic', ['Bande dessinée', 'Comic'], 'comic', 'COMIC', 'nam0', [
    field('105', 'aa   t   00|||'), field('106', 'ar'), ...types('sti', 'n', 'nga'), field('215', 'a1 vol.'), field('608', 'aBandes dessinées', '2rameau'),
  ]),
  template('large-print', ['Livre en gros caractères', 'Large print'], 'large-print', 'LARGE_PRINT', 'nam0', [
    book, field('106', 'ad'), ...printed, field('215', 'a1 vol.'), field('300', 'aGros caractères'),
  ]),
  template('audio-book', ['Livre audio', 'Audio book'], 'audio-book', 'AUDIO_BOOK', 'nim0', [
    disc, ...types('spw', 's', 'sd'), field('215', 'a1 disque compact'),
  ]),
  template('cd', ['Disque compact', 'CD'], 'music', 'CD', 'njm0', [
    disc, ...types('prm', 's', 'sd'), field('215', 'a1 disque compact'),
  ]),
  template('dvd', ['DVD, Blu-ray', 'DVD, Blu-ray'], 'video', 'DVD', 'ngm0', [
    field('115', 'ac   ba         '), ...types('tdi', 'v', 'vd'), field('215', 'a1 DVD'),
  ]),
  template('video-game', ['Jeu vidéo', 'Video game'], 'game', 'GAME', 'nlm0', [
    ...types('cop', 'c', 'cd'), field('215', 'a1 jeu vidéo'),
  ]),
  template('board-game', ['Jeu de société', 'Board game'], 'game', 'GAME', 'nrm0', [
    ...types('tdf', 'n', 'nr'), field('215', 'a1 jeu de société'),
  ]),
  template('serial', ['Revue, journal', 'Serial'], 'serial', 'MAGAZINE', 'nas0', [
    field('110', 'aauu||||0||0'), ...printed, field('326', 'aPériodicité à préciser'), field('215', 'avol.'),
  ], 'a'),
  template('e-book', ['Livre numérique', 'E-book'], 'electronic', 'KIT', 'nam0', [
    book, field('106', 'as'), ...types('txt', 'c', 'ceb'), field('215', 'a1 livre numérique'),
  ]),
  template('score', ['Partition', 'Score'], 'score', 'SCORE', 'ncm0', [...types('ntm', 'n', 'nga'), field('215', 'a1 partition')]),
  template('map', ['Carte, plan', 'Map'], 'map', 'MAP', 'nem0', [...types('cri', 'n', 'nb'), field('215', 'a1 carte')]),
  template('kit', ['Malle, ensemble', 'Kit'], 'kit', 'KIT', 'nmm0', [...types('txt', 'n', 'nga'), field('215', 'a1 malle')]),
]; // prettier-ignore

function template(
  code: string,
  [fr, en]: readonly [string, string],
  carrier: Carrier,
  itemType: ItemType,
  leader: string,
  fields: readonly DataField[],
  dateType = 'd',
): RecordTemplate {
  return { code, label: { fr, en }, carrier, itemType, leader, fields, dateType, audience: 'm' };
}

/** A new record of this type: valid as it stands, its control number left to the catalogue. */
export function recordFromTemplate(type: RecordTemplate, { title, language, year, at }: NewRecordFacts): MarcRecord {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
  const dates = type.dateType === 'a' ? `${year}9999` : `${year}    `;
  const general = `${day}${type.dateType}${dates}${type.audience}  y0frey50      ba`;
  const fields: MarcField[] = [
    field('100', `a${general}`),
    { ...field('101', `a${language}`), ind1: '0' },
    field('102', 'aFR'),
    { ...field('200', `a${title}`), ind1: '1' },
    { ...field('214', `d${year}`), ind2: '0' },
    { ...field('801', 'aFR', 'bCALL', `c${day}`), ind2: '0' },
    ...type.fields,
  ];
  const sorted = fields.toSorted((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0));
  // Leader 17 blank: full level.
  return { leader: `00000${type.leader} 2200000   450 `, fields: sorted };
}
