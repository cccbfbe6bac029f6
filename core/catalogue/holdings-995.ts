import type { Item, ItemType } from '../circulation/entities.ts';
import type { DataField, MarcRecord } from '../marc/record.ts';
import type { NetworkLibrary } from '../network/network.ts';

/**
 * A record with its holdings as they are now: every 995 it came with gives way to one per item (Recommandation 995),
 * in order of library and barcode. Items that are withdrawn are not shown.
 */
export function withHoldings(record: MarcRecord, items: readonly ShownCopy[], libraryOf: LibraryOf): MarcRecord {
  const { leader, fields } = withoutHoldings(record);
  return { leader, fields: [...fields, ...holdingsOf(items, libraryOf)] };
}

/** What a 995 says of a copy, and where it stands. */
export type ShownCopy = Pick<
  Item,
  | 'barcode' | 'homeLibraryId' | 'holdingLibraryId' | 'type' | 'location' | 'callNumber' | 'status' | 'loanable' | 'volume' | 'inventoryNo'
  | 'ownerLibraryId' | 'returnToOwnerOn'
> & { readonly notes: Pick<Item['notes'], 'public'> }; // prettier-ignore

/** A record without the holdings it came with. */
export function withoutHoldings(record: MarcRecord): MarcRecord {
  return { leader: record.leader, fields: record.fields.filter(({ tag }) => tag !== '995') };
}

/** One 995 per item that is not withdrawn, in order of library and barcode. */
export function holdingsOf(items: readonly ShownCopy[], libraryOf: LibraryOf): DataField[] {
  const shown = items.filter((item) => item.status !== 'WITHDRAWN');
  if (shown.length > 1) {
    const codes = new Map(shown.map((item) => [item.homeLibraryId, libraryOf(item.homeLibraryId).code]));
    shown.sort(
      (one, other) =>
        compare(codes.get(one.homeLibraryId)!, codes.get(other.homeLibraryId)!) || compare(one.barcode, other.barcode),
    );
  }
  return shown.map((item) => holding(item, libraryOf));
}

/** What the 995 of these items say, in short: while it stays the same, so do they. */
export function holdingsKey(items: readonly ShownCopy[], libraryOf: LibraryOf): string {
  let key = '';
  for (const item of items) {
    if (item.status === 'WITHDRAWN') continue;
    const { code, name } = libraryOf(item.homeLibraryId);
    key += `${code}\u001f${name}\u001f${item.location}\u001f${item.barcode}\u001f${item.inventoryNo}\u001f${item.callNumber}\u001f${item.volume}\u001f`;
    key += `${item.type}\u001f${item.loanable ? 'lent' : 'kept'}\u001f${item.notes.public}\u001f`;
    if (item.ownerLibraryId === null) continue;
    const lender = libraryOf(item.ownerLibraryId);
    key += `of ${lender.code}\u001f${lender.name}\u001f${item.returnToOwnerOn ?? ''}\u001f`;
  }
  return key;
}

type LibraryOf = (id: number) => Pick<NetworkLibrary, 'code' | 'name'>;

/**
 * 995 $a owner, $b its code, $c $d who lent the lot it belongs to and $n when it goes back, $e location, $f barcode,
 * $j inventory number, $k call number, $l volume, $o circulation, $r document type, $u note.
 */
function holding(item: ShownCopy, libraryOf: LibraryOf): DataField {
  const library = libraryOf(item.homeLibraryId);
  const lender = item.ownerLibraryId === null ? null : libraryOf(item.ownerLibraryId);
  const subfields: { code: string; value: string }[] = [];
  const add = (code: string, value: string): void => {
    if (value !== '') subfields.push({ code, value });
  };
  add('a', library.name);
  add('b', library.code);
  add('c', lender?.name ?? '');
  add('d', lender?.code ?? '');
  add('e', item.location);
  add('f', item.barcode);
  add('j', item.inventoryNo);
  add('k', item.callNumber);
  add('l', item.volume);
  add('n', (lender && item.returnToOwnerOn?.replaceAll('-', '')) ?? '');
  add('o', item.type === 'REFERENCE' ? 'usuel' : item.loanable ? 'pret' : 'consultation');
  add('r', documentType[item.type]);
  add('u', item.notes.public);
  return { tag: '995', ind1: ' ', ind2: ' ', subfields };
}

/** 995 $r: the letter of leader 6 (a text, c score, e map, g video, i speech, j music, m kit, r object), then ours. */
export const documentType: Readonly<Record<ItemType, string>> = {
  BOOK: 'am',
  LARGE_PRINT: 'ag',
  COMIC: 'bd',
  MAGAZINE: 'as',
  AUDIO_BOOK: 'im',
  CD: 'jm',
  DVD: 'gm',
  GAME: 'rj',
  SCORE: 'cm',
  MAP: 'em',
  KIT: 'mm',
  REFERENCE: 'am',
};

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
