import type { Item } from '../../core/circulation/entities.ts';
import type { CheckedIn, CheckedOut, ItemInformation, Library, RenewedAll } from '../../core/library.ts';
import type { CopyView, ItemSheetView, LoanView, RenewAllView, ReturnView } from './contract-loans.ts';

/** The moment as it is written outside: ISO 8601, UTC. */
const instant = (at: number): string => new Date(at).toISOString();

/** A document in an answer. */
export function viewCopy({ barcode, status }: Item, title: string): CopyView {
  return { barcode, title, status };
}

/** A loan just made or renewed. */
export function viewLoan({ item, title, loan, renewed, warnings }: CheckedOut) {
  return {
    item: viewCopy(item, title),
    at: instant(loan.at),
    dueAt: instant(loan.dueAt),
    renewals: loan.renewals,
    renewed,
    warnings: [...warnings],
    note: item.notes.checkout,
  } satisfies LoanView;
}

/** Where a document that came back goes. */
export function viewReturn({ item, title, routing, destination, closedLoan, hold, found, alert, sortBin }: CheckedIn) {
  const returnedAt = closedLoan?.returnedAt ?? null;
  return {
    item: viewCopy(item, title),
    routing,
    destination: { code: destination.code, name: destination.name },
    returnedAt: returnedAt === null ? null : instant(returnedAt),
    hold: hold?.id ?? null,
    found,
    alert,
    bin: sortBin,
    note: item.notes.checkin,
  } satisfies ReturnView;
}

/** What became of each loan of a reader. */
export function viewRenewals({ results }: RenewedAll) {
  return {
    results: results.map(({ barcode, title, outcome }) => ({
      barcode,
      title,
      dueAt: outcome.granted ? instant(outcome.value.loan.dueAt) : null,
      renewals: outcome.granted ? outcome.value.loan.renewals : null,
      refusal: outcome.granted ? null : outcome.refusal,
    })),
  } satisfies RenewAllView;
}

/** Everything staff see of one document. */
export function viewItem(sheet: ItemInformation, network: Library['network']): ItemSheetView {
  const { item, title, loan, transit, hold, queueLength, home, holding } = sheet;
  const code = (id: number): string => network.library(id).code;
  const { type, location, callNumber, volume, inventoryNo, loanable, minAge, returnToOwnerOn, rfid, version } = item;
  return {
    item: viewCopy(item, title),
    record: sheet.controlNumber,
    ...{ type, location, callNumber, volume, inventoryNo, loanable, minAge, returnToOwnerOn, rfid, version },
    home: home.code,
    holding: holding.code,
    statusSince: instant(item.statusSince),
    owner: item.ownerLibraryId === null ? null : code(item.ownerLibraryId),
    notes: { ...item.notes },
    loan: loan && {
      id: loan.id,
      reader: loan.patronId,
      library: code(loan.libraryId),
      at: instant(loan.at),
      dueAt: instant(loan.dueAt),
      renewals: loan.renewals,
    },
    transit: transit && {
      from: code(transit.fromLibraryId),
      to: code(transit.toLibraryId),
      reason: transit.reason,
      since: instant(transit.createdAt),
    },
    hold: hold && { id: hold.id, status: hold.status, pickup: code(hold.pickupLibraryId) },
    queueLength,
  };
}
