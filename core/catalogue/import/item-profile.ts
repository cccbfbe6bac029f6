import type { ItemType } from '../../circulation/entities.ts';
import { documentType } from '../holdings-995.ts';
import type { Carrier } from '../record.ts';

/** How one source system writes its items in its records: data, so that a new system needs no code. */
export interface ItemProfile {
  readonly name: string;
  /** The field that holds one item. Its indicators vary and are not read. */
  readonly tag: string;
  /** What each subfield is to us. Several codes are joined in their order. */
  readonly subfields: {
    readonly barcode: string;
    /** Prefix, number and suffix of the label, joined when `barcode` is missing. */
    readonly barcodeParts: string;
    /** Code of the library that owns the item. */
    readonly owner: string;
    readonly location: string;
    readonly callNumber: string;
    readonly volume: string;
    readonly inventoryNo: string;
    readonly documentType: string;
    readonly circulation: string;
  };
  /** Owner as written there (lower case) → code of a library of the network. Codes of the network need no row. */
  readonly libraries: Readonly<Record<string, string>>;
  /** Document type as written there (lower case) → ours. An unknown one is told by the carrier of the record. */
  readonly documentTypes: Readonly<Record<string, ItemType>>;
  /** Circulation category as written there (lower case) → what it changes. An unknown one changes nothing. */
  readonly circulation: Readonly<Record<string, { readonly type?: ItemType; readonly loanable: boolean }>>;
  /** Put before barcodes that do not begin by it: small systems all number from 1. */
  readonly barcodePrefix: string;
  /** Fields that are local to the source system and never shared. */
  readonly localTags: readonly string[];
}

const inPlace = { loanable: false } as const;

/** Recommandation 995 (ABF, ADBDP, FULBI, 1995), one 995 an item, as the public libraries' systems export it. */
export const recommandation995: ItemProfile = {
  name: 'recommandation-995',
  tag: '995',
  subfields: {
    barcode: 'f',
    barcodeParts: 'ghi',
    owner: 'b',
    location: 'e',
    callNumber: 'k',
    volume: 'l',
    inventoryNo: 'j',
    documentType: 'r',
    circulation: 'o',
  },
  libraries: {},
  documentTypes: {
    livre: 'BOOK', liv: 'BOOK', book: 'BOOK', doc: 'BOOK', rom: 'BOOK', alb: 'BOOK',
    gc: 'LARGE_PRINT', lgc: 'LARGE_PRINT', large_print: 'LARGE_PRINT',
    bd: 'COMIC', manga: 'COMIC', comic: 'COMIC',
    rev: 'MAGAZINE', revue: 'MAGAZINE', perio: 'MAGAZINE', per: 'MAGAZINE', magazine: 'MAGAZINE',
    la: 'AUDIO_BOOK', livaudio: 'AUDIO_BOOK', 'livre audio': 'AUDIO_BOOK', audio_book: 'AUDIO_BOOK',
    cd: 'CD', disque: 'CD', dc: 'CD',
    dvd: 'DVD', video: 'DVD', 'vidéo': 'DVD', bluray: 'DVD', 'blu-ray': 'DVD',
    jeu: 'GAME', jv: 'GAME', game: 'GAME',
    part: 'SCORE', partition: 'SCORE', score: 'SCORE',
    carte: 'MAP', map: 'MAP',
    malle: 'KIT', kit: 'KIT',
    usuel: 'REFERENCE', reference: 'REFERENCE',
  }, // prettier-ignore
  circulation: {
    // Koha's "not for loan" counts 1, 2, 3; others write the word.
    '1': inPlace, '2': inPlace, '3': inPlace, exclu: inPlace, consultation: inPlace, 'sur place': inPlace,
    usuel: { type: 'REFERENCE', loanable: false },
    reference: { type: 'REFERENCE', loanable: false },
  }, // prettier-ignore
  barcodePrefix: '',
  localTags: ['090', '099'],
};

/** As another Passerelle exports it (core/catalogue/holdings-995.ts): each document type is told by its own code. */
export const passerelle995: ItemProfile = {
  ...recommandation995,
  name: 'passerelle',
  documentTypes: Object.fromEntries(
    Object.entries(documentType)
      .filter(([type]) => type !== 'REFERENCE') // told by $o
      .map(([type, code]) => [code, type as ItemType]),
  ),
  circulation: {
    pret: { loanable: true },
    consultation: inPlace,
    usuel: { type: 'REFERENCE', loanable: false },
  },
  localTags: [],
};

/** The profiles a command can name. */
export const itemProfiles: Readonly<Record<string, ItemProfile>> = {
  [recommandation995.name]: recommandation995,
  [passerelle995.name]: passerelle995,
};

/** The first letter of a two-letter 995 $r is that of leader 6 (type of record). */
export const typeByLetter: Readonly<Record<string, ItemType>> = {
  a: 'BOOK',
  b: 'BOOK',
  c: 'SCORE',
  d: 'SCORE',
  e: 'MAP',
  f: 'MAP',
  g: 'DVD',
  i: 'AUDIO_BOOK',
  j: 'CD',
  m: 'KIT',
  r: 'GAME',
};

/** What a copy of a record is lent as when its own field does not say. */
export const typeByCarrier: Readonly<Record<Carrier, ItemType>> = {
  book: 'BOOK',
  'large-print': 'LARGE_PRINT',
  comic: 'COMIC',
  score: 'SCORE',
  map: 'MAP',
  'audio-book': 'AUDIO_BOOK',
  music: 'CD',
  video: 'DVD',
  image: 'BOOK',
  electronic: 'KIT',
  game: 'GAME',
  kit: 'KIT',
  serial: 'MAGAZINE',
  object: 'KIT',
};
