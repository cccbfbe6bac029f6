import type { CheckedIn, CheckedOut, ItemInformation, Library } from '../library.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { ScanDesk, Scanned as ScannedOf, ScanRequest } from './desk.ts';

type Scanned = ScannedOf<CheckedOut, CheckedIn>;

/** What the desk is made of: the rest of the library, and it decides nothing that this does not. */
export interface ScanPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly rest: () => Pick<Library, 'circulation' | 'readers' | 'navette'>;
}

/** The desk over the rest of the library. */
export function scanDesk(ports: ScanPorts): ScanDesk<CheckedOut, CheckedIn> {
  return { scan: scan(ports) };
}

/** Says what was scanned and does what a librarian would: opens the reader, lends, or takes back. */
function scan(ports: ScanPorts) {
  return async (request: ScanRequest): Promise<Outcome<Scanned>> => {
    const [reader, document] = await Promise.all([
      request.mode === 'return' || request.meant === 'item' ? null : ports.store.read.patron(request.code),
      request.meant === 'card' ? null : ports.rest().circulation.item(request.code, request.device),
    ]);
    const item = document?.granted ? document.value : null;
    if (reader && item) return granted({ kind: 'either', item: item.item, title: item.title });
    if (reader?.replaced) return granted({ kind: 'card-refused', refused: refused('card-replaced') });
    if (reader) return openReader(ports, reader.patron.id);
    if (!item) return granted({ kind: 'unknown' });
    if (request.mode === 'return' || (request.mode === 'auto' && request.card === null)) {
      return takeBack(ports, request, item);
    }
    if (request.card === null) return granted({ kind: 'card-first', item: item.item, title: item.title });
    return lend(ports, request, item, request.card);
  };
}

async function openReader({ rest }: ScanPorts, id: number): Promise<Outcome<Scanned>> {
  const { readers } = rest();
  const [sheet, account] = await Promise.all([readers.sheet(id), readers.account(id)]);
  if (!sheet.granted) return granted({ kind: 'card-refused', refused: sheet });
  if (!account.granted) return granted({ kind: 'card-refused', refused: account });
  return granted({ kind: 'reader', sheet: sheet.value, account: account.value });
}

async function lend(
  { rest }: ScanPorts,
  request: ScanRequest,
  { item, title, loan }: ItemInformation,
  card: string,
): Promise<Outcome<Scanned>> {
  const { device, code: itemBarcode, renew: renewalAllowed, override, transactionDate } = request;
  const asked = { device, card, itemBarcode, renewalAllowed, transactionDate };
  const lent = await rest().circulation.checkOut(override ? { ...asked, override } : asked);
  if (lent.granted) return granted({ kind: 'lent', lent: lent.value });
  if (lent.refusal === 'item-already-on-loan-to-patron') {
    return granted({ kind: 'renewable', dueAt: loan?.dueAt ?? null, item, title });
  }
  return granted({ kind: 'refused', refused: lent, item, title });
}

async function takeBack(
  { rest, store, clock }: ScanPorts,
  { device, code: itemBarcode, fromBin, transactionDate }: ScanRequest,
  { item, title }: ItemInformation,
): Promise<Outcome<Scanned>> {
  const { circulation, navette } = rest();
  const now = clock.now();
  const back = await circulation.checkIn({
    ...{ device, itemBarcode, fromBin, transactionDate },
    returnedAt: now,
    namesHoldReader: true,
  });
  if (!back.granted) return granted({ kind: 'refused', refused: back, item, title });
  const { hold, destination } = back.value;
  const travels = destination.id !== device.libraryId;
  // First: it sees to it that the timetable was read.
  const arrival = travels ? await navette.expectedArrival(back.value.item.barcode) : null;
  return granted({
    kind: 'returned',
    back: back.value,
    position: hold && ((await store.read.holds.sheet(hold.id))?.position ?? null),
    departure: travels ? navette.nextDeparture(device.libraryId, now) : null,
    arrival,
  });
}
