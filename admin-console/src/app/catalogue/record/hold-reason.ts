import type { HoldView } from '../../api/contract';
import type { MessageKey } from '../../messages/catalogue';

/** How names and moments are said. */
interface ReasonWords {
  say(key: MessageKey, parameters?: Record<string, string | number>): string;
  library(code: string): string;
  date(at: string): string;
}

/** Why a reader stands where he stands in the queue, or what he waits for. */
export function holdReason(hold: HoldView, now: number, { say, library, date }: ReasonWords): string {
  const barcode = hold.barcode ?? '';
  const pickup = library(hold.pickup);
  if (hold.state === 'ON_SHELF') {
    return hold.pickupDeadline
      ? say('hold.because.shelfUntil', { pickup, barcode, date: date(hold.pickupDeadline) })
      : say('hold.because.shelf', { pickup, barcode });
  }
  if (hold.state === 'IN_TRANSIT' || hold.state === 'TRAPPED') return say('hold.because.transit', { pickup, barcode });
  if (hold.suspendedUntil && Date.parse(hold.suspendedUntil) > now) {
    return say('hold.because.suspended', { date: date(hold.suspendedUntil) });
  }
  if (hold.notBefore && Date.parse(hold.notBefore) > now) {
    return say('hold.because.notBefore', { date: date(hold.notBefore) });
  }
  if (hold.state === 'TARGETED') return say('hold.because.targeted', { barcode });
  if (hold.position === null || hold.position === 1) return say('hold.because.first', { date: date(hold.placedAt) });
  return say('hold.because.after', { date: date(hold.placedAt), n: hold.position - 1 });
}
