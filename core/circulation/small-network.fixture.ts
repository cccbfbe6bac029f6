import { openDatabase } from '../../connectors/database/index.ts';
import { createStore } from '../../connectors/database/store.ts';
import { VerifiedSecrets, hashSecret } from '../access/secrets.ts';
import type { Device, DeviceKind } from '../network/network.ts';
import { Directory } from '../network/directory.ts';
import { derive } from '../marc/derive.ts';
import { encode } from '../marc/iso2709.ts';
import type { MarcRecord } from '../marc/record.ts';
import { granted } from '../outcome.ts';
import { Pins } from '../patrons/pins.ts';
import type { NewHold, NewItem, NewPatron, NewRecord, Store, Work } from '../ports/store.ts';
import type { CirculationPolicy } from './entities.ts';
import { checkIn } from './check-in.ts';
import { checkOut } from './check-out.ts';
import { defaultCirculationSettings, type CirculationPorts } from './ports.ts';
import { renew } from './renew.ts';

/** Wednesday 18 November 2026, 10:00 in Lens. */
export const start = Date.UTC(2026, 10, 18, 9);
export const day = 86_400_000;
const cheap = { N: 2, r: 1, p: 1 };

/** A network of three libraries on a real database in memory, whose clock the test moves. */
export interface SmallNetwork {
  readonly store: Store;
  readonly ports: CirculationPorts;
  readonly devices: Readonly<Record<'lens' | 'lievin' | 'avion', Device>>;
  readonly libraries: Readonly<Record<'lens' | 'lievin' | 'avion', number>>;
  readonly checkOut: ReturnType<typeof checkOut>;
  readonly checkIn: ReturnType<typeof checkIn>;
  readonly renew: ReturnType<typeof renew>;
  at(time: number): void;
  now(): number;
  /** Adds a record with one copy at home in Lens; returns the copy's and the record's id. */
  item(barcode: string, as?: Partial<NewItem>): Promise<{ id: number; recordId: number }>;
  patron(cardNumber: string, as?: Partial<NewPatron>): Promise<number>;
  hold(patronId: number, recordId: number, as?: Partial<NewHold>): Promise<number>;
  /** Rows of the database as they are. */
  rows(text: string): Promise<Record<string, unknown>[]>;
  work<T>(run: (work: Work) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const common = {
  categoryId: null,
  itemType: null,
  libraryId: null,
  loanDays: 21,
  renewals: 2,
  renewDays: 21,
  maxPerType: null,
  maxTotal: 5,
  holdsMax: 10,
  holdable: true,
  selfCheck: true,
  hardDueDate: null,
  graceOpenDays: 0,
  suspensionPerLateDay: 0,
  feeSchedule: null,
} satisfies Omit<CirculationPolicy, 'id'>;

/** Opens the network of the circulation specs. */
export async function smallNetwork(url = 'sqlite::memory:', dataDir = '/nonexistent'): Promise<SmallNetwork> {
  const { database, administration: opened } = await openDatabase({ url, dataDir });
  const store = unfollowed(createStore(database, opened));
  const { administration } = store;
  const openEveryDay = Array.from({ length: 7 }, () => [{ from: '10:00', to: '18:00' }]);
  const [lens, lievin, avion] = (await administration.insertLibraries(
    ['LENS', 'LIEVIN', 'AVION'].map((code) => ({
      code,
      name: code,
      commune: code,
      inseeCode: '62498',
      kind: 'BRANCH' as const,
      state: 'LIVE' as const,
      isPickup: true,
      acceptsReturns: true,
    })),
  )) as [number, number, number];
  const [adult] = (await administration.insertCategories([
    { code: 'ADULTE', label: 'Adulte', kind: 'PERSON', membershipMonths: 12 },
  ])) as [number];
  await administration.insertPolicies([
    common,
    { ...common, itemType: 'DVD', loanDays: 7, maxPerType: 1, selfCheck: false },
  ]);
  await administration.setCalendars(
    [lens, lievin, avion].map((libraryId) => ({ libraryId, weekly: openEveryDay, exceptions: [] })),
  );
  const secretHash = await hashSecret('demo', cheap);
  const kinds: readonly [string, number, DeviceKind][] = [
    ['kiosk-lens', lens, 'SELFCHECK'],
    ['kiosk-lievin', lievin, 'SELFCHECK'],
    ['kiosk-avion', avion, 'SELFCHECK'],
  ];
  await administration.insertDevices(
    kinds.map(([login, libraryId, kind]) => ({ login, name: login, kind, libraryId, profile: {}, secretHash })),
  );
  const device = (login: string, all: readonly Device[]): Device => all.find((candidate) => candidate.login === login)!;
  const devices = await store.read.devices();

  let time = start;
  const clock = { now: () => time };
  const directory = new Directory(store);
  await directory.refresh();
  const pins = new Pins(new VerifiedSecrets(), clock, store);
  const ports: CirculationPorts = { store, directory, clock, pins, settings: defaultCirculationSettings };
  const work = async <T>(run: (work: Work) => Promise<T>): Promise<T> => {
    const done = await store.transaction(async (transaction) => granted(await run(transaction)));
    if (!done.granted) throw new Error('nothing refuses here');
    return done.value;
  };

  let records = 0;
  return {
    store,
    ports,
    devices: {
      lens: device('kiosk-lens', devices),
      lievin: device('kiosk-lievin', devices),
      avion: device('kiosk-avion', devices),
    },
    libraries: { lens, lievin, avion },
    checkOut: checkOut(ports),
    checkIn: checkIn(ports),
    renew: renew(ports),
    at(moment) {
      time = moment;
    },
    now: () => time,
    item: (barcode, as = {}) =>
      work(async (transaction) => {
        const first = await transaction.records.reserveNumbers(1);
        const [recordId] = as.recordId
          ? [as.recordId]
          : await transaction.records.insertMany([record(first, (records += 1))]);
        const [id] = await transaction.items.insertMany([
          {
            barcode,
            recordId: recordId!,
            homeLibraryId: lens,
            holdingLibraryId: lens,
            type: 'BOOK',
            location: 'Adultes',
            callNumber: 'R ZOL',
            status: 'AVAILABLE',
            statusSince: start - day,
            loanable: true,
            volume: '',
            inventoryNo: '',
            ...as,
          },
        ]);
        return { id: id!, recordId: recordId! };
      }),
    patron: (cardNumber, as = {}) =>
      work(async (transaction) => {
        const [id] = await transaction.patrons.insertMany([
          {
            pseudonym: cardNumber.padStart(32, '0'),
            cardNumber,
            firstName: 'Jeanne',
            lastName: 'Lemaire',
            birthDate: null,
            email: null,
            phone: null,
            address: null,
            homeLibraryId: lens,
            categoryId: adult,
            expiresAt: start + 300 * day,
            state: 'ACTIVE',
            language: 'fr',
            pinHash: await hashSecret('1234', cheap),
            ...as,
          },
        ]);
        return id!;
      }),
    hold: (patronId, recordId, as = {}) =>
      work(async (transaction) => {
        const [id] = await transaction.holds.insertMany([
          {
            patronId,
            recordId,
            itemId: null,
            pickupLibraryId: lens,
            priorityClass: 0,
            placedAt: start - day,
            notBefore: null,
            suspendedUntil: null,
            expiresAt: null,
            status: 'PENDING',
            boundItemId: null,
            shelvedAt: null,
            pickupDeadline: null,
            ...as,
          },
        ]);
        return id!;
      }),
    rows: (text) => database.reader.all(text),
    work,
    close: () => store.close(),
  };
}

/** Nobody follows the outbox here, and the clock of the test is not the database's: how long rows wait there says nothing. */
function unfollowed(store: Store): Store {
  const audit = async () => (await store.read.audit()).filter(({ invariant }) => invariant !== 'outbox-followed');
  return { ...store, read: { ...store.read, audit } };
}

function record(number: number, sequence: number): NewRecord {
  const controlNumber = `PAS${String(number).padStart(10, '0')}`;
  const subfield = (code: string, value: string): { code: string; value: string } => ({ code, value });
  const unimarc: MarcRecord = {
    leader: '00000nam0 2200000   450 ',
    fields: [
      { tag: '001', value: controlNumber },
      { tag: '100', ind1: ' ', ind2: ' ', subfields: [subfield('a', '20240101d1885    m  y0frey50      ba')] },
      { tag: '101', ind1: '0', ind2: ' ', subfields: [subfield('a', 'fre')] },
      { tag: '200', ind1: '1', ind2: ' ', subfields: [subfield('a', 'Germinal'), subfield('f', 'Émile Zola')] },
      { tag: '700', ind1: ' ', ind2: '1', subfields: [subfield('a', 'Zola'), subfield('b', 'Émile')] },
    ],
  };
  return {
    controlNumber,
    source: 'spec',
    sourceId: String(sequence),
    status: 'LIVE',
    marc: encode(unimarc),
    hash: String(sequence).padStart(64, '0'),
    createdAt: start,
    updatedAt: start + sequence,
    derived: derive(unimarc),
  };
}
