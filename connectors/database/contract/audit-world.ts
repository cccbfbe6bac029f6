import { sealJournal } from '../../../core/circulation/journal.ts';
import { granted } from '../../../core/outcome.ts';
import type { SqlValue } from '../sql.ts';
import {
  committed,
  fresh,
  hold,
  loan,
  noon,
  registered,
  shelved,
  type SmallNetwork,
  type Subject,
} from './small-network.ts';

/** Ids of a world in which every invariant has something to hold on to. */
export interface World {
  readonly network: SmallNetwork;
  readonly record: number;
  readonly lent: { item: number; loan: number };
  readonly kept: { item: number; hold: number };
  readonly moving: { item: number; hold: number; transit: number };
  readonly free: number;
  /** A copy of another record. */
  readonly elsewhere: number;
  /** A hold that no copy serves yet. */
  readonly waiting: number;
  readonly reader: number;
  readonly keeper: number;
  readonly other: number;
  readonly otherCard: string;
  readonly pastCard: string;
  readonly marc: Uint8Array;
  readonly erased: number;
}

/** One statement, with its values when it has any. */
export type Statement = string | { readonly text: string; readonly values: readonly SqlValue[] };
/** How an invariant is broken, and put right again. */
export interface Breakage {
  readonly invariant: string;
  readonly break: (world: World) => Statement[];
  readonly mend: (world: World) => Statement[];
}

/** Makes it. */
export async function soundWorld({ store, network, database }: Subject): Promise<World> {
  const { recordId, items } = await shelved(store, network, 4);
  const another = await shelved(store, network);
  const [reader, keeper, other] = await registered(store, network, 3);
  const [onLoan, onShelf, inVan, free] = items.map(({ id }) => id);
  const pastCard = `PAST${fresh()}`;
  const world = await committed(store, async (work) => {
    await work.patrons.retireCard(reader!.id, pastCard, 4);
    const lent = await work.loans.open(loan(network, onLoan!, reader!.id));
    await work.journal.append({
      at: noon,
      type: 'LOAN',
      actor: 'device:kiosk-lens',
      libraryId: network.lens,
      deviceId: network.kiosk,
      itemId: onLoan!,
      patronRef: null,
      payload: { loan: lent.id },
    });
    const [keptHold, movingHold, waiting] = await work.holds.insertMany([
      {
        ...hold(network, recordId, keeper!.id),
        status: 'ON_SHELF',
        boundItemId: onShelf!,
        shelvedAt: noon,
        pickupDeadline: noon + 14 * 86_400_000,
      },
      {
        ...hold(network, recordId, other!.id),
        status: 'IN_TRANSIT',
        boundItemId: inVan!,
        pickupLibraryId: network.lievin,
      },
      hold(network, recordId, reader!.id),
    ]);
    const transit = await work.transits.open({
      itemId: inVan!,
      fromLibraryId: network.lens,
      toLibraryId: network.lievin,
      reason: 'FILL_HOLD',
      holdId: movingHold!,
      createdAt: noon,
    });
    const here = { statusSince: noon, holdingLibraryId: network.lens };
    await work.items.move(onLoan!, { ...here, status: 'ON_LOAN' });
    await work.items.move(onShelf!, { ...here, status: 'ON_HOLD_SHELF' });
    await work.items.move(inVan!, { ...here, status: 'TRANSIT_HOLD' });
    return { lent: lent.id, keptHold: keptHold!, movingHold: movingHold!, waiting: waiting!, transit: transit.id };
  });
  await sealJournal(store);
  const erased = await database.transaction(async (sql) => {
    const text = `INSERT INTO patrons (firstName, lastName, homeLibraryId, categoryId, expiresAt, state, language)
      VALUES ('', '', ?, ?, 0, 'ERASED', 'fr') RETURNING id`;
    return granted((await sql.one<{ id: number }>(text, [network.lens, network.category]))!.id);
  });
  const [record] = await store.read.records([recordId]);
  return {
    network,
    record: recordId,
    lent: { item: onLoan!, loan: world.lent },
    kept: { item: onShelf!, hold: world.keptHold },
    moving: { item: inVan!, hold: world.movingHold, transit: world.transit },
    free: free!,
    elsewhere: another.items[0]!.id,
    waiting: world.waiting,
    reader: reader!.id,
    keeper: keeper!.id,
    other: other!.id,
    otherCard: other!.card,
    pastCard,
    erased: erased.granted ? erased.value : 0,
    marc: record!.marc,
  };
}
