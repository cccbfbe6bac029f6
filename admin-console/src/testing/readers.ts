import type { PatronAccountView, PatronLineView, PatronView } from '../app/api/contract';

/** A reader in a list. */
export function readerLine(id: number, lastName: string, rest: Partial<PatronLineView> = {}): PatronLineView {
  return { id, firstName: 'Zoé', lastName, birthYear: 1990, homeLibrary: 'LENS', state: 'ACTIVE', ...rest };
}

/** A reader of Lens, of age, who may do everything. */
export function reader(id: number, rest: Partial<PatronView> = {}): PatronView {
  return {
    id,
    masked: false,
    cardNumber: String(20_000_000 + id),
    pastCards: [],
    firstName: 'Zoé',
    lastName: 'Lefèvre',
    birthDate: '1990-05-17',
    email: 'zoe@example.org',
    phone: null,
    address: null,
    language: 'fr',
    homeLibrary: { code: 'LENS', name: 'Médiathèque de Lens' },
    category: { code: 'ADULTE', label: 'Adulte' },
    comeOfAge: false,
    guardian: null,
    state: 'ACTIVE',
    expiresAt: '2027-11-18T22:59:59.000Z',
    registeredAt: '2026-11-18T10:00:00.000Z',
    lastActivityAt: null,
    pin: { set: true, lockedUntil: null },
    blocks: [],
    duplicates: [],
    ...rest,
  };
}

/** What a reader has: nothing, unless told. */
export function account(rest: Partial<PatronAccountView> = {}): PatronAccountView {
  return { loans: [], holds: [], ...rest };
}

/** A loan of Lens, due tomorrow. */
export function loanOf(barcode: string, title: string): PatronAccountView['loans'][number] {
  const at = '2026-11-18T10:00:00.000Z';
  return {
    ...{ barcode, title, at, itemType: 'BOOK', library: 'LENS', overdue: false, renewals: 0 },
    dueAt: '2026-12-09T17:00:00.000Z',
  };
}

/** A hold that waits for its document. */
export function holdOf(id: number, title: string): PatronAccountView['holds'][number] {
  return {
    ...{ id, title, status: 'PENDING', pickupLibrary: 'LENS', placedAt: '2026-11-18T10:00:00.000Z' },
    ...{ barcode: null, pickupDeadline: null, suspendedUntil: null },
  };
}
