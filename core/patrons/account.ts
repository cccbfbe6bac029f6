import type { CirculationPorts } from '../circulation/ports.ts';
import type { PatronAccountSheet, PatronDesk } from '../library.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { computedBlocks } from './blocks.ts';

/** One reader's account, with what his PIN was worth; the caller gives out no more than its device may see. */
export function patronAccount(ports: CirculationPorts): PatronDesk['account'] {
  return async ({ card, pin, device }): Promise<Outcome<PatronAccountSheet>> => {
    const { store, directory, clock, pins, settings } = ports;
    const found = await store.read.patron(card);
    if (!found) return refused('patron-unknown');
    if (found.replaced) return refused('card-replaced');
    const { patron } = found;
    if (patron.state === 'ERASED' || patron.state === 'TO_ERASE') return refused('patron-unknown');

    const verdict = await pins.check(patron, pin, device.id);
    const now = clock.now();
    const account = await store.read.patronAccount(patron.id, now);
    const overdue = account.loans.filter((line) => line.loan.dueAt < now);
    // What is past its date is late at most: most readers need no second look.
    const doubtful = overdue.length >= settings.overdueLimit;
    const late = doubtful ? await store.read.patronAccounts.lateLoans(patron.id, now) : [];
    const policy = directory.policies.match(patron.categoryId, 'BOOK', device.libraryId);
    const loanLimit = policy?.maxTotal ?? 0;
    return granted({
      patron,
      homeLibrary: directory.library(patron.homeLibraryId),
      pin: verdict,
      expired: patron.state === 'EXPIRED' || patron.expiresAt <= now,
      blocks: [...account.blocks, ...computedBlocks(ports, patron, late, now)],
      loans: account.loans,
      overdue,
      readyHolds: account.holds.filter((line) => line.hold.status === 'ON_SHELF'),
      pendingHolds: account.holds.filter((line) => line.hold.status !== 'ON_SHELF'),
      limits: { loans: loanLimit, holds: policy?.holdsMax ?? settings.holdLimit, overdue: settings.overdueLimit },
      tooManyLoans: account.loans.length >= loanLimit,
    });
  };
}
