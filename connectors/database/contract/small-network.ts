import { createHash } from 'node:crypto';
import type { ItemStatus } from '../../../core/circulation/entities.ts';
import { derive } from '../../../core/marc/derive.ts';
import { encode } from '../../../core/marc/iso2709.ts';
import type { MarcRecord } from '../../../core/marc/record.ts';
import { granted } from '../../../core/outcome.ts';
import type { NewHold, NewItem, NewLoan, NewPatron, NewRecord, Store, Work } from '../../../core/ports/store.ts';
import type { Database } from '../sql.ts';

/** A store on an empty, migrated database, and that database for whoever wants to break it. */
export interface OpenedStore {
  readonly store: Store;
  readonly database: Database;
  close(): Promise<void>;
}

/** Two libraries, one kiosk, one category, one policy: what a loan needs. */
export interface SmallNetwork {
  readonly lens: number;
  readonly lievin: number;
  readonly kiosk: number;
  readonly category: number;
  readonly policy: number;
}

/** The store under test, its network filled in. */
export interface Subject extends OpenedStore {
  readonly network: SmallNetwork;
}

/** The moment of most things here: 2 March 2026 at noon in Paris. */
export const noon = Date.UTC(2026, 2, 2, 11);
const week = Array.from({ length: 7 }, (_, day) => (day < 6 ? [{ from: '10:00', to: '18:00' }] : []));

/** Fills an empty store with the small network. */
export async function smallNetwork({ administration }: Store): Promise<SmallNetwork> {
  const place = { inseeCode: '62498', kind: 'BRANCH', state: 'LIVE', isPickup: true, acceptsReturns: true } as const;
  const [lens, lievin] = await administration.insertLibraries([
    { ...place, code: 'LENS', name: 'Médiathèque Robert-Cousin', commune: 'Lens' },
    { ...place, code: 'LIEVIN', name: 'Médiathèque Jean-Macé', commune: 'Liévin', inseeCode: '62510' },
  ]);
  const [category] = await administration.insertCategories([
    { code: 'ADULTE', label: 'Adulte', kind: 'PERSON', membershipMonths: 12 },
  ]);
  const [policy] = await administration.insertPolicies([
    {
      categoryId: null,
      itemType: null,
      libraryId: null,
      loanDays: 21,
      renewals: 2,
      renewDays: 21,
      maxPerType: null,
      maxTotal: 20,
      holdsMax: 10,
      holdable: true,
      selfCheck: true,
      hardDueDate: null,
      graceOpenDays: 0,
      suspensionPerLateDay: 0,
      feeSchedule: null,
    },
  ]);
  await administration.setCalendars([
    {
      libraryId: lens!,
      weekly: week,
      exceptions: [
        { date: '2026-12-24', until: null, weekday: null, yearly: true, hours: [], reason: 'Veille de Noël' },
      ],
    },
    { libraryId: lievin!, weekly: week, exceptions: [] },
  ]);
  const [kiosk] = await administration.insertDevices([
    {
      login: 'kiosk-lens',
      name: 'Automate',
      kind: 'SELFCHECK',
      libraryId: lens!,
      profile: { language: 'fr' },
      secretHash: 's',
    },
  ]);
  return { lens: lens!, lievin: lievin!, kiosk: kiosk!, category: category!, policy: policy! };
}

/** Runs a unit of work that nothing refuses. */
export async function committed<T>(store: Store, run: (work: Work) => Promise<T>): Promise<T> {
  const outcome = await store.transaction(async (work) => granted(await run(work)));
  if (!outcome.granted) throw new Error(`refused: ${outcome.refusal}`);
  return outcome.value;
}

