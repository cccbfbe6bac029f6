import { ordinaryCopy, type Hold, type Item, type ItemStatus, type Loan } from '../../../core/circulation/entities.ts';
import type {
  CheckedIn,
  CheckedOut,
  CheckInRequest,
  CheckOutRequest,
  ItemInformation,
  Library,
  PatronAccountSheet,
  Renewed,
  RenewRequest,
} from '../../../core/library.ts';
import type { Device, DeviceKind, NetworkLibrary } from '../../../core/network/network.ts';
import { granted, type Outcome, refused } from '../../../core/outcome.ts';
import type { Block, Patron } from '../../../core/patrons/patron.ts';

const day = 86_400_000;

/** The parts of the library that SIP2 asks, kept in memory: small, but a loan made is a loan that is there. */
export class InMemoryLibrary {
  /** 21 November 2026, 14:05:09 in Paris. */
  time = Date.UTC(2026, 10, 21, 13, 5, 9);
  /** Thrown by the next call that reaches the library, once. */
  nextFault: Error | null = null;
  readonly heard: { login: string; status: number | undefined }[] = [];
  readonly asked: string[] = [];
  readonly checkInRequests: CheckInRequest[] = [];
  /** Bins by barcode, for the documents a list speaks of. */
  readonly sortBins = new Map<string, string>();
  readonly checkOutRequests: CheckOutRequest[] = [];

  readonly libraries: NetworkLibrary[] = [
    libraryOf(1, 'LENS', 'Médiathèque de Lens'),
    libraryOf(2, 'LIEVIN', 'Médiathèque de Liévin'),
  ];
  readonly devices: Device[] = [
    deviceOf(1, 'kiosk-lens', 'SELFCHECK'),
    deviceOf(2, 'sorter-lens', 'SORTER'),
    deviceOf(3, 'gate-lens', 'GATE'),
    deviceOf(4, 'desk-lens', 'STAFF'),
    deviceOf(5, 'bin-lens', 'RETURN_BIN'),
    {
      ...deviceOf(6, 'kiosk-latin', 'SELFCHECK'),
      profile: { charset: 'iso-8859-1', terminator: 'CRLF', language: 'en' },
    },
    { ...deviceOf(7, 'kiosk-trusting', 'SELFCHECK'), profile: { cardAlone: 'lists' } },
  ];
  readonly patrons = new Map<string, { patron: Patron; blocks: Block[] }>();
  readonly items = new Map<string, { item: Item; title: string }>();
  readonly loans: Loan[] = [];
  readonly holds: Hold[] = [];

  readonly #cutOffListeners = new Set<(deviceId: number) => void>();
  #held: Promise<void> | null = null;

  /** Somebody changes a device: it is another object from now on. */
  changeDevice(login: string, profile: Device['profile']): void {
    const at = this.devices.findIndex((device) => device.login === login);
    this.devices[at] = { ...this.devices[at]!, profile };
  }

