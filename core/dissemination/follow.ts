import { createHash, randomUUID } from 'node:crypto';
import { isPublic } from '../catalogue/record.ts';
import type { ShownCopy } from '../catalogue/holdings-995.ts';
import type { Directory } from '../network/directory.ts';
import { granted, refused } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { DisseminationClock, DisseminationWork } from '../ports/dissemination.ts';
import type { Log } from '../ports/log.ts';
import type { Store, Work } from '../ports/store.ts';
import { harvestingAudiences, type HarvestingAudience } from '../digital/audiences.ts';
import type {
  DigitalFacts,
  DisseminatedItem,
  DisseminationSet,
  Membership,
  RecordStanding,
  VirtualRepository,
} from './entities.ts';
import { factsOf, scopesOf, setsOf } from './sets.ts';
import { stamped, type Telling } from './stamp.ts';

export interface FollowingPorts {
  readonly store: Store;
  readonly directory: Pick<Directory, 'library' | 'libraries'>;
  readonly clock: Clock;
  readonly log?: Log;
  /** Names who follows among those that share the store; by default, this process. */
  readonly owner?: string;
}

/** How much one pass takes on. Times in milliseconds. */
export interface FollowingLimits {
  readonly rowsPerPass: number;
  /** Records stamped in one transaction: few, so that nobody waits long for the writer. */
  readonly recordsAtOnce: number;
  /** What a killed process makes the next one wait. */
  readonly lease: number;
}
export const followingLimits: FollowingLimits = { rowsPerPass: 50, recordsAtOnce: 50, lease: 10_000 };

/** Grows when what formats say of a record changes: every record is then told again, a part at a time. */
export const formsVersion = 1;

const topic = 'records-to-disseminate';
const leaseName = 'dissemination-follower';
const thisProcess = randomUUID();

/** What one pass did. */
export interface Followed {
  /** Whether there was anything to do. */
  readonly busy: boolean;
  /** Records that got another datestamp. */
  readonly told: number;
}
const idle: Followed = { busy: false, told: 0 };

/**
 * One pass: stamps the records that changed, or, when none did, the next part of a sweep over all of them. Killed in
 * between, the next pass does the same again: what was told already gets no other datestamp. Does nothing while another
 * process follows.
 */
export async function followDissemination(ports: FollowingPorts, limits = followingLimits): Promise<Followed> {
  const { store, owner = thisProcess } = ports;
  const { dissemination } = store.read;
  const rows = await store.read.outbox(topic, limits.rowsPerPass);
  const { sweepAfter, formsVersion: toldIn } = await dissemination.clock();
  if (rows.length === 0 && sweepAfter === null && toldIn === formsVersion) return idle;
  if (!(await store.administration.holdLease(leaseName, owner, limits.lease))) return idle;
  try {
    if (rows.length === 0) return await sweep(ports, toldIn === formsVersion ? sweepAfter : 0, limits);
    return await followRows(ports, limits);
  } finally {
    await store.administration.holdLease(leaseName, owner, 0);
  }
}

async function followRows(ports: FollowingPorts, limits: FollowingLimits): Promise<Followed> {
  const { store } = ports;
  const rows = await store.read.outbox(topic, limits.rowsPerPass);
  const outboxIds = rows.map(({ id }) => id);
  const recordIds = [...new Set(rows.flatMap(({ payload }) => JSON.parse(payload) as number[]))];
  let told = 0;
  for (let from = 0; from === 0 || from < recordIds.length; from += limits.recordsAtOnce) {
    const part = recordIds.slice(from, from + limits.recordsAtOnce);
    const tellings = await tellingsOf(ports, await store.read.dissemination.standings(part), part);
    const isLast = from + limits.recordsAtOnce >= recordIds.length;
    const outcome = await store.transaction(async (work) => {
      const clock = await work.dissemination.lock();
      // Somebody else did these rows meanwhile: what was read here may be older than what he told.
      if ((await work.dissemination.waiting(outboxIds)) < outboxIds.length) return refused('temporarily-unavailable');
      const changed = await tell(work.dissemination, clock, tellings, ports.clock.now());
      if (isLast) await work.outbox.done(outboxIds);
      return granted(changed);
    });
    if (!outcome.granted) return { busy: true, told };
    told += outcome.value;
    await nextTurn();
  }
  return { busy: true, told };
}

/** Looks at the next records again, whatever was told of them; `expected` is where the sweep stood. */
async function sweep(ports: FollowingPorts, expected: number | null, limits: FollowingLimits): Promise<Followed> {
  const { store } = ports;
  const found = await store.read.dissemination.standingsAfter(expected ?? 0, limits.recordsAtOnce);
  const tellings = await tellingsOf(ports, found, []);
  const outcome = await store.transaction(async (work: Work) => {
    const clock = await work.dissemination.lock();
    const standsAt = clock.formsVersion === formsVersion ? clock.sweepAfter : 0;
    if (standsAt !== expected) return refused('temporarily-unavailable'); // begun again, or gone on with, by somebody else
    const sweepAfter = found.length < limits.recordsAtOnce ? null : found.at(-1)!.recordId;
    return granted(await tell(work.dissemination, { ...clock, sweepAfter, formsVersion }, tellings, ports.clock.now()));
  });
  return { busy: true, told: outcome.granted ? outcome.value : 0 };
}

