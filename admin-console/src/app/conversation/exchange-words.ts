import type { ExchangeView, LiveDeviceView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

interface Look {
  readonly word: MessageKey;
  readonly icon: IconName;
  readonly tone: Tone;
}

export const outcomeWords: Record<ExchangeView['outcome'], Look> = {
  ok: { word: 'exchange.ok', icon: 'check', tone: 'shelf' },
  refused: { word: 'exchange.refused', icon: 'close', tone: 'refused' },
  malformed: { word: 'exchange.malformed', icon: 'warning', tone: 'decide' },
  fault: { word: 'exchange.fault', icon: 'warning', tone: 'refused' },
};

export const liveWords: Record<LiveDeviceView['state'], Look> = {
  'on-line': { word: 'exchange.onLine', icon: 'check', tone: 'shelf' },
  silent: { word: 'device.silent', icon: 'pause', tone: 'decide' },
  absent: { word: 'device.absent', icon: 'close', tone: 'refused' },
  'never-seen': { word: 'device.neverSeen', icon: 'question', tone: 'neutral' },
};

/** The requests of SIP2 by their word in the standard, in the order of a visit; what each is in plain words. */
export const requestWords = {
  SCStatus: 'sip2.SCStatus',
  Login: 'sip2.Login',
  PatronStatus: 'sip2.PatronStatus',
  PatronInformation: 'sip2.PatronInformation',
  ItemInformation: 'sip2.ItemInformation',
  Checkout: 'sip2.Checkout',
  Checkin: 'sip2.Checkin',
  Renew: 'sip2.Renew',
  RenewAll: 'sip2.RenewAll',
  Hold: 'sip2.Hold',
  FeePaid: 'sip2.FeePaid',
  BlockPatron: 'sip2.BlockPatron',
  PatronEnable: 'sip2.PatronEnable',
  ItemStatusUpdate: 'sip2.ItemStatusUpdate',
  EndPatronSession: 'sip2.EndPatronSession',
  RequestACSResend: 'sip2.RequestACSResend',
} as const satisfies Record<string, MessageKey>;
export type RequestName = keyof typeof requestWords;
export const requestNames = Object.keys(requestWords) as RequestName[];

/** The plain word of a request. */
export function requestWord(name: string): MessageKey {
  return name in requestWords ? requestWords[name as RequestName] : 'sip2.Unknown';
}
