import type { Item } from '../../circulation/entities.ts';
import { refused, type Refused } from '../../outcome.ts';
import type { ItemDescription } from '../../ports/cataloguing.ts';
import type { Work } from '../../ports/store.ts';
import type { NetworkRules } from '../rules/network-rules.ts';
import type { CopyEdit } from './entities.ts';

/** Longest barcode a label bears, and longest text of one field of a copy, in characters. */
const longestBarcode = 100;
const longestText = 250;

/** The description of a copy after an edit: texts trimmed, what is left out kept. */
export function described(item: ItemDescription, edit: CopyEdit): ItemDescription {
  const text = (given: string | undefined, kept: string) => (given === undefined ? kept : given.trim());
  return {
    barcode: text(edit.barcode, item.barcode),
    type: edit.type ?? item.type,
    location: text(edit.location, item.location),
    callNumber: text(edit.callNumber, item.callNumber),
    volume: text(edit.volume, item.volume),
    inventoryNo: text(edit.inventoryNo, item.inventoryNo),
    loanable: edit.loanable ?? item.loanable,
    minAge: edit.minAge === undefined ? item.minAge : edit.minAge,
    notes: { ...item.notes, ...edit.notes },
    homeLibraryId: item.homeLibraryId,
    holdingLibraryId: item.holdingLibraryId,
  };
}

/** Which parts of the description differ. */
export function changedParts(before: ItemDescription, after: ItemDescription): string[] {
  return (Object.keys(after) as (keyof ItemDescription)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

/** Refuses values that the tables of the network do not know; those the copy already had are let be. Facts: the field. */
export function whyNotDescribed(
  before: ItemDescription | null,
  after: ItemDescription,
  rules: NetworkRules,
  libraryCode: string,
): Refused | null {
  const { barcode, type, location } = after;
  if (barcode === '' || barcode.length > longestBarcode || /\p{C}/u.test(barcode)) {
    return refused('item-not-valid', { field: 'barcode' });
  }
  for (const field of ['location', 'callNumber', 'volume', 'inventoryNo'] as const) {
    if (after[field].length > longestText || /\p{Cc}/u.test(after[field])) return refused('item-not-valid', { field });
  }
  const row = rules.itemTypes.find(({ code }) => code === type);
  if (before?.type !== type && !row?.active) return refused('item-not-valid', { field: 'type', value: type });
  const places = rules.locations.filter(({ library }) => library === null || library === libraryCode);
  const known = places.some(({ code, active }) => code === location && active);
  if (rules.locations.length > 0 && before?.location !== location && !known) {
    return refused('item-not-valid', { field: 'location', value: location });
  }
  return null;
}

/** A barcode names one copy of the network, and neither a card nor, by alias, another copy. */
export async function whyNotThisBarcode(work: Work, barcode: string, own: Item | null): Promise<Refused | null> {
  const holder = (await work.items.findByBarcodes([barcode])).get(barcode);
  if (holder && holder.id !== own?.id) return refused('barcode-taken', { by: 'item' });
  if ((await work.items.cardsAmong([barcode])).size > 0) return refused('barcode-taken', { by: 'card' });
  if (own && own.barcode.toUpperCase() === barcode.toUpperCase()) return null;
  if ((await work.cataloguing.aliasesAmong([barcode])).size > 0) return refused('barcode-taken', { by: 'alias' });
  return null;
}
