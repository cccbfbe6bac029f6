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
interface World {
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

type Statement = string | { readonly text: string; readonly values: readonly SqlValue[] };
interface Breakage {
  readonly invariant: string;
  readonly break: (world: World) => Statement[];
  readonly mend: (world: World) => Statement[];
}

/** How each invariant is broken, and put right again. */
const breakages: readonly Breakage[] = [
  {
    invariant: 'one-open-loan-per-item',
    break: ({ lent, reader, network }) => [
      `INSERT INTO loans (itemId, patronId, libraryId, at, dueAt, renewals, policyId, source)
       VALUES (${lent.item}, ${reader}, ${network.lens}, 1, 2, 0, ${network.policy}, 'SELF')`,
    ],
    mend: () => ['DELETE FROM loans WHERE at = 1'],
  },
  {
    invariant: 'open-loan-key',
    break: ({ lent }) => [`UPDATE loans SET openItemId = NULL WHERE id = ${lent.loan}`],
    mend: ({ lent }) => [`UPDATE loans SET openItemId = itemId WHERE id = ${lent.loan}`],
  },
  {
    invariant: 'open-loan-item-status',
    break: ({ lent }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${lent.item}`],
    mend: ({ lent }) => [`UPDATE items SET status = 'ON_LOAN' WHERE id = ${lent.item}`],
  },
  {
    invariant: 'item-on-loan-has-loan',
    break: ({ free }) => [`UPDATE items SET status = 'ON_LOAN' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${free}`],
  },
  {
    invariant: 'open-loan-has-reader',
    break: ({ lent }) => [`UPDATE loans SET patronId = NULL WHERE id = ${lent.loan}`],
    mend: ({ lent, reader }) => [`UPDATE loans SET patronId = ${reader} WHERE id = ${lent.loan}`],
  },
  {
    invariant: 'loan-ends-after-it-begins',
    break: ({ free, network }) => [
      `INSERT INTO loans (itemId, libraryId, at, dueAt, returnedAt, renewals, policyId, source)
       VALUES (${free}, ${network.lens}, 7, 9, 6, 0, ${network.policy}, 'SELF')`,
    ],
    mend: () => ['DELETE FROM loans WHERE at = 7'],
  },
  {
    invariant: 'open-loan-in-journal',
    break: ({ lent }) => [`UPDATE loans SET at = at + 1 WHERE id = ${lent.loan}`],
    mend: ({ lent }) => [`UPDATE loans SET at = at - 1 WHERE id = ${lent.loan}`],
  },
  {
    invariant: 'journal-loan-exists',
    break: ({ lent }) => [`UPDATE loans SET id = id + 1000 WHERE id = ${lent.loan}`],
    mend: ({ lent }) => [`UPDATE loans SET id = id - 1000 WHERE id = ${lent.loan + 1000}`],
  },
  {
    invariant: 'one-open-transit-per-item',
    break: ({ moving, network }) => [
      `INSERT INTO transits (itemId, fromLibraryId, toLibraryId, reason, createdAt)
       VALUES (${moving.item}, ${network.lens}, ${network.lievin}, 'MANUAL', 3)`,
    ],
    mend: () => ['DELETE FROM transits WHERE createdAt = 3'],
  },
  {
    invariant: 'open-transit-key',
    break: ({ moving }) => [`UPDATE transits SET arrivedAt = 5 WHERE id = ${moving.transit}`],
    mend: ({ moving }) => [`UPDATE transits SET arrivedAt = NULL WHERE id = ${moving.transit}`],
  },
  {
    invariant: 'open-transit-item-status',
    break: ({ moving }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${moving.item}`],
    mend: ({ moving }) => [`UPDATE items SET status = 'TRANSIT_HOLD' WHERE id = ${moving.item}`],
  },
  {
    invariant: 'item-in-transit-has-transit',
    break: ({ free }) => [`UPDATE items SET status = 'TRANSIT_HOME' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${free}`],
  },
  {
    invariant: 'live-hold-key',
    break: ({ kept }) => [`UPDATE holds SET liveKey = 'x' WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET liveKey = patronId || ':' || recordId WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'one-live-hold-per-reader-and-record',
    break: ({ moving, keeper }) => [`UPDATE holds SET patronId = ${keeper} WHERE id = ${moving.hold}`],
    mend: ({ moving, other }) => [`UPDATE holds SET patronId = ${other} WHERE id = ${moving.hold}`],
  },
  {
    invariant: 'bound-hold-status',
    break: ({ kept }) => [`UPDATE holds SET status = 'PENDING' WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET status = 'ON_SHELF' WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'bound-item-of-record',
    break: ({ kept, free }) => [`UPDATE holds SET itemId = ${free} WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET itemId = NULL WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'bound-item-status',
    break: ({ kept }) => [`UPDATE items SET status = 'MISSING' WHERE id = ${kept.item}`],
    mend: ({ kept }) => [`UPDATE items SET status = 'ON_HOLD_SHELF' WHERE id = ${kept.item}`],
  },
  {
    invariant: 'item-kept-for-somebody',
    break: ({ free }) => [`UPDATE items SET status = 'ON_HOLD_SHELF' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${free}`],
  },
  {
    invariant: 'bound-item-of-volume',
    break: ({ kept }) => [`UPDATE holds SET volume = 'T2', liveKey = liveKey || ':T2' WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET volume = '', liveKey = patronId || ':' || recordId WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'targeted-hold-has-copy',
    break: ({ kept, free }) => [`UPDATE holds SET targetItemId = ${free} WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET targetItemId = NULL WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'target-of-record',
    break: ({ kept, elsewhere }) => [`UPDATE holds SET targetItemId = ${elsewhere} WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET targetItemId = NULL WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'hold-on-shelf-has-deadline',
    break: ({ kept }) => [`UPDATE holds SET pickupDeadline = NULL WHERE id = ${kept.hold}`],
    mend: ({ kept }) => [`UPDATE holds SET pickupDeadline = shelvedAt + 9 WHERE id = ${kept.hold}`],
  },
  {
    invariant: 'waiting-hold-has-no-deadline',
    break: ({ waiting }) => [`UPDATE holds SET pickupDeadline = 5 WHERE id = ${waiting}`],
    mend: ({ waiting }) => [`UPDATE holds SET pickupDeadline = NULL WHERE id = ${waiting}`],
  },
  {
    invariant: 'cancelled-hold-says-why',
    break: ({ waiting }) => [`UPDATE holds SET status = 'CANCELLED', liveKey = NULL WHERE id = ${waiting}`],
    mend: ({ waiting }) => [
      `UPDATE holds SET status = 'PENDING', liveKey = patronId || ':' || recordId WHERE id = ${waiting}`,
    ],
  },
  {
    invariant: 'shelf-of-the-pickup-library',
    break: ({ kept, network }) => [`UPDATE items SET holdingLibraryId = ${network.lievin} WHERE id = ${kept.item}`],
    mend: ({ kept, network }) => [`UPDATE items SET holdingLibraryId = ${network.lens} WHERE id = ${kept.item}`],
  },
  {
    invariant: 'transit-of-the-hold',
    break: ({ moving, network }) => [`UPDATE transits SET toLibraryId = ${network.lens} WHERE id = ${moving.transit}`],
    mend: ({ moving, network }) => [`UPDATE transits SET toLibraryId = ${network.lievin} WHERE id = ${moving.transit}`],
  },
  {
    invariant: 'one-active-card',
    break: ({ reader }) => [`UPDATE patron_cards SET retiredAt = NULL WHERE patronId = ${reader}`],
    mend: ({ pastCard }) => [`UPDATE patron_cards SET retiredAt = 4 WHERE cardKey = '${pastCard}'`],
  },
  {
    invariant: 'past-card-is-nobodys',
    break: ({ other, pastCard }) => [`UPDATE patrons SET cardNumber = '${pastCard}' WHERE id = ${other}`],
    mend: ({ other, otherCard }) => [`UPDATE patrons SET cardNumber = '${otherCard}' WHERE id = ${other}`],
  },
  {
    invariant: 'barcode-is-no-card',
    break: ({ free, pastCard }) => [`UPDATE items SET barcodeKey = '${pastCard}' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET barcodeKey = barcode WHERE id = ${free}`],
  },
  {
    invariant: 'barcode-key',
    break: ({ free }) => [`UPDATE items SET barcodeKey = 'elsewhere' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET barcodeKey = barcode WHERE id = ${free}`],
  },
  {
    invariant: 'card-key',
    break: ({ other }) => [`UPDATE patron_cards SET cardKey = 'X' || cardKey WHERE patronId = ${other}`],
    mend: ({ other }) => [`UPDATE patron_cards SET cardKey = SUBSTR(cardKey, 2) WHERE patronId = ${other}`],
  },
  {
    invariant: 'erased-reader-keeps-nothing',
    break: ({ erased }) => [`UPDATE patrons SET phone = '03 21 00 00 00' WHERE id = ${erased}`],
    mend: ({ erased }) => [`UPDATE patrons SET phone = NULL WHERE id = ${erased}`],
  },
  {
    invariant: 'item-has-record',
    break: ({ record }) => [`UPDATE bib_records SET status = 'DELETED' WHERE id = ${record}`],
    mend: ({ record }) => [`UPDATE bib_records SET status = 'LIVE' WHERE id = ${record}`],
  },
  {
    invariant: 'merged-record-leads-somewhere',
    break: ({ record }) => [`UPDATE bib_records SET mergedIntoId = id WHERE id = ${record}`],
    mend: ({ record }) => [`UPDATE bib_records SET mergedIntoId = NULL WHERE id = ${record}`],
  },
  {
    invariant: 'changes-strictly-ordered',
    break: () => ['UPDATE bib_records SET updatedAt = 5'],
    mend: () => ['UPDATE bib_records SET updatedAt = id'],
  },
  {
    invariant: 'clock-after-every-change',
    break: () => ['UPDATE catalogue_clock SET lastUpdatedAt = lastUpdatedAt - 9000000000000'],
    mend: () => ['UPDATE catalogue_clock SET lastUpdatedAt = lastUpdatedAt + 9000000000000'],
  },
  {
    invariant: 'references-exist',
    break: ({ lent }) => [`UPDATE loans SET policyId = policyId + 99 WHERE id = ${lent.loan}`],
    mend: ({ lent }) => [`UPDATE loans SET policyId = policyId - 99 WHERE id = ${lent.loan}`],
  },
  {
    invariant: 'one-fallback-policy',
    break: () => [`UPDATE policies SET itemType = 'DVD'`],
    mend: () => ['UPDATE policies SET itemType = NULL'],
  },
  {
    invariant: 'no-policy-tie',
    break: ({ network }) => [policy(`'DVD', NULL`), policy(`NULL, ${network.category}`)],
    mend: () => ['DELETE FROM policies WHERE loanDays = 3'],
  },
  {
    invariant: 'policy-terms-possible',
    break: () => ['UPDATE policies SET renewDays = -renewDays'],
    mend: () => ['UPDATE policies SET renewDays = -renewDays'],
  },
  {
    invariant: 'policy-free-of-charge',
    break: () => [`UPDATE policies SET feeSchedule = 'tarif'`],
    mend: () => ['UPDATE policies SET feeSchedule = NULL'],
  },
  {
    invariant: 'calendar-exception-possible',
    break: () => ['UPDATE calendar_exceptions SET weekday = 3'],
    mend: () => ['UPDATE calendar_exceptions SET weekday = NULL'],
  },
  {
    invariant: 'library-opens',
    break: ({ network }) => [
      `UPDATE calendars SET weekly = '[[],[],[],[],[],[],[]]' WHERE libraryId = ${network.lens}`,
    ],
    mend: ({ network }) => [
      `UPDATE calendars SET weekly = (SELECT same FROM (SELECT weekly AS same FROM calendars
       WHERE libraryId = ${network.lievin}) AS model) WHERE libraryId = ${network.lens}`,
    ],
  },
  {
    invariant: 'claimed-item-has-loan',
    break: ({ free }) => [`UPDATE items SET status = 'CLAIMED_RETURNED' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET status = 'AVAILABLE' WHERE id = ${free}`],
  },
  {
    invariant: 'item-tag-is-whole',
    break: ({ free }) => [`UPDATE items SET rfidUid = 'E004' WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET rfidUid = NULL WHERE id = ${free}`],
  },
  {
    invariant: 'item-age-possible',
    break: ({ free }) => [`UPDATE items SET minAge = 77 WHERE id = ${free}`],
    mend: ({ free }) => [`UPDATE items SET minAge = NULL WHERE id = ${free}`],
  },
  {
    invariant: 'outbox-followed',
    break: () => [`INSERT INTO outbox (topic, payload, createdAt) VALUES ('records-changed', '[]', 1)`],
    mend: () => ['DELETE FROM outbox'],
  },
  {
    invariant: 'derived-columns',
    break: ({ record }) => [`UPDATE bib_records SET title = 'Germinale' WHERE id = ${record}`],
    mend: ({ record }) => [`UPDATE bib_records SET title = 'Germinal' WHERE id = ${record}`],
  },
  {
    invariant: 'control-number-in-record',
    break: ({ record }) => [`UPDATE bib_records SET controlNumber = 'Z' || controlNumber WHERE id = ${record}`],
    mend: ({ record }) => [`UPDATE bib_records SET controlNumber = SUBSTR(controlNumber, 2) WHERE id = ${record}`],
  },
  {
    invariant: 'record-readable',
    break: ({ record }) => [
      { text: `UPDATE bib_records SET marc = ? WHERE id = ${record}`, values: [new Uint8Array(3)] },
    ],
    mend: ({ record, marc }) => [{ text: `UPDATE bib_records SET marc = ? WHERE id = ${record}`, values: [marc] }],
  },
  {
    invariant: 'journal-chain',
    break: () => ['UPDATE journal_head SET position = position + 1'],
    mend: () => ['UPDATE journal_head SET position = position - 1'],
  },
];

function policy(match: string): string {
  return `INSERT INTO policies (itemType, categoryId, loanDays, renewals, renewDays, maxTotal, holdable, selfCheck)
    VALUES (${match}, 3, 0, 0, 20, 1, 1)`;
}

/** Every breach of every invariant is found, and a sound world has none. */
export function auditContract(subject: () => Subject): void {
  const write = (statements: readonly Statement[]) =>
    subject().database.transaction(async (sql) => {
      for (const statement of statements) {
        if (typeof statement === 'string') await sql.run(statement);
        else await sql.run(statement.text, statement.values);
      }
      return granted(null);
    });

  test('finds nothing in a database nobody has used yet', async () => {
    expect(await subject().store.read.audit()).toEqual([]);
  });

  let world: World;
  test('finds nothing in a sound network', async () => {
    world = await soundWorld(subject());
    expect(await subject().store.read.audit()).toEqual([]);
  });

  test.each(breakages.map((breakage) => [breakage.invariant, breakage] as const))(
    'finds a breach of %s',
    async (invariant, breakage) => {
      const { store } = subject();
      await write(breakage.break(world));
      const found = await store.read.audit();
      expect(found.map((breach) => breach.invariant)).toContain(invariant);
      for (const { detail } of found) expect(detail).not.toMatch(/\{|undefined|Zoé|Ça’rlïer/);
      await write(breakage.mend(world));
      expect(await store.read.audit()).toEqual([]);
    },
  );
}

async function soundWorld({ store, network, database }: Subject): Promise<World> {
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
