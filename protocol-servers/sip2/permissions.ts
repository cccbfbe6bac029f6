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
  'PatronEnable',
  'ItemStatusUpdate',
  'FeePaid',
  'RenewAll',
];

/** What each kind of device may ask: a stolen sorter or gate learns nothing of readers. */
export const permitted: Readonly<Record<DeviceKind, ReadonlySet<RequestName>>> = {
  STAFF: new Set(counter),
  SELFCHECK: new Set(counter),
  RETURN_BIN: new Set([...everybody, 'Checkin', 'ItemStatusUpdate']),
  SORTER: new Set([...everybody, 'Checkin', 'ItemStatusUpdate']),
  GATE: new Set([...everybody, 'ItemStatusUpdate']),
};
