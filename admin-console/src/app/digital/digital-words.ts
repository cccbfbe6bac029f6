import type {
  AudienceCode,
  ResourceAccessCode,
  ResourceLineView,
  ResourceLinkView,
  ResourceTypeCode,
  UsageReportView,
} from '../api/contract';
import type { StateWords } from '../catalogue/catalogue-words';
import type { MessageKey } from '../messages/catalogue';

export const typeWords: Readonly<Record<ResourceTypeCode, MessageKey>> = {
  EBOOK: 'digital.type.EBOOK',
  PRESS: 'digital.type.PRESS',
  VIDEO: 'digital.type.VIDEO',
  MUSIC: 'digital.type.MUSIC',
  TRAINING: 'digital.type.TRAINING',
  GAME: 'digital.type.GAME',
  HERITAGE: 'digital.type.HERITAGE',
};
export const types = Object.keys(typeWords) as readonly ResourceTypeCode[];

export const accessWords: Readonly<Record<ResourceAccessCode, MessageKey>> = {
  FREE: 'digital.access.FREE',
  READERS: 'digital.access.READERS',
  ON_SITE: 'digital.access.ON_SITE',
};
export const accesses = Object.keys(accessWords) as readonly ResourceAccessCode[];

export const originWords: Readonly<Record<ResourceLineView['origin'], MessageKey>> = {
  HARVEST: 'digital.origin.HARVEST',
  FIELD_856: 'digital.origin.FIELD_856',
  HAND: 'digital.origin.HAND',
};
export const origins = Object.keys(originWords) as readonly ResourceLineView['origin'][];

/** To whom the licence lets it be shown. */
export const audienceWords: Readonly<Record<AudienceCode, MessageKey>> = {
  readers: 'digital.audience.readers',
  harvesters: 'digital.audience.harvesters',
  gallica: 'digital.audience.gallica',
  europeana: 'digital.audience.europeana',
};
export const audiences = Object.keys(audienceWords) as readonly AudienceCode[];

export const linkWords: Readonly<Record<ResourceLinkView['state'], StateWords>> = {
  LINKED: { word: 'digital.link.LINKED', icon: 'check', tone: 'shelf' },
  PROPOSED: { word: 'digital.link.PROPOSED', icon: 'question', tone: 'decide' },
  REFUSED: { word: 'digital.link.REFUSED', icon: 'close', tone: 'neutral' },
};

/** Why a line of a supplier's file was not read. */
export const unreadWords: Readonly<Record<UsageReportView['unread'][number]['why'], MessageKey>> = {
  month: 'usage.unread.month',
  count: 'usage.unread.count',
  type: 'usage.unread.type',
  metric: 'usage.unread.metric',
};

/** Whether a person may follow an address: one that is no web page is shown as text. */
export function isWeb(url: string): boolean {
  return /^https?:\/\//.test(url);
}

/** The picture of a resource when it is on this server; pages of the console ask nothing of any other. */
export function ownThumbnail(address: string, origin: string): string | null {
  if (address === '' || !URL.canParse(address, origin)) return null;
  const url = new URL(address, origin);
  return url.origin === origin ? url.href : null;
}
