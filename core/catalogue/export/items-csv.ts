import type { Item } from '../../circulation/entities.ts';
import type { NetworkLibrary } from '../../network/network.ts';
import type { BibRecord, DerivedFields } from '../record.ts';

/** An item with what a row says beside it. */
export interface ItemRow {
  readonly item: Item;
  readonly record: BibRecord;
  readonly derived: DerivedFields;
  readonly libraryOf: (id: number) => Pick<NetworkLibrary, 'code' | 'name'>;
}

/** Headings and what stands under each. Semicolons, quotes and a byte order mark: what French spreadsheets open. */
const columns: readonly (readonly [heading: string, value: (row: ItemRow) => string])[] = [
  ['Code-barres', ({ item }) => item.barcode],
  ['Bibliothèque', ({ item, libraryOf }) => libraryOf(item.homeLibraryId).code],
  ['Se trouve à', ({ item, libraryOf }) => libraryOf(item.holdingLibraryId).code],
  ['Type', ({ item }) => item.type],
  ['Localisation', ({ item }) => item.location],
  ['Cote', ({ item }) => item.callNumber],
  ['Volume', ({ item }) => item.volume],
  ["Numéro d'inventaire", ({ item }) => item.inventoryNo],
  ['État', ({ item }) => item.status],
  ['Empruntable', ({ item }) => (item.loanable ? 'oui' : 'non')],
  ['Âge minimal', ({ item }) => (item.minAge === null ? '' : String(item.minAge))],
  ['Prêté par', ({ item, libraryOf }) => (item.ownerLibraryId === null ? '' : libraryOf(item.ownerLibraryId).code)],
  ['À rendre le', ({ item }) => item.returnToOwnerOn ?? ''],
  ['Note publique', ({ item }) => item.notes.public],
  ['Note interne', ({ item }) => item.notes.staff],
  ['Notice', ({ record }) => record.controlNumber],
  ["Numéro d'origine", ({ record }) => `(${record.source})${record.sourceId}`],
  ['Titre', ({ derived }) => derived.title],
  ['Auteurs', ({ derived }) => derived.authors.join(' ; ')],
  ['ISBN', ({ derived }) => derived.isbn13.join(' ')],
  ['Année', ({ derived }) => (derived.year === null ? '' : String(derived.year))],
];

/** The first line of the file. */
export const itemsCsvHead = `\ufeff${spreadsheetLine(columns.map(([heading]) => heading))}`;

/** One line. */
export function itemCsvLine(row: ItemRow): string {
  return spreadsheetLine(columns.map(([, value]) => value(row)));
}

/** A line for French spreadsheets: semicolons, every cell quoted, none taken for a formula. */
export function spreadsheetLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(';')}\r\n`;
}

/** A spreadsheet must not take a text for a formula: an apostrophe goes before what could begin one. */
export function harmless(cell: string): string {
  return /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}
