import { messagesOfKind, unforbidden } from '../../core/network/device-messages.ts';
import type { Device } from '../../core/network/network.ts';
import { layoutByName, type RequestName } from './codec/index.ts';

/** What may be said before a terminal signed in; 99 then gets the answer everybody may have. */
export const beforeLogin: ReadonlySet<RequestName> = new Set(['Login', 'RequestACSResend']);

/** Whether this device may send this message: its kind allows it, and so does its profile. */
export function mayAsk(
  { kind, profile: { messages = null } }: Pick<Device, 'kind' | 'profile'>,
  name: RequestName,
): boolean {
  const { code } = layoutByName.get(name)!;
  if (!messagesOfKind[kind].includes(code)) return false;
  return messages === null || messages.includes(code) || unforbidden.includes(code);
}

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

/** Before a terminal signed in it is answered as a self-check of which nothing is known. */
const stranger: Pick<Device, 'kind' | 'profile'> = { kind: 'SELFCHECK', profile: {} };

/** BX, sixteen letters: Y for what this device may ask. No fee is paid where none is charged. */
export function supportedMessages(device: Pick<Device, 'kind' | 'profile'> | null, fees: 'free' | 'charges'): string {
  const may = (name: RequestName): boolean =>
    mayAsk(device ?? stranger, name) && (name !== 'FeePaid' || fees === 'charges');
  return bxOrder.map((name) => (may(name) ? 'Y' : 'N')).join('');
}