  /** Somebody disables a device: its connections are to be closed. */
  disableDevice(login: string): void {
    const at = this.devices.findIndex((device) => device.login === login);
    const [device] = this.devices.splice(at, 1);
    for (const listener of this.#cutOffListeners) listener(device!.id);
  }

  /** Check-ins are done but not answered until the function returned is called. */
  hold(): () => void {
    let release = (): void => undefined;
    this.#held = new Promise((resolve) => (release = resolve));
    return release;
  }

  /** What the session is given. */
  asLibrary(): Library {
    const library: Pick<Library, 'devices' | 'circulation' | 'patrons' | 'now'> & {
      network: Pick<Library['network'], 'library' | 'charges'>;
    } = {
      devices: {
        signIn: async (login, secret) => {
          this.#ask('signIn');
          const device = this.devices.find((one) => one.login === login);
          return device && secret === 'demo' ? granted(device) : refused('credentials-wrong');
        },
        seen: (device, status) => void this.heard.push({ login: device.login, status }),
        current: (device) => this.devices.find((one) => one.id === device.id) ?? null,
        onCutOff: (listener) => {
          this.#cutOffListeners.add(listener);
          return () => void this.#cutOffListeners.delete(listener);
        },
      },
      circulation: {
        checkOut: async (request) => this.#checkOut(request),
        checkIn: async (request) => {
          const outcome = this.#checkIn(request);
          await this.#held;
          return outcome;
        },
        renew: async (request) => this.#renew(request),
        renewTitle: async () => refused('item-not-on-loan-to-patron'),
        renewAll: async () => refused('device-not-allowed'),
        changeItemStatus: async () => refused('device-not-allowed'),
        item: async (barcode) => this.#item(barcode),
        undo: async () => refused('nothing-to-undo'),
        noteProperties: async ({ itemBarcode }) => {
          const found = this.items.get(itemBarcode);
          return found ? granted(found) : refused('item-unknown');
        },
        pay: async () => refused('no-fee-due'),
      },
      patrons: {
        account: async (request) => this.#account(request),
        block: async (request) => this.#account(request),
        enable: async (request) => this.#account(request),
      },
      network: { library: (id) => this.#library(id), charges: () => false },
      now: () => this.time,
    };
    return library as Library; // the session asks for nothing else
  }

  addPatron(card: string, facts: Partial<Patron> = {}, blocks: Block[] = []): Patron {
    const patron: Patron = {
      id: this.patrons.size + 1,
      pseudonym: '0'.repeat(32),
      cardNumber: card,
      firstName: 'Zoé',
      lastName: 'Lefèvre',
      birthDate: '1980-03-14',
      email: 'zoe@example.org',
      phone: '03 21 00 00 01',
      address: '1 rue des Mineurs, 62300 Lens',
      homeLibraryId: 1,
      categoryId: 1,
      categoryCode: 'ADULTE',
      expiresAt: this.time + 300 * day,
      state: 'ACTIVE',
      language: 'fr',
      pinHash: '1234',
      pinLockedUntil: null,
      ...facts,
    };
    this.patrons.set(card, { patron, blocks });
    return patron;
  }

  addItem(barcode: string, facts: Partial<Item> = {}, title = 'Germinal'): Item {
    const item: Item = {
      id: this.items.size + 1,
      barcode,
      recordId: this.items.size + 1,
      homeLibraryId: 1,
      holdingLibraryId: 1,
      type: 'BOOK',
      location: 'Adultes',
      callNumber: 'R ZOL',
      status: 'AVAILABLE',
      statusSince: this.time,
      loanable: true,
      volume: '',
      inventoryNo: '',
      ...ordinaryCopy,
      ...facts,
    };
    this.items.set(barcode, { item, title });
    return item;
  }

  addHold(patron: Patron, recordId: number, facts: Partial<Hold> = {}): Hold {
    const hold: Hold = {
      id: this.holds.length + 1,
      patronId: patron.id,
      recordId,
      itemId: null,
      volume: '',
      pickupLibraryId: 1,
      priorityClass: 0,
      placedAt: this.time,
      notBefore: null,
      suspendedUntil: null,
      expiresAt: null,
      status: 'PENDING',
      boundItemId: null,
      shelvedAt: null,
      pickupDeadline: null,
      targetItemId: null,
      ...facts,
    };
    this.holds.push(hold);
    return hold;
  }

  #ask(what: string): void {
    this.asked.push(what);
    const fault = this.nextFault;
    this.nextFault = null;
    if (fault) throw fault;
  }

  #library(id: number): NetworkLibrary {
    return this.libraries.find((library) => library.id === id)!;
  }

