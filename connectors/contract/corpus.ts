import { ordinaryCopy, type Item } from '../../core/circulation/entities.ts';
import { encode } from '../../core/marc/iso2709.ts';
import type { DataField, MarcField, MarcRecord } from '../../core/marc/record.ts';
import type { SearchDocument } from '../../core/ports/search-index.ts';

/** A field written as a cataloguer types it: `200 1 $aLes Misérables$fVictor Hugo`, blanks of indicators as they are. */
export function field(text: string): DataField {
  const [head, ...subfields] = text.split('$');
  return {
    tag: head!.slice(0, 3),
    ind1: head![4] ?? ' ',
    ind2: head![5] ?? ' ',
    subfields: subfields.map((subfield) => ({ code: subfield[0]!, value: subfield.slice(1) })),
  };
}

/** A document ready for an index: a record of these fields under this number, and items of these libraries. */
export function document(id: number, fields: readonly MarcField[], libraries: readonly number[] = []): SearchDocument {
  const controlNumber = `PAS${String(id).padStart(10, '0')}`;
  const record: MarcRecord = {
    leader: '00000cam0 2200000   450 ',
    fields: [{ tag: '001', value: controlNumber }, ...fields],
  };
  return {
    record: {
      id,
      controlNumber,
      source: 'corpus',
      sourceId: String(id),
      status: 'LIVE',
      mergedIntoId: null,
      marc: encode(record),
      hash: '',
      createdAt: 0,
      updatedAt: id,
    },
    items: libraries.map((libraryId, at) => item(id * 100 + at, id, libraryId)),
  };
}

function item(id: number, recordId: number, libraryId: number): Item {
  return {
    id,
    barcode: String(30_000_000 + id),
    recordId,
    homeLibraryId: libraryId,
    holdingLibraryId: libraryId,
    type: 'BOOK',
    location: '',
    callNumber: '',
    status: 'AVAILABLE',
    statusSince: 0,
    loanable: true,
    volume: '',
    inventoryNo: '',
    ...ordinaryCopy,
  };
}

/** Codes of the libraries of the corpus. */
export const libraryCode = (id: number): string => ['', 'LENS', 'AVION', 'LIEVIN'][id] ?? `L${id}`;

/** 100 $a of a monograph published this year. */
export function published(year: number): DataField {
  return field(`100   $a20200101d${year}    m  y0frey50      ba`);
}

/** A shelf of French works, each number a test may name. */
export const shelf = {
  ecole: document(
    1,
    [
      field('010   $a978-2-07-044997-2$d3,50 EUR'),
      published(1663),
      field('101 0 $afre'),
      field("200 1 $aL'École des femmes$fMolière"),
      field('210   $aParis$cGallimard'),
      field('606   $aThéâtre français'),
      field('700  1$aMolière'),
    ],
    [1, 2],
  ),
  miserables: document(
    2,
    [
      field('010   $a2-253-09633-4'),
      published(1862),
      field('101 0 $afre'),
      field('200 1 $a\u0098Les \u009cMisérables$fVictor Hugo'),
      field('210   $aParis$cLe Livre de poche'),
      field('606   $aRoman$xHistoire'),
      field('700  1$aHugo$bVictor'),
    ],
    [1],
  ),
  oeuvres: document(3, [
    published(1950),
    field('200 1 $aŒuvres complètes$eThéâtre et poésie$fVictor Hugo'),
    field('210   $aParis$cGallimard'),
    field('700  1$aHugo$bVictor'),
  ]),
  critique: document(4, [
    published(1663),
    field("200 1 $a\u0098La \u009cCritique de l'école des femmes$fMolière"),
    field('700  1$aMolière'),
  ]),
  femmes: document(5, [
    published(1671),
    field('200 1 $aLes Femmes savantes$fMolière'),
    field('606   $aFemmes$xHistoire'),
    field('700  1$aMolière'),
  ]),
  histoire: document(
    6,
    [
      field('011   $a0395-2037'),
      published(2001),
      field('200 1 $aHistoire des femmes en Occident$fGeorges Duby, Michelle Perrot'),
      field('215   $a5 vol.'),
      field('606   $aFemmes$xHistoire'),
      field('700  1$aDuby$bGeorges'),
      field('701  1$aPerrot$bMichelle'),
    ],
    [3],
  ),
  voyage: document(7, [
    field('073  0$a3760123456784'),
    published(1873),
    field('200 1 $aLe Tour du monde en quatre-vingts jours$fJules Verne'),
    field('700  1$aVerne$bJules'),
  ]),
  anonyme: document(8, [field('200 1 $aCombined statement of receipts')]),
} satisfies Record<string, SearchDocument>;
