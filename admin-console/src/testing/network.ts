import type { ActivityLine, DeviceView, ExchangeView, LibraryView, LiveDeviceView } from '../app/api/contract';

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

/** A status asked by the kiosk of Lens and answered. */
export function exchange(id: number, rest: Partial<ExchangeView> = {}): ExchangeView {
  return {
    id,
    at: new Date().toISOString(),
    milliseconds: 1.2,
    device: 'kiosk-lens',
    library: 'LENS',
    address: '127.0.0.1',
    message: 'SCStatus',
    outcome: 'ok',
    cause: null,
    item: null,
    request: { code: '99', name: 'SCStatus', fields: [], text: '9900802.00', errorDetection: null, unread: 0 },
    response: { code: '98', name: 'ACSStatus', fields: [], text: '98YYYYYY', errorDetection: null, unread: 0 },
    ...rest,
  };
}

/** The kiosk of Lens as the server sees it now. */
export function liveDevice(rest: Partial<LiveDeviceView> = {}): LiveDeviceView {
  return {
    login: 'kiosk-lens',
    name: 'Automate de Lens',
    kind: 'SELFCHECK',
    library: { code: 'LENS', name: 'Médiathèque de Lens' },
    state: 'on-line',
    lastSeenAt: new Date().toISOString(),
    lastStatus: 'ok',
    connections: 1,
    connectedSince: new Date().toISOString(),
    address: '127.0.0.1',
    lastMessage: 'SCStatus',
    lastRefusal: null,
    messagesPerMinute: 4,
    messages: 4,
    refusals: 0,
    ...rest,
  };
}
