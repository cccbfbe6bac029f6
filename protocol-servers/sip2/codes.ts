import type { ItemStatus, ItemType } from '../../core/circulation/entities.ts';
import type { CheckedIn } from '../../core/library.ts';
import { type AlertKind, profileOf } from '../../core/network/device-profile.ts';
import type { Device, LibraryKind } from '../../core/network/network.ts';
import type { Language } from './diagnostics.ts';

/** Circulation status (18). */
export const circulationStatus: Readonly<Record<ItemStatus, string>> = {
  IN_PROCESSING: '06',
  AVAILABLE: '03',
  ON_LOAN: '04',
  ON_HOLD_SHELF: '08',
  TRANSIT_HOLD: '10',
  TRANSIT_HOME: '10',
  RESHELVE: '09',
  AT_ILL_PARTNER: '01',
  CLAIMED_RETURNED: '11',
  LOST: '12',
  MISSING: '13',
  ON_ORDER: '02',
  WITHDRAWN: '01',
};
/** What is said of an item that cannot be told: 01, other. */
export const otherCirculationStatus = '01';

/** SIP2 2.00 has no code for RFID: 00, other. */
export const securityMarker = '00';

/** 01, other: the network charges nothing. */
export const feeType = '01';

/**
 * Media type (CK). It is that of the item, not of its record, so that 17 and 09 tell a sorter the same; a DVD is 006,
 * like every disc.
 */
export const mediaType: Readonly<Record<ItemType, string>> = {
  BOOK: '001',
  LARGE_PRINT: '001',
  COMIC: '001',
  MAGAZINE: '002',
  AUDIO_BOOK: '006',
  CD: '006',
  DVD: '006',
  GAME: '000',
  SCORE: '001',
  MAP: '000',
  KIT: '000',
  REFERENCE: '001',
};

/** Alert type (CV, 3M extensions 2005): 05 and above are the vendors' own, so that a profile may say others. */
const alertTypes: Readonly<Record<AlertKind, string>> = {
  'hold-here': '01',
  'hold-elsewhere': '02',
  partner: '03', // inter-library loan
  send: '04',
  other: '99',
};

/** CV of an alert, for this terminal. */
export function alertTypeOf(kind: AlertKind, device: Pick<Device, 'profile'> | null): string {
  return (device && profileOf(device).alertTypes[kind]) ?? alertTypes[kind];
}

/** What a terminal does with a document that came back. */
export interface Handling {
  /** Null: nobody need look, alert is N. */
  readonly alert: AlertKind | null;
  /** True when CT names the library where it must go. */
  readonly travels: boolean;
  /** AF, by the name of that library. */
  readonly say?: Readonly<Record<Language, (library: string) => string>>;
}

/** 10 by routing: alert, CV and whether it leaves for elsewhere. */
export const handling: Readonly<Record<CheckedIn['routing'], Handling>> = {
  'no-change': { alert: null, travels: false },
  shelf: { alert: null, travels: false },
  'hold-shelf': {
    alert: 'hold-here',
    travels: false,
    say: { fr: () => 'Document réservé : à mettre de côté ici.', en: () => 'Reserved: keep it here.' },
  },
  'transit-hold': {
    alert: 'hold-elsewhere',
    travels: true,
    say: {
      fr: (library) => `Document réservé : à envoyer à ${library}.`,
      en: (library) => `Reserved: send to ${library}.`,
    },
  },
  'transit-home': {
    alert: 'send',
    travels: true,
    say: { fr: (library) => `À envoyer à ${library}.`, en: (library) => `Send to ${library}.` },
  },
};

/** How a document is handled; what goes back to a lending partner has its own alert. */
export function handlingOf(routing: CheckedIn['routing'], destination: LibraryKind): Handling {
  const usual = handling[routing];
  return usual.travels && destination === 'ILL_PARTNER' ? { ...usual, alert: 'partner' } : usual;
}

/** It stays here, and a person must look at it. */
export const alertHandling: Readonly<Record<NonNullable<CheckedIn['alert']>, Handling>> = {
  found: {
    alert: 'other',
    travels: false,
    say: { fr: () => 'Document retrouvé : à remettre au personnel.', en: () => 'Found again: hand it to staff.' },
  },
  'withdrawn-item-seen': {
    alert: 'other',
    travels: false,
    say: {
      fr: () => 'Document retiré des collections : à remettre au personnel.',
      en: () => 'Withdrawn item: hand it to staff.',
    },
  },
  'checkin-note': {
    alert: 'other',
    travels: false,
    say: { fr: () => 'Document à vérifier : voir sa note.', en: () => 'To be checked: see its note.' },
  },
};
