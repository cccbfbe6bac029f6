import type { Carrier } from '../catalogue/record.ts';
import { isDataField, type MarcRecord } from './record.ts';

/**
 * What carries the work. Leader 6 says the kind; what says more about the carrier wins over it: content, media and
 * carrier types (181-183), physical form (106), coded data (105), the words of 200 $b and of the extent (215 $a), form
 * headings (608). Items (995 $r) have their own type and are not asked: the record must say it alone.
 */
export function carrierOf(record: MarcRecord): Carrier {
  const facts = factsOf(record);
  for (const [carrier, says] of rules) if (says(facts)) return carrier;
  return 'book';
}

interface Facts {
  /** Leader 6 and 7. */
  readonly type: string;
  readonly level: string;
  /** 106 $a: d large print, s electronic. */
  readonly form: string;
  /** 105 $a 4-7: t comic strips. */
  readonly contents: string;
  /** 181 $a$c: ISBD content form or RDA content code. */
  readonly content: string;
  /** 182 $a$c: ISBD or RDA media code. */
  readonly media: string;
  /** 183 $a. */
  readonly carrier: string;
  /** 200 $b and 215 $a, lower case. */
  readonly words: string;
  /** 608 $a, lower case; 606 says what the work is about, which may be comics or games. */
  readonly genre: string;
}

/** In one look over the fields: this is asked of every record that is indexed, listed or given out. */
function factsOf(record: MarcRecord): Facts {
  const said: Record<'words' | 'content' | 'media' | 'carrier' | 'genre', string> = {
    ...{ words: '', content: '', media: '', carrier: '', genre: '' },
  };
  let [form, contents] = [null as string | null, null as string | null];
  for (const field of record.fields) {
    const asked = askedOf[field.tag];
    if (!asked || !isDataField(field)) continue;
    for (const { code, value } of field.subfields) {
      if (!asked.codes.includes(code)) continue;
      if (asked.says === 'form') form ??= value;
      else if (asked.says === 'contents') contents ??= value.slice(4, 8);
      else said[asked.says] += ` ${value.toLowerCase()}`;
    }
  }
  const { leader } = record;
  return { type: leader[6] ?? 'a', level: leader[7] ?? 'm', form: form ?? '', contents: contents ?? '', ...said };
}

const askedOf: Readonly<Record<string, { readonly says: Exclude<keyof Facts, 'type' | 'level'>; readonly codes: string }>> = {
  '105': { says: 'contents', codes: 'a' },
  '106': { says: 'form', codes: 'a' },
  '181': { says: 'content', codes: 'ac' },
  '182': { says: 'media', codes: 'ac' },
  '183': { says: 'carrier', codes: 'a' },
  '200': { says: 'words', codes: 'b' },
  '215': { says: 'words', codes: 'a' },
  '608': { says: 'genre', codes: 'a' },
}; // prettier-ignore

const hasCode = (codes: string, ...wanted: string[]) =>
  codes !== '' && codes.split(/[\s#]+/).some((code) => wanted.includes(code));
const isText = ({ type }: Facts) => type === 'a' || type === 'b';

/** In this order: the first that holds. */
const rules: readonly (readonly [Carrier, (facts: Facts) => boolean])[] = [
  ['electronic', (f) => f.type === 'l' && !/jeu vid|cartouche|console/.test(f.words)],
  [
    'electronic',
    (f) => /ressource électronique|livre numérique|en ligne/.test(f.words) || hasCode(f.carrier, 'cr', 'ceb'),
  ],
  [
    'electronic',
    (f) => isText(f) && (f.form.startsWith('s') || (hasCode(f.media, 'c', 'b') && !hasCode(f.media, 'n'))),
  ],
  [
    'game',
    (f) => /jeu vid|jeu de soci|console/.test(f.words) || (f.type === 'r' && /\bjeux?\b/.test(`${f.words} ${f.genre}`)),
  ],
  [
    'audio-book',
    (f) => f.type === 'i' || /livre audio|texte enregistré|livre lu/.test(f.words) || hasCode(f.content, 'spw', 'h'),
  ],
  ['music', (f) => f.type === 'j' || hasCode(f.content, 'prm')],
  ['video', (f) => f.type === 'g' || /\b(?:dvd|vidéo|blu-ray)/.test(f.words) || hasCode(f.content, 'tdi')],
  ['score', (f) => f.type === 'c' || f.type === 'd' || hasCode(f.content, 'ntm')],
  ['map', (f) => f.type === 'e' || f.type === 'f' || hasCode(f.content, 'cri')],
  ['image', (f) => f.type === 'k'],
  ['kit', (f) => f.type === 'm'],
  ['object', (f) => f.type === 'r'],
  ['serial', (f) => f.level === 's'],
  ['large-print', (f) => f.form.startsWith('d') || /gros caract|grands caract/.test(f.words)],
  ['comic', (f) => f.contents.includes('t') || /bandes? dessinée|manga/.test(f.genre)],
];