  #pin(patron: Patron, pin: string | undefined): PatronAccountSheet['pin'] {
    return pin === undefined ? 'not-given' : pin === patron.pinHash ? 'right' : 'wrong';
  }

  #openLoan(item: Item): Loan | undefined {
    return this.loans.find((loan) => loan.itemId === item.id && loan.returnedAt === null);
  }

  #move(item: Item, status: ItemStatus, holdingLibraryId: number): Item {
    const moved = { ...item, status, holdingLibraryId };
    this.items.set(item.barcode, { ...this.items.get(item.barcode)!, item: moved });
    return moved;
  }

  #checkOut(request: CheckOutRequest): Outcome<CheckedOut> {
    this.#ask('checkOut');
    this.checkOutRequests.push(request);
    const reader = this.patrons.get(request.card);
    if (!reader) return refused('patron-unknown');
    if (this.#pin(reader.patron, request.pin) === 'wrong') return refused('pin-wrong');
    const found = this.items.get(request.itemBarcode);
    if (!found) return refused('item-unknown');
    if (reader.blocks.some((block) => block.stopsCheckOut)) return refused('patron-blocked');
    const open = this.#openLoan(found.item);
    if (open && open.patronId !== reader.patron.id) return refused('item-on-loan-to-another');
    if (open && !request.renewalAllowed) return refused('item-already-on-loan-to-patron');
    if (open) return granted({ ...found, loan: this.#extend(open), renewed: true, warnings: [] });
    const item = this.#move(found.item, 'ON_LOAN', request.device.libraryId);
    const loan: Loan = {
      id: this.loans.length + 1,
      itemId: item.id,
      patronId: reader.patron.id,
      libraryId: request.device.libraryId,
      deviceId: request.device.id,
      at: request.offline?.at ?? this.time,
      dueAt: request.offline?.dueAt ?? this.time + 21 * day,
      returnedAt: null,
      returnLibraryId: null,
      renewals: 0,
      policyId: 1,
      source: request.offline ? 'OFFLINE' : 'SELF',
    };
    this.loans.push(loan);
    return granted({ item, title: found.title, loan, renewed: false, warnings: [] });
  }

  #extend(loan: Loan): Loan {
    const extended = { ...loan, dueAt: this.time + 42 * day, renewals: loan.renewals + 1 };
    this.loans[this.loans.indexOf(loan)] = extended;
    return extended;
  }

  #renew(request: RenewRequest): Outcome<Renewed> {
    this.#ask('renew');
    const reader = this.patrons.get(request.card);
    if (!reader) return refused('patron-unknown');
    const found = this.items.get(request.itemBarcode);
    if (!found) return refused('item-unknown');
    const open = this.#openLoan(found.item);
    if (open?.patronId !== reader.patron.id) return refused('item-not-on-loan-to-patron');
    return open.renewals > 1
      ? refused('renewal-limit-reached')
      : granted({ ...found, loan: this.#extend(open), warnings: [] });
  }

  #checkIn(request: CheckInRequest): Outcome<CheckedIn> {
    this.#ask('checkIn');
    this.checkInRequests.push(request);
    const found = this.items.get(request.itemBarcode);
    if (!found) return refused('item-unknown');
    const here = request.device.libraryId;
    const open = this.#openLoan(found.item);
    const closedLoan = open ? { ...open, returnedAt: request.returnedAt, returnLibraryId: here } : null;
    if (open && closedLoan) this.loans[this.loans.indexOf(open)] = closedLoan;
    const hold = this.holds.find((one) => one.recordId === found.item.recordId) ?? null;
    const home = this.#library(found.item.homeLibraryId);
    const destination = hold ? this.#library(hold.pickupLibraryId) : home;
    const held = destination.id === here ? 'hold-shelf' : 'transit-hold';
    const unheld = destination.id === here ? (open ? 'shelf' : 'no-change') : 'transit-home';
    const status: ItemStatus = destination.id === here ? (hold ? 'ON_HOLD_SHELF' : 'AVAILABLE') : 'TRANSIT_HOME';
    const lost = found.item.status === 'LOST';
    const item = this.#move(found.item, status, here);
    return granted({
      item,
      title: found.title,
      routing: hold ? held : unheld,
      destination,
      home,
      closedLoan,
      hold,
      found: lost,
      alert: lost ? 'found' : null,
      sortBin: this.sortBins.get(found.item.barcode) ?? null,
    });
  }

  #item(barcode: string): Outcome<ItemInformation> {
    this.#ask('item');
    const found = this.items.get(barcode);
    if (!found) return refused('item-unknown');
    const { item, title } = found;
    return granted({
      item,
      title,
      carrier: 'book',
      controlNumber: 'PAS0000000001',
      loan: this.#openLoan(item) ?? null,
      transit:
        item.status === 'TRANSIT_HOME'
          ? {
              id: 1,
              itemId: item.id,
              fromLibraryId: item.holdingLibraryId,
              toLibraryId: item.homeLibraryId,
              reason: 'RETURN_HOME',
              holdId: null,
              createdAt: this.time,
            }
          : null,
      hold: this.holds.find((hold) => hold.boundItemId === item.id) ?? null,
      queueLength: this.holds.filter((hold) => hold.recordId === item.recordId).length,
      home: this.#library(item.homeLibraryId),
      holding: this.#library(item.holdingLibraryId),
    });
  }

  #account({ card, pin }: { card: string; pin?: string }): Outcome<PatronAccountSheet> {
    this.#ask('account');
    const reader = this.patrons.get(card);
    if (!reader) return refused('patron-unknown');
    const { patron, blocks } = reader;
    const byId = new Map([...this.items.values()].map((found) => [found.item.id, found]));
    const loans = this.loans
      .filter((loan) => loan.patronId === patron.id && loan.returnedAt === null)
      .map((loan) => ({
        loan,
        barcode: byId.get(loan.itemId)!.item.barcode,
        title: byId.get(loan.itemId)!.title,
        itemType: byId.get(loan.itemId)!.item.type,
      }));
    const holds = this.holds
      .filter((hold) => hold.patronId === patron.id)
      .map((hold) => ({
        hold,
        barcode: hold.boundItemId === null ? null : byId.get(hold.boundItemId)!.item.barcode,
        title: 'Germinal',
      }));
    return granted({
      patron,
      homeLibrary: this.#library(patron.homeLibraryId),
      pin: this.#pin(patron, pin),
      expired: patron.expiresAt <= this.time,
      blocks,
      loans,
      overdue: loans.filter((line) => line.loan.dueAt < this.time),
      readyHolds: holds.filter((line) => line.hold.status === 'ON_SHELF'),
      pendingHolds: holds.filter((line) => line.hold.status !== 'ON_SHELF'),
      limits: { loans: 20, holds: 10, overdue: 5 },
      tooManyLoans: loans.length >= 20,
    });
  }
}

function libraryOf(id: number, code: string, name: string): NetworkLibrary {
  return {
    id,
    code,
    name,
    commune: code,
    inseeCode: '62498',
    kind: 'BRANCH',
    state: 'LIVE',
    isPickup: true,
    acceptsReturns: true,
  };
}

function deviceOf(id: number, login: string, kind: DeviceKind): Device {
  return { id, login, name: `Appareil ${login}`, kind, libraryId: 1, profile: {}, lastSeenAt: null, lastStatus: null };
}
