import { createHash } from 'node:crypto';
import { hashSecret, passwordCost, pinCost } from '../../core/access/secrets.ts';
import { derive } from '../../core/marc/derive.ts';
import { encode } from '../../core/marc/iso2709.ts';
import { granted } from '../../core/outcome.ts';
import type { NewHold, NewLoan, NewRecord, Store, Work } from '../../core/ports/store.ts';
import { awkward, awkwardCopies, collections, ordinary, type PlacedRecord } from './copies.ts';
import { demoCategories, demoCommunes, demoDevices, demoPolicies, demoSortRules, demoUsers } from './network.ts';
import { awkwardCards, demoBlocks, demoCard, demoPatrons } from './people.ts';
import { seedFlow } from './flow.ts';
import { demoRecords } from './records.ts';
import { seedShuttle } from './shuttle.ts';

const day = 86_400_000;
/** Everybody's password on the demonstration network, which therefore listens on loopback only. */
export const demoSecret = 'demo';
export const demoPin = '1234';

/** The data folder holds half a demonstration: somebody stopped the first start. */
export class UnfinishedDemo extends Error {
  override readonly name = 'UnfinishedDemo';
}

/**
 * Fills an empty database with the demonstration network; does nothing when it is already there. The staff accounts come
 * last: their absence tells an unfinished seed.
 */
export async function seedDemo(store: Store, now: number): Promise<boolean> {
  const [libraries, users] = await Promise.all([store.read.libraries(), store.read.staffUsers()]);
  if (users.length > 0) return false;
  if (libraries.length > 0) {
    throw new UnfinishedDemo(
      'the demonstration network was not filled to its end: empty the data folder and start again',
    );
  }
  const network = await seedNetwork(store);
  const records = await seedRecords(store, now);
  await seedCopiesAndReaders(store, network, records, now);
  await committed(store, (work) => work.sorting.setRules(network.libraries.get('LENS')!, demoSortRules));
  await seedShuttle(store, network.libraries, now);
  await seedUsers(store, network.libraries);
  return true;
}

interface SeededNetwork {
  readonly libraries: ReadonlyMap<string, number>;
  readonly categories: ReadonlyMap<string, number>;
  readonly fallbackPolicyId: number;
  readonly devices: ReadonlyMap<string, number>;
}

async function seedNetwork({ administration }: Store): Promise<SeededNetwork> {
  const libraryIds = await administration.insertLibraries(demoCommunes.map((commune) => commune.library));
  const libraries = new Map(demoCommunes.map((commune, index) => [commune.library.code, libraryIds[index]!]));
  const categoryIds = await administration.insertCategories(demoCategories);
  const categories = new Map(demoCategories.map((category, index) => [category.code, categoryIds[index]!]));
  const policies = demoPolicies({ collective: categories.get('COLLECTIVITE')! });
  const [fallbackPolicyId] = await administration.insertPolicies(policies);
  await administration.setCalendars(
    demoCommunes.map(({ library, weekly }) => ({ libraryId: libraries.get(library.code)!, weekly, exceptions: [] })),
  );
  const secretHash = await hashSecret(demoSecret, pinCost);
  const deviceIds = await administration.insertDevices(
    demoDevices.map(({ login, name, kind, library }) => ({
      login,
      name,
      kind,
      libraryId: libraries.get(library)!,
      profile: {},
      secretHash,
    })),
  );
  const devices = new Map(demoDevices.map((device, index) => [device.login, deviceIds[index]!]));
  return { libraries, categories, fallbackPolicyId: fallbackPolicyId!, devices };
}

async function seedRecords(store: Store, now: number): Promise<PlacedRecord[]> {
  const wanted = demoRecords();
  const placed: PlacedRecord[] = [];
  for (let from = 0; from < wanted.length; from += 500) {
    const page = wanted.slice(from, from + 500);
    await committed(store, async (work) => {
      const first = await work.records.reserveNumbers(page.length);
      const records = page.map(({ key, record }, index): NewRecord => {
        const controlNumber = `PAS${String(first + index).padStart(10, '0')}`;
        const marc = encode({ ...record, fields: [{ tag: '001', value: controlNumber }, ...record.fields] });
        return {
          controlNumber,
          source: 'demo',
          sourceId: key,
          status: 'LIVE',
          marc,
          hash: createHash('sha256').update(marc).digest('hex'),
          createdAt: now,
          updatedAt: now - wanted.length + from + index,
          derived: derive(record),
        };
      });
      const ids = await work.records.insertMany(records);
      await work.outbox.add('records-changed', ids, now);
      placed.push(...page.map((entry, index) => ({ ...entry, id: ids[index]! })));
    });
  }
  return placed;
}