/** Tells what changed, all at one second, later than all that was sealed. Keeps the clock. */
async function tell(
  work: DisseminationWork,
  clock: DisseminationClock,
  tellings: readonly Telling[],
  now: number,
): Promise<number> {
  const at = Math.max(Math.floor(now / 1_000) * 1_000, clock.sealedUntil + 1_000, clock.lastStamp);
  const before = await work.told(tellings.map(({ controlNumber }) => controlNumber));
  const itemsBefore = new Map(before.items.map((item) => [item.controlNumber, item]));
  const membersBefore = Map.groupBy(before.memberships, ({ controlNumber }) => controlNumber);
  const items: DisseminatedItem[] = [];
  const memberships: Membership[] = [];
  for (const telling of tellings) {
    const { controlNumber } = telling;
    const told = { item: itemsBefore.get(controlNumber) ?? null, memberships: membersBefore.get(controlNumber) ?? [] };
    const next = stamped(told, telling, at);
    if (!next) continue;
    if (next.item) items.push(next.item);
    memberships.push(...next.memberships);
  }
  if (items.length > 0) await work.tell(items, memberships);
  const stamps = items.length > 0 ? { lastStamp: at, earliest: clock.earliest ?? at } : clock;
  await work.keep({ ...clock, ...stamps });
  return items.length;
}

/** What is to be told of records as they stand, and of those of `asked` that are there no more. */
async function tellingsOf(
  { store, directory }: FollowingPorts,
  standings: readonly RecordStanding[],
  asked: readonly number[],
): Promise<Telling[]> {
  const { dissemination, digital } = store.read;
  const recordIds = standings.map(({ recordId }) => recordId);
  const [sets, repositories, copies, resources, ...withheld] = await Promise.all([
    dissemination.sets(),
    dissemination.repositories(),
    dissemination.copies(recordIds),
    digital.described(recordIds),
    ...harvestingAudiences.map((audience) => digital.withheld(recordIds, audience)),
  ]);
  const kept = new Map(harvestingAudiences.map((audience, index) => [audience, withheld[index]!]));
  const offered: Offered = { sets, repositories, withheld: kept };
  const tellings = standings.map((standing) => {
    const { recordId } = standing;
    return telling(standing, copies.get(recordId) ?? [], resources.get(recordId) ?? [], { directory, offered });
  });
  const there = new Set(standings.map(({ controlNumber }) => controlNumber));
  for (const { controlNumber, recordId } of await dissemination.toldOf(asked)) {
    if (!there.has(controlNumber)) tellings.push({ controlNumber, recordId, status: 'ended', scopes: [], state: '' });
  }
  return tellings;
}

interface Offered {
  readonly sets: readonly DisseminationSet[];
  readonly repositories: readonly VirtualRepository[];
  /** Records that the licence of their source keeps from an audience. */
  readonly withheld: ReadonlyMap<HarvestingAudience, ReadonlySet<number>>;
}

function telling(
  standing: RecordStanding,
  copies: readonly ShownCopy[],
  digital: readonly DigitalFacts[],
  { directory, offered }: { readonly directory: FollowingPorts['directory']; readonly offered: Offered },
): Telling {
  const { sets, repositories, withheld } = offered;
  const { controlNumber, recordId, status, updatedAt } = standing;
  const named = { controlNumber, recordId };
  const mayHave = (audience: HarvestingAudience): boolean => !withheld.get(audience)!.has(recordId);
  const libraries = [...new Set(copies.map(({ homeLibraryId }) => directory.library(homeLibraryId).code))];
  const inSets = setsOf(factsOf(standing, { libraries, digital }), sets);
  const scopes = isPublic(standing) ? scopesOf(inSets, repositories, mayHave) : [];
  const open = isPublic(standing) && mayHave('harvesters');
  if (!open && scopes.length === 0) {
    const ended = status === 'DELETED' || status === 'MERGED';
    return { ...named, status: ended ? 'ended' : 'never', scopes: [], state: '' };
  }
  const state = `${formsVersion} ${updatedAt} ${digestOf(copies)}`;
  return { ...named, status: open ? 'shown' : 'reserved', scopes, state };
}

/** What formats say of copies (995), as a digest: lending them changes none of it. */
function digestOf(copies: readonly ShownCopy[]): string {
  const told = copies
    .map((item) => {
      const { barcode, homeLibraryId, ownerLibraryId, returnToOwnerOn, location, inventoryNo, callNumber } = item;
      const { volume, type, loanable, notes } = item;
      const place = [barcode, homeLibraryId, ownerLibraryId, returnToOwnerOn, location, inventoryNo, callNumber];
      return JSON.stringify([...place, volume, type, loanable, notes.public]);
    })
    .sort();
  return createHash('sha256').update(told.join('\n')).digest('base64url').slice(0, 22);
}

/** Lets others have their turn between two parts. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
