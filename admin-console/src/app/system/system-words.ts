import type { SystemView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

export type Service = SystemView['services'][number];
export type ServiceName = Service['name'];
export type Loss = SystemView['losses'][number];

/** What a service is for, in the words of those who serve the public. */
export const serviceWords: Record<ServiceName, MessageKey> = {
  console: 'system.service.console',
  sip2: 'system.service.sip2',
  'sip2-tls': 'system.service.sip2-tls',
  'sip2-telnet': 'system.service.sip2-telnet',
  z3950: 'system.service.z3950',
  sru: 'system.service.sru',
  oai: 'system.service.oai',
};

/** What no longer works when a service is away. */
export const lostWithService: Record<ServiceName, MessageKey> = {
  console: 'system.lost.console',
  sip2: 'system.lost.sip2',
  'sip2-tls': 'system.lost.sip2',
  'sip2-telnet': 'system.lost.sip2',
  z3950: 'system.lost.z3950',
  sru: 'system.lost.z3950',
  oai: 'system.lost.oai',
};

export interface StateWord {
  readonly word: MessageKey;
  readonly icon: IconName;
  readonly tone: Tone;
}

const states = {
  'not-set-up': { word: 'system.state.notSetUp', icon: 'minus', tone: 'neutral' },
  down: { word: 'system.state.down', icon: 'close', tone: 'refused' },
  failing: { word: 'system.state.failing', icon: 'warning', tone: 'decide' },
  well: { word: 'system.state.well', icon: 'check', tone: 'shelf' },
} as const satisfies Record<string, StateWord>;

/** How a service stands, its last fault told by the losses of the moment. */
export function serviceState({ name, port, listening }: Service, losses: readonly Loss[]): StateWord {
  if (port === null) return states['not-set-up'];
  if (!listening) return states.down;
  const fails = losses.some(({ kind, service }) => kind === 'service-failing' && service === name);
  return fails ? states.failing : states.well;
}

export const lossWords: Record<Loss['kind'], { readonly what: MessageKey; readonly act: MessageKey }> = {
  'durability-weak': { what: 'system.loss.durability-weak', act: 'system.act.durability-weak' },
  'search-lost': { what: 'system.loss.search-lost', act: 'system.act.search-lost' },
  'search-late': { what: 'system.loss.search-late', act: 'system.act.wait' },
  'search-incomplete': { what: 'system.loss.search-incomplete', act: 'system.act.reindex' },
  'harvest-late': { what: 'system.loss.harvest-late', act: 'system.act.wait' },
  'notices-late': { what: 'system.loss.notices-late', act: 'system.act.notices-late' },
  'headings-late': { what: 'system.loss.headings-late', act: 'system.act.wait' },
  'journal-late': { what: 'system.loss.journal-late', act: 'system.act.wait' },
  'figures-late': { what: 'system.loss.figures-late', act: 'system.act.wait' },
  'service-down': { what: 'system.loss.service-down', act: 'system.act.service-down' },
  'service-failing': { what: 'system.loss.service-failing', act: 'system.act.service-failing' },
  'disk-full': { what: 'system.loss.disk-full', act: 'system.act.disk' },
  'disk-low': { what: 'system.loss.disk-low', act: 'system.act.disk' },
  'certificate-ended': { what: 'system.loss.certificate-ended', act: 'system.act.certificate' },
  'certificate-unreadable': { what: 'system.loss.certificate-unreadable', act: 'system.act.certificate' },
  'certificate-soon': { what: 'system.loss.certificate-soon', act: 'system.act.certificate' },
};

export const degreeWords: Record<Loss['degree'], StateWord> = {
  lost: { word: 'system.degree.lost', icon: 'close', tone: 'refused' },
  late: { word: 'system.degree.late', icon: 'clock', tone: 'decide' },
  warning: { word: 'system.degree.warning', icon: 'warning', tone: 'decide' },
};

/** What waits behind each work, in the words of a librarian. */
export const workWords: Record<SystemView['works'][number]['name'], MessageKey> = {
  'records-changed': 'system.work.records-changed',
  'records-to-disseminate': 'system.work.records-to-disseminate',
  notices: 'system.work.notices',
  'headings-to-link': 'system.work.headings-to-link',
  'headings-changed': 'system.work.headings-changed',
  journal: 'system.work.journal',
  figures: 'system.work.figures',
};

export const jobWords: Record<SystemView['jobs'][number]['kind'], MessageKey> = {
  export: 'system.job.export',
  harvest: 'system.job.harvest',
  batch: 'system.job.batch',
};

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `1,5 Go`. */
export function bytesText(bytes: number, locale: string): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  const digits = { maximumFractionDigits: power < 2 ? 0 : 1 };
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[power], ...digits }).format(bytes / 1024 ** power);
}