async function seedCopiesAndReaders(
  store: Store,
  network: SeededNetwork,
  records: readonly PlacedRecord[],
  now: number,
): Promise<void> {
  const facts = { libraryIds: [...network.libraries.values()], now };
  const told = awkward(records, facts);
  const pinHash = await hashSecret(demoPin, pinCost);
  await committed(store, async (work) => {
    await work.items.insertMany(ordinary(records, facts));
    const shelved = collections(records, facts);
    const shelvedIds = await work.items.insertMany(shelved);
    const itemIds = await work.items.insertMany(told);
    const patrons = demoPatrons({ ...network, pinHash, now });
    const patronIds = await work.patrons.insertMany(patrons);
    const idOf = (n: number): number => patronIds[n - 1]!;
    await work.patrons.insertBlocks(demoBlocks(idOf, now));
    await work.patrons.retireCard(idOf(awkwardCards.replaced), demoCard(awkwardCards.replaced), now - 5 * day);
    await seedFlow(work, {
      ...network,
      now,
      idOf,
      copies: shelved.map((copy, at) => ({ ...copy, id: shelvedIds[at]! })),
    });
    await tellStories(work, {
      network,
      now,
      idOf,
      pseudonymOf: (n) => patrons[n - 1]!.pseudonym,
      item: (n) => {
        const index = awkwardCopies.findIndex((copy) => copy.n === n);
        return { id: itemIds[index]!, recordId: told[index]!.recordId };
      },
    });
  });
}

interface Story {
  readonly network: SeededNetwork;
  readonly now: number;
  idOf(card: number): number;
  pseudonymOf(card: number): string;
  item(n: number): { id: number; recordId: number };
}

/** Loans, holds and moves of the awkward copies and readers. */
async function tellStories(work: Work, story: Story): Promise<void> {
  const { network, now, idOf, item } = story;
  const lens = network.libraries.get('LENS')!;
  const lievin = network.libraries.get('LIEVIN')!;
  const avion = network.libraries.get('AVION')!;

  const lent = (n: number, card: number, daysAgo: number): { loan: NewLoan; card: number } => ({
    card,
    loan: {
      itemId: item(n).id,
      patronId: idOf(card),
      libraryId: lens,
      deviceId: network.devices.get('kiosk-lens')!,
      at: now - daysAgo * day,
      dueAt: now + (21 - daysAgo) * day,
      renewals: 0,
      policyId: network.fallbackPolicyId,
      source: 'SELF',
    },
  });
  const loans = [
    lent(901, awkwardCards.borrower, 10),
    lent(905, awkwardCards.lostItem, 200),
    lent(907, awkwardCards.claimsReturned, 60),
    lent(914, awkwardCards.overdue, 40),
    lent(915, awkwardCards.overdue, 35),
    ...Array.from({ length: 20 }, (_, index) => lent(921 + index, awkwardCards.atTheLimit, 5)),
  ];
  await work.loans.openMany(loans.map((line) => line.loan));
  for (const { loan, card } of loans) {
    await work.journal.append({
      at: loan.at,
      type: 'LOAN',
      actor: 'device:kiosk-lens',
      libraryId: loan.libraryId,
      deviceId: loan.deviceId,
      itemId: loan.itemId,
      patronRef: story.pseudonymOf(card),
      payload: { policy: loan.policyId, dueAt: loan.dueAt, demo: true },
    });
  }

  const hold = (card: number, n: number, pickupLibraryId: number): NewHold => ({
    patronId: idOf(card),
    recordId: item(n).recordId,
    itemId: null,
    pickupLibraryId,
    priorityClass: 0,
    placedAt: now - 4 * day,
    notBefore: null,
    suspendedUntil: null,
    expiresAt: now + 180 * day,
    status: 'PENDING',
    boundItemId: null,
    shelvedAt: null,
    pickupDeadline: null,
  });
  const [, vanHold] = await work.holds.insertMany([
    {
      ...hold(awkwardCards.holdReady, 902, lens),
      status: 'ON_SHELF',
      boundItemId: item(902).id,
      shelvedAt: now - day,
      pickupDeadline: now + 13 * day,
    },
    { ...hold(awkwardCards.holdInTheVan, 903, lievin), status: 'IN_TRANSIT', boundItemId: item(903).id },
    hold(awkwardCards.holdWaiting, 901, lens),
  ]);
  const moving = { fromLibraryId: lens, createdAt: now - day };
  await work.transits.openMany([
    { ...moving, itemId: item(903).id, toLibraryId: lievin, reason: 'FILL_HOLD', holdId: vanHold! },
    { ...moving, itemId: item(904).id, fromLibraryId: avion, toLibraryId: lens, reason: 'RETURN_HOME', holdId: null },
  ]);
}

async function seedUsers({ administration }: Store, libraries: ReadonlyMap<string, number>): Promise<void> {
  const passwordHash = await hashSecret(demoSecret, passwordCost);
  for (const { login, name, role, library } of demoUsers) {
    const libraryId = library === null ? null : libraries.get(library)!;
    await administration.insertUser({ login, name, role, libraryId, active: true, passwordHash });
  }
}

/** One transaction of the seed, which nothing refuses. */
async function committed(store: Store, run: (work: Work) => Promise<void>): Promise<void> {
  await store.transaction(async (work) => {
    await run(work);
    return granted(null);
  });
}