/** A monograph of this title under this control number, as the catalogue keeps it. */
export function book(number: number, title: string, at = noon): NewRecord {
  const controlNumber = `PAS${String(number).padStart(10, '0')}`;
  const record: MarcRecord = {
    leader: '00000nam0 2200000   450 ',
    fields: [
      { tag: '001', value: controlNumber },
      { tag: '010', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: '978-2-07-040850-4' }] },
      { tag: '101', ind1: '0', ind2: ' ', subfields: [{ code: 'a', value: 'fre' }] },
      { tag: '200', ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: title }] },
      {
        tag: '700',
        ind1: ' ',
        ind2: '1',
        subfields: [
          { code: 'a', value: 'Zola' },
          { code: 'b', value: 'Émile' },
        ],
      },
    ],
  };
  const marc = encode(record);
  return {
    controlNumber,
    source: 'LENS',
    sourceId: `frbnf${number}`,
    status: 'LIVE',
    marc,
    hash: createHash('sha256').update(marc).digest('hex'),
    createdAt: at,
    updatedAt: at,
    derived: derive(record),
  };
}

/** A copy on the shelf of its own library. */
export function copy(
  network: SmallNetwork,
  recordId: number,
  barcode: string,
  status: ItemStatus = 'AVAILABLE',
): NewItem {
  return {
    barcode,
    recordId,
    homeLibraryId: network.lens,
    holdingLibraryId: network.lens,
    type: 'BOOK',
    location: 'Adultes',
    callNumber: 'R ZOL',
    status,
    statusSince: noon,
    loanable: true,
    volume: '',
    inventoryNo: '',
  };
}

export function reader(network: SmallNetwork, cardNumber: string): NewPatron {
  return {
    pseudonym: createHash('md5').update(cardNumber).digest('hex'),
    cardNumber,
    firstName: 'Zoé',
    lastName: 'Ça’rlïer',
    birthDate: '1990-05-17',
    email: null,
    phone: null,
    address: null,
    homeLibraryId: network.lens,
    categoryId: network.category,
    expiresAt: noon + 365 * 86_400_000,
    state: 'ACTIVE',
    language: 'fr',
    pinHash: null,
  };
}

export function loan(network: SmallNetwork, itemId: number, patronId: number): NewLoan {
  return {
    itemId,
    patronId,
    libraryId: network.lens,
    deviceId: network.kiosk,
    at: noon,
    dueAt: noon + 21 * 86_400_000,
    renewals: 0,
    policyId: network.policy,
    source: 'SELF',
  };
}

export function hold(network: SmallNetwork, recordId: number, patronId: number): NewHold {
  return {
    patronId,
    recordId,
    itemId: null,
    volume: '',
    pickupLibraryId: network.lens,
    priorityClass: 0,
    placedAt: noon,
    notBefore: null,
    suspendedUntil: null,
    expiresAt: null,
    status: 'PENDING',
    boundItemId: null,
    shelvedAt: null,
    pickupDeadline: null,
    targetItemId: null,
  };
}

let numbers = 0;
/** A number that nothing in this run bears yet. */
export function fresh(): number {
  return (numbers += 1);
}

/** One new record with its copies: their ids and barcodes. */
export async function shelved(
  store: Store,
  network: SmallNetwork,
  copies = 1,
): Promise<{ recordId: number; items: { id: number; barcode: string }[] }> {
  return committed(store, async (work) => {
    const [recordId] = await work.records.insertMany([book(fresh(), 'Germinal')]);
    const barcodes = Array.from({ length: copies }, () => `B${fresh()}`);
    const ids = await work.items.insertMany(barcodes.map((barcode) => copy(network, recordId!, barcode)));
    return { recordId: recordId!, items: ids.map((id, at) => ({ id, barcode: barcodes[at]! })) };
  });
}

/** New readers: their ids and cards. */
export async function registered(
  store: Store,
  network: SmallNetwork,
  count = 1,
): Promise<{ id: number; card: string }[]> {
  const cards = Array.from({ length: count }, () => `C${fresh()}`);
  const ids = await committed(store, (work) => work.patrons.insertMany(cards.map((card) => reader(network, card))));
  return ids.map((id, at) => ({ id, card: cards[at]! }));
}
