import type { PatronAccountSheet } from '../../../core/library.ts';
import { profileOf } from '../../../core/network/device-profile.ts';
import type { Device } from '../../../core/network/network.ts';

/**
 * How much of a reader's account a device may see: `account` name, lists and contact; `named` name and lists; `counted`
 * numbers only; `nothing` when a wrong PIN came.
 */
export type Disclosure = 'account' | 'named' | 'counted' | 'nothing';

/**
 * What this device may see. A wrong PIN hides everything. Without a PIN a staff desk sees the account, and another device
 * numbers only, or the lists where its profile trusts the card alone.
 */
export function disclosure(
  device: Device,
  pin: PatronAccountSheet['pin'],
  patronPassword: string | undefined,
): Disclosure {
  if (pin === 'right') return 'account';
  if (patronPassword !== undefined || pin !== 'not-given') return 'nothing';
  if (device.kind === 'STAFF') return 'account';
  return profileOf(device).cardAlone === 'lists' ? 'named' : 'counted';
}

/** CQ: absent when no AD came, Y only when the PIN was verified. */
export function validPatronPassword(
  pin: PatronAccountSheet['pin'],
  patronPassword: string | undefined,
): 'Y' | 'N' | undefined {
  if (patronPassword === undefined) return undefined;
  return pin === 'right' ? 'Y' : 'N';
}
