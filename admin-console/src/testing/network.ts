import type { ActivityLine, DeviceView, LibraryView } from '../app/api/contract';

/** A library as the admin API describes it; what a test does not care about has a likely value. */
export function library(code: string, commune: string, rest: Partial<LibraryView> = {}): LibraryView {
  const name = `Médiathèque de ${commune}`;
  return { code, commune, name, kind: 'BRANCH', state: 'LIVE', isPickup: true, devices: 0, ...rest };
}

/** A self-check terminal of Lens that spoke three minutes ago. */
export function device(login: string, rest: Partial<DeviceView> = {}): DeviceView {
  return {
    login,
    name: `Automate ${login}`,
    kind: 'SELFCHECK',
    library: { code: 'LENS', name: 'Médiathèque de Lens' },
    lastSeenAt: new Date(Date.now() - 180_000).toISOString(),
    lastStatus: 'ok',
    state: 'connected',
    ...rest,
  };
}

/** A loan at Lens, now. */
export function line(seq: number, rest: Partial<ActivityLine> = {}): ActivityLine {
  return {
    seq,
    at: new Date().toISOString(),
    type: 'LOAN',
    library: 'LENS',
    device: 'kiosk-lens',
    barcode: String(30_000_000 + seq),
    title: 'Germinal',
    routing: null,
    ...rest,
  };
}
