import type { HoldExplanation } from '../../core/holds/explanation.ts';
import type { Library } from '../../core/library.ts';
import type { HoldSheet, PullLine, ReleasedLine, StrayLine } from '../../core/ports/holds.ts';
import type { EndedOnShelfView, HoldExplanationView, HoldView, PullLineView, StrayView } from './contract-holds.ts';

type Network = Pick<Library['network'], 'library'>;

/** A hold as staff see it. */
export function viewHold(sheet: HoldSheet, network: Network): HoldView {
  const { hold, patron } = sheet;
  return {
    id: hold.id,
    state: hold.status,
    record: sheet.controlNumber,
    title: sheet.title,
    volume: hold.volume,
    barcode: sheet.barcode,
    patron: { card: patron.cardNumber, firstName: patron.firstName, lastName: patron.lastName },
    pickup: network.library(hold.pickupLibraryId).code,
    placedAt: said(hold.placedAt),
    notBefore: saidIfAny(hold.notBefore),
    suspendedUntil: saidIfAny(hold.suspendedUntil),
    expiresAt: saidIfAny(hold.expiresAt),
    shelvedAt: saidIfAny(hold.shelvedAt),
    pickupDeadline: saidIfAny(hold.pickupDeadline),
    position: sheet.position,
    cancelReason: sheet.cancelReason,
    endedAt: saidIfAny(sheet.endedAt),
  };
}

/** A document to fetch. */
export function viewPullLine(line: PullLine, network: Network): PullLineView {
  const { holdId: hold, barcode, title, location, callNumber, volume } = line;
  const pickup = network.library(line.pickupLibraryId).code;
  const { others, failedSearches } = line;
  const times = { since: said(line.targetedAt), printedAt: saidIfAny(line.printedAt) };
  return { hold, barcode, title, location, callNumber, volume, pickup, ...times, others, failedSearches };
}

/** Why a hold stands where it stands. */
export function viewExplanation(explained: HoldExplanation, network: Network): HoldExplanationView {
  const { sheet, ahead, obstacles, copies } = explained;
  return {
    hold: viewHold(sheet, network),
    ahead,
    obstacles: [...obstacles],
    copies: copies.map(({ copy, verdict }) => ({
      barcode: copy.barcode,
      library: network.library(copy.holdingLibraryId).code,
      callNumber: copy.callNumber,
      volume: copy.volume,
      status: copy.status,
      dueAt: saidIfAny(copy.dueAt),
      verdict,
    })),
  };
}

/** A document to take off the hold shelf. */
export function viewReleased({
  holdId,
  barcode,
  title,
  status,
  cancelReason,
  releasedAt,
}: ReleasedLine): EndedOnShelfView {
  return { hold: holdId, barcode, title, state: status, cancelReason, since: said(releasedAt) };
}

/** A document that stands in another library. */
export function viewStray({ barcode, title, holdingLibraryId }: StrayLine, network: Network): StrayView {
  return { barcode, title, at: network.library(holdingLibraryId).code };
}

function said(at: number): string {
  return new Date(at).toISOString();
}
function saidIfAny(at: number | null): string | null {
  return at === null ? null : said(at);
}
