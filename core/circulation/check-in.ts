import type { CheckedIn, CheckInAlert, CheckInRequest } from '../library.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { suspendAfterLateReturn } from '../patrons/blocks.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { businessKey } from './business-key.ts';
import { isGivenUp } from './check-out-doubts.ts';
import { isMoving, mayHaveLoan, type Loan } from './entities.ts';
import type { CirculationPorts } from './ports.ts';
import { remembering } from './remembering.ts';
import { forgiveLoss, noteFound, returnDate } from './return-loan.ts';
import { route, type Routing } from './routing.ts';
import { sortBin } from './sort-bins.ts';

/**
 * Takes a document back, wherever that is: closes the loan, then says where it goes. Every scan gives one destination,
 * and a second scan of a document on its way gives the same one.
 */
export function checkIn(ports: CirculationPorts) {
  return async (request: CheckInRequest): Promise<Outcome<CheckedIn>> => {
    const back = await ports.store.transaction((work) => takeBack(ports, remembering(work), request));
    return request.namesHoldReader && back.granted && back.value.hold
      ? granted({ ...back.value, ...(await holdReader(ports, back.value.hold.id)) })
      : back;
  };
}

/** Whose hold it is: read apart, as hardly any terminal is told. */
async function holdReader({ store }: CirculationPorts, holdId: number): Promise<Pick<CheckedIn, 'holdReader'>> {
  const sheet = await store.read.holds.sheet(holdId);
  return sheet ? { holdReader: sheet.patron } : {};
}

/** The check-in table, rows 0 to 4; `route` goes on with the rest. */
export async function takeBack(
  ports: CirculationPorts,
  work: Work,
  request: CheckInRequest,
): Promise<Outcome<CheckedIn>> {
  const { device } = request;
  const now = ports.clock.now();
  const item = await work.items.claim(request.itemBarcode);
  if (!item) return refused('item-unknown'); // row 1

  const openLoan = mayHaveLoan(item) ? await work.loans.openOf(item.id) : null;
  const key = businessKey('check-in', request);
  const before = openLoan ? null : await answered(work, key, item);
  if (before) return granted(describe(ports, device.libraryId, item, before)); // row 0

  const closedLoan = await closeLoan(ports, work, { request, item, openLoan, now }); // row 3
  const found = isGivenUp(item); // row 4
  if (found) await noteFound(work, { item, device, now });
  const routing =
    item.status === 'WITHDRAWN'
      ? asideHere(item, device.libraryId)
      : await route(ports, work, { item, here: device.libraryId, closesLoan: openLoan !== null, at: now });
  const { status, holdingLibraryId } = routing;
  const statusSince = status === item.status ? item.statusSince : now;
  if (status !== item.status || holdingLibraryId !== item.holdingLibraryId) {
    await work.items.move(item.id, { status, statusSince, holdingLibraryId });
  }
  await forgiveLoss(work, { item, loan: closedLoan, at: now });
  const alert = alertOf(item, found, device.kind === 'STAFF');
  await work.journal.append({
    at: now,
    type: openLoan ? 'RETURN' : 'SCAN',
    actor: actorOf(device),
    libraryId: device.libraryId,
    deviceId: device.id,
    itemId: item.id,
    patronRef: null,
    payload: { loan: openLoan?.id ?? null, routing: inWords(ports, routing), found, alert },
  });
  const answer: StoredAnswer = { routing, closedLoan, found, alert, statusSince };
  await work.answers.keep(key, JSON.stringify(answer), now);
  return granted(describe(ports, device.libraryId, { ...item, status, statusSince, holdingLibraryId }, answer));
}

interface StoredAnswer {
  readonly routing: Routing;
  readonly closedLoan: Loan | null;
  readonly found: boolean;
  readonly alert?: CheckInAlert | null;
  readonly statusSince: number;
}

/** The answer given to this very scan, as long as the document has not moved since. */
async function answered(work: Work, key: string, item: ClaimedItem): Promise<StoredAnswer | null> {
  const stored = await work.answers.find(key);
  if (stored === null) return null;
  const answer = JSON.parse(stored) as StoredAnswer;
  const unmoved = answer.statusSince === item.statusSince && answer.routing.status === item.status;
  return unmoved ? answer : null;
}

interface Return {
  readonly request: CheckInRequest;
  readonly item: ClaimedItem;
  readonly openLoan: Loan | null;
  readonly now: number;
}

/** Ends the loan at the moment the document came back: never in the future, never before it was lent. */
async function closeLoan(
  ports: CirculationPorts,
  work: Work,
  { request, item, openLoan, now }: Return,
): Promise<Loan | null> {
  if (!openLoan) return null;
  const { libraryId } = request.device;
  const told = Math.min(request.returnedAt, now);
  const dated = returnDate(ports.directory.calendars, libraryId, told, request.fromBin ?? false);
  const closed = { ...openLoan, returnedAt: Math.max(openLoan.at, dated), returnLibraryId: libraryId };
  await work.loans.close(closed.id, closed);
  await suspendIfLate(ports, work, item, closed, now);
  return closed;
}

/** Most networks suspend nobody: the reader is locked only where a row of the policy table might. */
async function suspendIfLate(
  ports: CirculationPorts,
  work: Work,
  item: ClaimedItem,
  loan: Loan & { readonly returnedAt: number },
  now: number,
): Promise<void> {
  const { policies } = ports.directory;
  const mayConcern = loan.returnedAt > loan.dueAt && policies.rows.some((row) => row.suspensionPerLateDay > 0);
  const patron = mayConcern && loan.patronId !== null ? await work.patrons.lockById(loan.patronId) : null;
  const policy = patron && policies.match(patron.categoryId, item.type, loan.libraryId);
  if (patron && policy)
    await suspendAfterLateReturn(ports, work, { patron, loan, policy, returnedAt: loan.returnedAt, now });
}

/** A withdrawn document goes nowhere: it is put aside for staff, and stays withdrawn. */
function asideHere(item: ClaimedItem, here: number): Routing {
  return { kind: 'no-change', status: item.status, holdingLibraryId: here, destinationId: here, hold: null };
}

function alertOf(item: ClaimedItem, found: boolean, staff: boolean): CheckInAlert | null {
  if (item.status === 'WITHDRAWN') return 'withdrawn-item-seen';
  if (found) return 'found';
  return staff && item.notes.checkin !== '' ? 'checkin-note' : null;
}

function describe(ports: CirculationPorts, here: number, item: ClaimedItem, answer: StoredAnswer): CheckedIn {
  const { directory } = ports;
  const { kind, hold } = answer.routing;
  const destination = directory.library(answer.routing.destinationId);
  const home = directory.library(item.homeLibraryId);
  const alert = answer.alert ?? null;
  return {
    item,
    title: item.title,
    routing: kind,
    destination,
    home,
    closedLoan: answer.closedLoan,
    hold,
    found: answer.found,
    alert,
    // Never kept with the answer: a second scan goes by the list of now.
    sortBin: sortBin(directory.sortRules(here), {
      routing: kind,
      destination: destination.code,
      itemType: item.type,
      homeLibrary: home.code,
      location: item.location,
      alert: alert !== null,
      hold: hold !== null,
    }),
  };
}

/** As the console reads it: `shelf`, `hold-shelf`, `transit-hold:LIEVIN`. */
function inWords(ports: CirculationPorts, routing: Routing): string {
  if (!isMoving(routing)) return routing.kind;
  return `${routing.kind}:${ports.directory.library(routing.destinationId).code}`;
}
