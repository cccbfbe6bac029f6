import { mayHaveLoan } from '../circulation/entities.ts';
import { localDate } from '../circulation/local-days.ts';
import type { Directory } from '../network/directory.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventType } from '../ports/journal.ts';
import type { ClaimedItem, Store, Work } from '../ports/store.ts';
import type { Editor } from '../terms/desk.ts';
import { encodeBasicBlock, fits } from './basic-block.ts';
import type { PreparedTag, TagDesk, TaggingProgress } from './desk.ts';
import { examineTags, ownerOf } from './examine.ts';
import { afi, dsfid, typesOfUsage } from './tag.ts';

interface TagPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** The tags of documents. */
export function tagDesk(ports: TagPorts): TagDesk {
  const { store } = ports;
  return {
    prepare: prepare(ports),
    examine: examineTags(ports),
    async of(itemBarcode) {
      const sheet = await store.read.item(itemBarcode);
      return sheet ? granted(await store.read.tags.of(sheet.item.id)) : refused('item-unknown');
    },
    set: setTag(ports),
    remove: removeTag(ports),
    progress: progress(ports),
    setIsil: setIsil(ports),
  };
}

function prepare({ store, directory }: TagPorts): TagDesk['prepare'] {
  return async ({ itemBarcode, capacity, parts, part }): Promise<Outcome<PreparedTag>> => {
    const sheet = await store.read.item(itemBarcode);
    if (!sheet) return refused('item-unknown');
    const { item, title } = sheet;
    const owner = directory.library(ownerOf(item));
    if (!owner.isil) return refused('isil-missing', { library: owner.code });

    const typeOfUsage = item.loanable ? typesOfUsage.circulation : typesOfUsage.notForCirculation;
    const block = { primaryId: item.barcode, typeOfUsage, parts, part, owner: owner.isil };
    const obstacle = fits(block, capacity);
    if (obstacle) return refused('tag-not-possible', { reason: obstacle, capacity });
    const out = mayHaveLoan(item);
    return granted({
      item,
      title,
      owner,
      bytes: encodeBasicBlock(block, capacity),
      dsfid: dsfid.basicBlock,
      afi: out ? afi.onLoan : afi.inStock,
      eas: out ? 'off' : 'on',
    });
  };
}

function setTag({ store, clock }: TagPorts): TagDesk['set'] {
  return (by, { itemBarcode, uid, part, afi: family, dsfid: format }) =>
    store.transaction(async (work) => {
      const item = await work.items.claim(itemBarcode);
      if (!item) return refused('item-unknown');
      if (!mayTag(by, item)) return refused('library-not-yours');
      const before = (await work.tags.of(item.id)).find((tag) => tag.part === part)?.uid ?? null;
      const at = clock.now();
      const tag = { uid, part, afi: family, dsfid: format, taggedAt: at, taggedOn: localDate(at), taggedBy: by.login };
      if ((await work.tags.set(item.id, tag)) === 'taken') return refused('tag-taken', { uid });
      await tell(work, by, { type: 'TAG_SET', item, at }, { uid, part, before });
      return granted(await work.tags.of(item.id));
    });
}

function removeTag({ store, clock }: TagPorts): TagDesk['remove'] {
  return (by, itemBarcode, part) =>
    store.transaction(async (work) => {
      const item = await work.items.claim(itemBarcode);
      if (!item) return refused('item-unknown');
      if (!mayTag(by, item)) return refused('library-not-yours');
      const uid = (await work.tags.of(item.id)).find((tag) => tag.part === part)?.uid;
      if (uid === undefined || !(await work.tags.remove(item.id, part))) return refused('tag-unknown', { part });
      await tell(work, by, { type: 'TAG_REMOVED', item, at: clock.now() }, { uid, part });
      return granted(null);
    });
}

function setIsil({ store, directory, clock }: TagPorts): TagDesk['setIsil'] {
  return async (by, libraryId, isil) => {
    if (by.libraryId !== null) return refused('library-not-yours');
    const outcome = await store.transaction(async (work) => {
      if ((await work.tags.setIsil(libraryId, isil)) === 'taken') return refused('isil-taken', { isil });
      const actor = actorOf({ id: null, login: by.login });
      const line = { at: clock.now(), type: 'ISIL_SET', actor, libraryId } as const;
      await work.journal.append({ ...line, deviceId: null, itemId: null, patronRef: null, payload: { isil } });
      return granted(null);
    });
    if (outcome.granted) await directory.refresh();
    return outcome;
  };
}

function progress({ store, directory }: TagPorts): TagDesk['progress'] {
  return async ({ libraryId, from, until }): Promise<TaggingProgress> => {
    const concerned = directory.libraries().filter(({ id }) => libraryId === null || id === libraryId);
    const libraries: TaggingProgress['libraries'][number][] = [];
    for (const library of concerned) {
      libraries.push({ library, types: await store.read.tags.stock(library.id) });
      await new Promise((resolve) => setImmediate(resolve)); // a stock is counted; terminals speak in between
    }
    const days = await store.read.tags.daily(from, until);
    return { libraries, days: days.filter((day) => libraryId === null || day.libraryId === libraryId) };
  };
}

/** Whoever works for one library tags what belongs or stands there. */
function mayTag({ libraryId }: Editor, item: ClaimedItem): boolean {
  return libraryId === null || libraryId === item.homeLibraryId || libraryId === item.holdingLibraryId;
}

async function tell(
  work: Work,
  by: Editor,
  { type, item, at }: { type: EventType; item: ClaimedItem; at: number },
  payload: Readonly<Record<string, string | number | null>>,
): Promise<void> {
  const actor = actorOf({ id: null, login: by.login });
  const line = { at, type, actor, libraryId: item.holdingLibraryId, itemId: item.id };
  await work.journal.append({ ...line, deviceId: null, patronRef: null, payload });
}
