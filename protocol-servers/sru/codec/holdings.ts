import { escapeXml } from '../../../core/marc/xml.ts';

/** Copies that stand together: one shelf mark of one library. */
export interface Shelf {
  readonly library: {
    readonly code: string;
    readonly name: string;
    readonly commune: string;
    readonly isil: string | null;
  };
  readonly location: string;
  readonly callNumber: string;
  readonly volume: string;
  readonly copies: readonly ShelvedCopy[];
}
/** A copy as circulation knows it now. */
export interface ShelvedCopy {
  readonly barcode: string;
  readonly availableNow: boolean;
  /** On its shelf, lent or not. */
  readonly onShelf: boolean;
  /** Due back, ISO 8601 in UTC; null when it is not on loan. */
  readonly dueAt: string | null;
  /** Why it does not leave the library; null when it is lent. */
  readonly restriction: string | null;
  /** Readers wait for it. */
  readonly onHold: boolean;
  /** The library it is at when that is not its own. */
  readonly temporaryLocation: string | null;
}

/** The OPAC record of Z39.50 as XML, in the elements of YAZ (opacxml.xsd), around a bibliographic record. */
export function writeOpac(bibliographic: string, shelves: readonly Shelf[]): string {
  const holdings = shelves.map(({ library, location, callNumber, volume, copies }) => {
    const circulations = copies.map(
      (copy) =>
        `<circulation><availableNow value="${flag(copy.availableNow)}"/>` +
        element('availabilityDate', copy.dueAt?.slice(0, 10)) +
        element('restrictions', copy.restriction) +
        element('itemId', copy.barcode) +
        `<renewable value="${flag(copy.restriction === null && !copy.onHold)}"/><onHold value="${flag(copy.onHold)}"/>` +
        `${element('temporaryLocation', copy.temporaryLocation)}</circulation>`,
    );
    return (
      `<holding>${element('nucCode', library.isil ?? library.code)}${element('localLocation', library.name)}` +
      element('shelvingLocation', location) +
      element('callNumber', callNumber) +
      element('enumAndChron', volume) +
      `<circulations>${circulations.join('')}</circulations></holding>`
    );
  });
  return (
    `<opacRecord xmlns=""><bibliographicRecord>${bibliographic}</bibliographicRecord>` +
    `<holdings>${holdings.join('')}</holdings></opacRecord>`
  );
}

/** Namespace of ISO 20775:2009. */
export const iso20775Namespace = 'info:ofi/fmt:xml:xsd:iso20775';

/** Holdings by ISO 20775: one `holding` a library, one `copyInformation` a copy, with what a lending partner must know. */
export function writeIso20775(shelves: readonly Shelf[], controlNumber: string): string {
  const libraries = Map.groupBy(shelves, ({ library }) => library.code);
  const holdings = [...libraries.values()].map((standing) => holding(standing, controlNumber));
  return `<holdings xmlns="${iso20775Namespace}">${holdings.join('')}</holdings>`;
}

function holding(shelves: readonly Shelf[], controlNumber: string): string {
  const { library } = shelves[0]!;
  const copies = shelves.flatMap((shelf) => shelf.copies);
  const free = copies.filter(({ availableNow }) => availableNow).length;
  const dates = copies.map(({ dueAt }) => dueAt).filter((date) => date !== null);
  const identity = library.isil === null ? code(library.code, 'code') : code(library.isil, 'ISIL (ISO 15511)');
  return (
    `<holding><institutionIdentifier>${identity}</institutionIdentifier>${element('physicalLocation', library.name)}` +
    `<physicalAddress>${element('text', library.commune)}</physicalAddress>` +
    `<holdingSimple><copiesSummary>${element('copiesCount', String(copies.length))}` +
    `<status>${element('availableCount', String(free))}${element('availableFor', loan)}` +
    `${free > 0 ? '' : element('earliestDispatchDate', dates.sort()[0])}</status></copiesSummary>` +
    shelves.map((shelf) => shelf.copies.map((copy) => copyInformation(copy, shelf, controlNumber)).join('')).join('') +
    '</holdingSimple></holding>'
  );
}

/** availableFor: 1 loan, 5 reference look-up. availabilityStatus: 1 available, 2 not available. reservationPolicy: 1 and 2. */
const loan = '1';
const lookUp = '5';

function copyInformation(copy: ShelvedCopy, shelf: Shelf, controlNumber: string): string {
  const isLent = copy.restriction === null;
  const status =
    element('availabilityStatus', (isLent ? copy.availableNow : copy.onShelf) ? '1' : '2') +
    element('availableFor', isLent ? loan : lookUp) +
    element('dateTimeAvailable', copy.dueAt);
  return (
    `<copyInformation><pieceIdentifier>${code(copy.barcode, 'barcode')}</pieceIdentifier>` +
    `<resourceIdentifier>${code(controlNumber, 'control number')}</resourceIdentifier>` +
    element('sublocation', shelf.location) +
    element('shelfLocator', shelf.callNumber) +
    element('note', copy.restriction) +
    (shelf.volume === ''
      ? ''
      : `<enumerationAndChronology>${element('text', shelf.volume)}</enumerationAndChronology>`) +
    `<availabilityInformation><status>${status}</status>` +
    `${element('reservationPolicy', isLent ? '1' : '2')}</availabilityInformation></copyInformation>`
  );
}

function code(value: string, type: string): string {
  return `${element('value', value)}<typeOrSource>${element('text', type)}</typeOrSource>`;
}

/** Nothing when there is nothing to say. */
function element(name: string, value: string | null | undefined): string {
  return value === null || value === undefined || value === '' ? '' : `<${name}>${escapeXml(value)}</${name}>`;
}

function flag(yes: boolean): '0' | '1' {
  return yes ? '1' : '0';
}
