import type { MessageOf, ResponseMessage } from '../codec/index.ts';
import { supportedMessages } from '../codes.ts';
import { type Exchange, type Handler, say } from './handler.ts';

/** Tenths of a second after which the terminal may send again, and how many times. */
const timeoutPeriod = '030';
const retriesAllowed = '003';

/** 99 → 98: the heartbeat; terminals set their clock from it. Answered before login too, with what everybody may know. */
export const scStatus: Handler<'SCStatus'> = {
  answer(message, { library, device, ...exchange }) {
    library.devices.seen(device, /^[012]$/.test(message.statusCode) ? Number(message.statusCode) : undefined);
    return {
      ...acsStatus('Y', exchange),
      libraryName: library.network.library(device.libraryId).name,
      terminalLocation: device.name,
    };
  },

  refuse: (_message, cause, exchange) => {
    if (cause === 'not-signed-in') return acsStatus('Y', exchange);
    return {
      ...acsStatus(cause === 'temporarily-unavailable' ? 'N' : 'Y', exchange),
      screenMessage: say(cause, exchange),
    };
  },
};

function acsStatus(
  onLine: 'Y' | 'N',
  { institution, date }: Pick<Exchange, 'institution' | 'date'>,
): MessageOf<'ACSStatus'> & ResponseMessage {
  return {
    name: 'ACSStatus',
    onLineStatus: onLine,
    checkinOk: onLine,
    checkoutOk: onLine,
    acsRenewalPolicy: onLine,
    statusUpdateOk: 'N', // 19 is refused
    offLineOk: 'Y', // no block Y is recorded, not refused
    timeoutPeriod,
    retriesAllowed,
    dateTimeSync: date,
    protocolVersion: '2.00',
    institutionId: institution,
    supportedMessages,
  };
}
