import type { DeviceKind } from './network.ts';

/** What no terminal is ever forbidden: sign in (93), ask again (97), tell its state (99). */
export const unforbidden: readonly string[] = ['93', '97', '99'];

const everybody = [...unforbidden, '35', '17'];
const counter = [...everybody, '23', '63', '11', '09', '29', '15', '01', '19', '37', '65'];

/** The requests each kind of device may make, by identifier: a stolen sorter or gate learns nothing of readers. */
export const messagesOfKind: Readonly<Record<DeviceKind, readonly string[]>> = {
  STAFF: [...counter, '25'], // nobody gives himself back a card at a kiosk
  SELFCHECK: counter,
  RETURN_BIN: [...everybody, '09', '19'],
  SORTER: [...everybody, '09', '19'],
  GATE: [...everybody, '19'],
};
