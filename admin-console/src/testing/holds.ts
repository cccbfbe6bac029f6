import type { HoldView } from '../app/api/contract';

/** Karim waits, first of all, for Germinal in Lens. */
export function hold(id: number, rest: Partial<HoldView> = {}): HoldView {
  return {
    id,
    state: 'PENDING',
    record: `PAS${id}`,
    title: 'Germinal',
    volume: '',
    barcode: null,
    patron: { card: '20000157', firstName: 'Karim', lastName: 'Lefebvre' },
    pickup: 'LENS',
    placedAt: '2026-11-17T08:00:00Z',
    notBefore: null,
    suspendedUntil: null,
    expiresAt: '2027-05-17T08:00:00Z',
    shelvedAt: null,
    pickupDeadline: null,
    position: 1,
    cancelReason: null,
    endedAt: null,
    ...rest,
  };
}
