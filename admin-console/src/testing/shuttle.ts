import type { CrateSummaryView, MovingItemView, ShuttleRunView } from '../app/api/contract';

/** A crate of Lens for Liévin, being filled. */
export function crate(id: number, rest: Partial<CrateSummaryView> = {}): CrateSummaryView {
  return {
    id,
    code: `LENS-${String(id).padStart(6, '0')}`,
    from: 'LENS',
    to: 'LIEVIN',
    run: null,
    state: 'OPEN',
    openedAt: '2026-11-29T08:00:00Z',
    sealedAt: null,
    loadedAt: null,
    receivedAt: null,
    receivedAtLibrary: null,
    items: 2,
    ...rest,
  };
}

/** A run from Lens to Liévin and back. */
export function shuttleRun(id: number, rest: Partial<ShuttleRunView> = {}): ShuttleRunView {
  const stop = (sequence: number, library: string, hour: string): ShuttleRunView['stops'][number] => ({
    sequence,
    library,
    opensAt: `2026-12-01T${hour}:00:00Z`,
    closesAt: `2026-12-01T${hour}:10:00Z`,
    skipped: null,
  });
  return {
    id,
    route: 1,
    date: '2026-12-01',
    state: 'PLANNED',
    cancelReason: null,
    startedAt: null,
    endedAt: null,
    stops: [stop(1, 'LENS', '08'), stop(2, 'LIEVIN', '09'), stop(3, 'LENS', '10')],
    ...rest,
  };
}

/** A document that waits in Lens for a crate. */
export function movingItem(
  barcode: string,
  to: string,
  reason: MovingItemView['reason'] = 'RETURN_HOME',
): MovingItemView {
  return {
    barcode,
    title: `Titre ${barcode}`,
    callNumber: 'R ZOL',
    reason,
    from: 'LENS',
    to,
    lastSeen: 'LENS',
    since: '2026-11-28T09:00:00Z',
    crate: null,
  };
}
