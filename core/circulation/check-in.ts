import type { CheckedIn, CheckInRequest } from '../library.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { businessKey } from './business-key.ts';
import { isMoving, mayHaveLoan, type Loan } from './entities.ts';
import type { CirculationPorts } from './ports.ts';
import { route, type Routing } from './routing.ts';

/**
 * Takes a document back, wherever that is: closes the loan, then says where it goes. Every scan gives one destination,
 * and a second scan of a document on its way gives the same one.
 */
export function checkIn(ports: CirculationPorts) {
  return (request: CheckInRequest): Promise<Outcome<CheckedIn>> =>
    ports.store.transaction((work) => takeBack(ports, work, request));
}

async function takeBack(ports: CirculationPorts, work: Work, request: CheckInRequest): Promise<Outcome<CheckedIn>> {
  const { device } = request;
  const now = ports.clock.now();
  const item = await work.items.claim(request.itemBarcode);
  if (!item) return refused('item-unknown');
  if (item.status === 'WITHDRAWN') return refused('item-withdrawn');

  const openLoan = mayHaveLoan(item) ? await work.loans.openOf(item.id) : null;
  const key = businessKey('check-in', request);
  const before = openLoan ? null : await answered(work, key, item);
  if (before) return granted(describe(ports, item, before));

  const closedLoan = openLoan && {
    ...openLoan,
    returnedAt: Math.max(openLoan.at, Math.min(request.returnedAt, now)),
    returnLibraryId: device.libraryId,
  };
  if (closedLoan) await work.loans.close(closedLoan.id, closedLoan);
  const found = item.status === 'LOST' || item.status === 'MISSING' || item.status === 'CLAIMED_RETURNED';
  const routing = await route(ports, work, { item, here: device.libraryId, closesLoan: openLoan !== null, at: now });
  if (routing.status !== item.status || routing.holdingLibraryId !== item.holdingLibraryId) {
    await work.items.move(item.id, {
      status: routing.status,
      statusSince: now,
      holdingLibraryId: routing.holdingLibraryId,
    });
  }
  await work.journal.append({
    at: now,
    type: openLoan ? 'RETURN' : 'SCAN',
    actor: `device:${device.login}`,
    libraryId: device.libraryId,
    deviceId: device.id,
    itemId: item.id,
    patronRef: null,
    payload: { loan: openLoan?.id ?? null, routing: inWords(ports, routing), found },
  });
  const answer: StoredAnswer = {
    routing,
    closedLoan,
    found,
    statusSince: routing.status === item.status ? item.statusSince : now,
  };
  await work.answers.keep(key, JSON.stringify(answer), now);
  return granted(
    describe(ports, { ...item, status: routing.status, holdingLibraryId: routing.holdingLibraryId }, answer),
  );
}

interface StoredAnswer {
  readonly routing: Routing;
  readonly closedLoan: Loan | null;
  readonly found: boolean;
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

function describe(ports: CirculationPorts, item: ClaimedItem, answer: StoredAnswer): CheckedIn {
  return {
    item,
    title: item.title,
    routing: answer.routing.kind,
    destination: ports.directory.library(answer.routing.destinationId),
    home: ports.directory.library(item.homeLibraryId),
    closedLoan: answer.closedLoan,
    hold: answer.routing.hold,
    found: answer.found,
  };
}

/** As the console reads it: `shelf`, `hold-shelf`, `transit-hold:LIEVIN`. */
function inWords(ports: CirculationPorts, routing: Routing): string {
  if (!isMoving(routing)) return routing.kind;
  return `${routing.kind}:${ports.directory.library(routing.destinationId).code}`;
}
