import { supportedMessages } from '../permissions.ts';
import { type Exchange, type Handler, say } from './handler.ts';

/** Tenths of a second after which the terminal may send again, and how many times. */
const timeoutPeriod = '030';
const retriesAllowed = '003';

/**
 * 99 → 98: the heartbeat; terminals set their clock from it. What it says may be done is what this very terminal may do;
 * before login, what a self-check may.
 */
export const scStatus: Handler<'SCStatus'> = {
  answer(message, { library, device, ...exchange }) {
    library.devices.seen(device, /^[012]$/.test(message.statusCode) ? Number(message.statusCode) : undefined);
    const charges = library.network.charges();
    return {
      ...acsStatus('Y', { ...exchange, device }, charges ? 'charges' : 'free'),
      libraryName: library.network.library(device.libraryId).name,
      terminalLocation: device.name,
    };
  },

  refuse: (_message, cause, exchange) => {
    if (cause === 'not-signed-in') return acsStatus('Y', exchange, 'free');
    return {
      ...acsStatus(cause === 'temporarily-unavailable' ? 'N' : 'Y', exchange, 'free'),
      screenMessage: say(cause, exchange),
    };
  },
};

/** Places of BX. */
const [checkout, checkin, itemStatusUpdate, renew] = [1, 2, 11, 14] as const;

function acsStatus(onLine: 'Y' | 'N', exchange: Exchange, fees: 'free' | 'charges') {
  const bx = supportedMessages(exchange.device, fees);
  const may = (place: number) => (onLine === 'Y' && bx[place] === 'Y' ? 'Y' : 'N');
  return {
    name: 'ACSStatus',
    onLineStatus: onLine,
    checkinOk: may(checkin),
    checkoutOk: may(checkout),
    acsRenewalPolicy: may(renew),
    statusUpdateOk: may(itemStatusUpdate),
    offLineOk: bx[checkin] === 'Y' || bx[checkout] === 'Y' ? 'Y' : 'N', // no block Y is recorded, never refused
    timeoutPeriod,
    retriesAllowed,
    dateTimeSync: exchange.date,
    protocolVersion: '2.00',
    institutionId: exchange.institution,
    supportedMessages: bx,
  } as const;
}
