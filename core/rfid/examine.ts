import { mayHaveLoan, type Item } from '../circulation/entities.ts';
import type { Directory } from '../network/directory.ts';
import type { ItemSheet } from '../ports/reading.ts';
import type { Store } from '../ports/store.ts';
import type { ExaminedItem, ExaminedTag, ExaminedTags, ScannedTag, TagMismatch } from './desk.ts';
import { MalformedTag } from './malformed-tag.ts';
import { readTag } from './read-tag.ts';
import { afi, dsfid, typesOfUsage, type TagContent } from './tag.ts';

interface Read {
  readonly tag: ScannedTag;
  readonly content: TagContent | null;
  readonly fault: ExaminedTag['fault'];
  readonly sheet: ItemSheet | null;
  /** The item the chip is registered on. */
  readonly registered: string | null;
}

/** What lies on a reader, against the catalogue. */
export function examineTags({ store, directory }: { store: Store; directory: Directory }) {
  return async (tags: readonly ScannedTag[]): Promise<ExaminedTags> => {
    const read = await Promise.all(tags.map((tag) => look(store, tag)));
    return {
      tags: read.map((one) => ({
        uid: one.tag.uid,
        content: one.content,
        fault: one.fault,
        barcode: one.sheet?.item.barcode ?? null,
        mismatches: mismatches(one, directory),
      })),
      items: itemsFound(read),
    };
  };
}

async function look(store: Store, tag: ScannedTag): Promise<Read> {
  const { content, fault } = decoded(tag);
  const known = tag.uid === null ? null : await store.read.tags.byUid(tag.uid);
  // A wrong CRC proves nothing: the chip itself is then the better witness.
  const barcode = (fault === null && content?.primaryId) || known?.barcode;
  const sheet = barcode === undefined ? null : await store.read.item(barcode);
  return { tag, content, fault, sheet, registered: known?.barcode ?? null };
}

function decoded({ bytes, dsfid: format }: ScannedTag): Pick<Read, 'content' | 'fault'> {
  try {
    return { content: readTag(bytes, format), fault: null };
  } catch (error) {
    if (!(error instanceof MalformedTag)) throw error;
    return { content: error.read, fault: error.fault };
  }
}

function mismatches(read: Read, directory: Directory): TagMismatch[] {
  const { tag, content, fault, sheet, registered } = read;
  const found: TagMismatch[] = [];
  if (fault !== null) found.push('malformed');
  else if (content === null) found.push('blank');
  else found.push(...wrongContent(content, tag, sheet, directory));
  if (sheet) found.push(...wrongFamily(tag, sheet.item));
  if (tag.uid !== null && sheet) {
    if (registered === null) found.push('uid-not-registered');
    else if (registered !== sheet.item.barcode) found.push('uid-of-another-item');
  }
  return found;
}

function wrongContent(
  content: TagContent,
  tag: ScannedTag,
  sheet: ItemSheet | null,
  directory: Directory,
): TagMismatch[] {
  const found: TagMismatch[] = [];
  if (!sheet) found.push('barcode-unknown');
  const owner = directory.libraries().find(({ isil }) => isil && isil === content.owner);
  if (content.owner === null) found.push('owner-missing');
  else if (!owner) found.push('owner-of-another-network');
  else if (sheet && owner.id !== ownerOf(sheet.item)) found.push('owner-differs');
  const circulates = content.typeOfUsage === null || content.typeOfUsage === typesOfUsage.circulation;
  if (sheet && circulates !== sheet.item.loanable && content.typeOfUsage !== null) found.push('usage-differs');
  const written = content.model === 'basic-block' ? dsfid.basicBlock : dsfid.objects;
  if (tag.dsfid !== null && tag.dsfid !== written) found.push('format-differs');
  return found;
}

function wrongFamily(tag: ScannedTag, item: Item): TagMismatch[] {
  if (tag.afi === null) return [];
  if (tag.afi === afi.inStock) return mayHaveLoan(item) ? ['afi-in-stock-while-on-loan'] : [];
  if (tag.afi === afi.onLoan) return mayHaveLoan(item) ? [] : ['afi-on-loan-while-in-stock'];
  return ['afi-unknown'];
}

/** The library whose identifier stands on the tag of a document. */
export function ownerOf(item: Item): number {
  return item.ownerLibraryId ?? item.homeLibraryId;
}

function itemsFound(read: readonly Read[]): ExaminedItem[] {
  const byItem = Map.groupBy(
    read.filter(({ sheet }) => sheet !== null),
    ({ sheet }) => sheet!.item.id,
  );
  return [...byItem.values()].map((ofItem) => {
    const { item, title } = ofItem[0]!.sheet!;
    const said = new Set(ofItem.map(({ content }) => content?.parts ?? 1));
    const parts = said.size === 1 ? [...said][0]! : null;
    // The same tag may be given twice; what part it says it is cannot be trusted to tell two tags apart.
    const found = new Set(ofItem.map(({ tag }, index) => tag.uid ?? `nameless ${index}`)).size;
    const complete =
      parts === null || ofItem.some(({ fault }) => fault !== null) ? 'unknown' : found === parts ? 'yes' : 'no';
    return { item, title, found, parts, complete };
  });
}
