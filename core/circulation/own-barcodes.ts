import type { Circulation } from '../library.ts';
import type { Directory } from '../network/directory.ts';
import type { Post } from '../network/post.ts';
import type { Store } from '../ports/store.ts';

/** What finds a document by the barcode a library knows it by. */
export interface OwnBarcodes {
  /**
   * The barcode over the network of what was scanned at a library. There a number that two libraries had given may still
   * be on the label of the one that had to change: it is looked at first, where there is any.
   */
  of(scanned: string, at: Pick<Post, 'libraryId'>): Promise<string>;
}

export function ownBarcodes({ store, directory }: { store: Store; directory: Directory }): OwnBarcodes {
  return {
    async of(scanned, { libraryId }) {
      if (!directory.hasAliases(libraryId)) return scanned;
      return (await store.read.migration.aliased(libraryId, scanned)) ?? scanned;
    },
  };
}

/** The acts of circulation, each on the document that bears the barcode scanned in its own library. */
export function atOwnBarcodes(acts: Circulation, barcodes: OwnBarcodes): Circulation {
  const meant = async <Request extends { readonly itemBarcode: string; readonly device: Post }>(request: Request) => {
    const itemBarcode = await barcodes.of(request.itemBarcode, request.device);
    return itemBarcode === request.itemBarcode ? request : { ...request, itemBarcode };
  };
  return {
    ...acts,
    checkOut: async (request) => acts.checkOut(await meant(request)),
    checkIn: async (request) => acts.checkIn(await meant(request)),
    renew: async (request) => acts.renew(await meant(request)),
    undo: async (request) => acts.undo(await meant(request)),
    noteProperties: async (request) => acts.noteProperties(await meant(request)),
    changeItemStatus: async (request) => acts.changeItemStatus(await meant(request)),
    item: async (barcode, at) => acts.item(at ? await barcodes.of(barcode, at) : barcode),
  };
}
