import type { DeviceKind } from '../../core/network/network.ts';
import type { RequestName } from './codec/index.ts';

/** What may be said before a terminal signed in; 99 then gets the answer everybody may have. */
export const beforeLogin: ReadonlySet<RequestName> = new Set(['Login', 'RequestACSResend']);

const everybody = ['Login', 'RequestACSResend', 'SCStatus', 'EndPatronSession', 'ItemInformation'] as const;
const counter: readonly RequestName[] = [
  ...everybody,
  'PatronStatus',
  'PatronInformation',
  'Checkout',
  'Checkin',
  'Renew',
  'Hold',
  'BlockPatron',
  'ItemStatusUpdate',
  'FeePaid',
  'RenewAll',
];

/** What each kind of device may ask: a stolen sorter or gate learns nothing of readers. */
export const permitted: Readonly<Record<DeviceKind, ReadonlySet<RequestName>>> = {
  STAFF: new Set([...counter, 'PatronEnable']), // nobody gives himself back a card at a kiosk
  SELFCHECK: new Set(counter),
  RETURN_BIN: new Set([...everybody, 'Checkin', 'ItemStatusUpdate']),
  SORTER: new Set([...everybody, 'Checkin', 'ItemStatusUpdate']),
  GATE: new Set([...everybody, 'ItemStatusUpdate']),
};

/** The messages of BX, in its order; 99/98 and 96/97 are pairs. */
const bxOrder: readonly RequestName[] = [
  'PatronStatus',
  'Checkout',
  'Checkin',
  'BlockPatron',
  'SCStatus',
  'RequestACSResend',
  'Login',
  'PatronInformation',
  'EndPatronSession',
  'FeePaid',
  'ItemInformation',
  'ItemStatusUpdate',
  'PatronEnable',
  'Hold',
  'Renew',
  'RenewAll',
];

/** BX, sixteen letters: Y for what a device of this kind may ask. No fee is paid where none is charged. */
export function supportedMessages(kind: DeviceKind, fees: 'free' | 'charges'): string {
  const may = (name: RequestName): boolean => permitted[kind].has(name) && (name !== 'FeePaid' || fees === 'charges');
  return bxOrder.map((name) => (may(name) ? 'Y' : 'N')).join('');
}
