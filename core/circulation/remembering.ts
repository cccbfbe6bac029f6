import type { HoldState, ItemPlace, TransitEnd } from '../ports/undo.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import type { Hold, Loan, Transit } from './entities.ts';

/** One row an act wrote, with what stood there before and, where another may write it, what the act left. */
export type Step =
  | { readonly did: 'moved'; readonly item: number; readonly barcode: string; from: ItemPlace; to: ItemPlace }
  | { readonly did: 'lent' | 'returned'; readonly loan: number }
  | { readonly did: 'extended'; readonly loan: number; readonly from: Pick<Loan, 'dueAt' | 'renewals'> }
  | { readonly did: 'settled'; readonly hold: number; from: HoldState; to: Pick<HoldState, 'status' | 'boundItemId'> }
  | { readonly did: 'sent' | 'ended'; readonly transit: number }
  | { readonly did: 'turned'; readonly transit: number; from: TransitEnd; to: TransitEnd }
  | { readonly did: 'blocked' | 'lifted'; readonly block: number; readonly until: number | null };

/**
 * The same work, which remembers what each row it writes held before, and keeps that with the answer: a terminal or a
 * desk may undo what it did (undo.ts). What the use case reads anyway is remembered, so that an ordinary loan costs no
 * statement more; only a hold that changes is read once again, whole.
 */
export function remembering(work: Work): Work {
  return new Remembering(work) as unknown as Work;
}

/** The groups whose acts can be taken back. */
const remembered = {
  items: itemsOf,
  loans: loansOf,
  holds: holdsOf,
  transits: transitsOf,
  patronAccounts: accountsOf,
  answers: answersOf,
} as const satisfies { readonly [Name in keyof Work]?: (work: Work, steps: Step[]) => Work[Name] };

/** Those an act of a terminal only reads, or writes once for all. */
const asTheyAre: Readonly<Record<Exclude<keyof Work, keyof typeof remembered>, true>> = {
  patrons: true,
  shuttle: true,
  offline: true,
  alerts: true,
  figures: true,
  filters: true,
  notices: true,
  records: true,
  cataloguing: true,
  authorities: true,
  terms: true,
  sorting: true,
  migration: true,
  payments: true,
  undo: true,
  devices: true,
  exchanges: true,
  tags: true,
  dissemination: true,
  harvest: true,
  digital: true,
  usage: true,
  libraryLife: true,
  staff: true,
  journal: true,
  outbox: true,
};

/** As a store's own work, each group is made when it is first asked for: every loan of a terminal goes through here. */
class Remembering {
  readonly work: Work;
  readonly steps: Step[] = [];
  readonly made: Partial<Record<keyof typeof remembered, unknown>> = {};

  constructor(work: Work) {
    this.work = work;
  }

  static {
    const getter = (name: string, get: (this: Remembering) => unknown) =>
      Object.defineProperty(this.prototype, name, { get, enumerable: true });
    for (const name of Object.keys(asTheyAre) as (keyof typeof asTheyAre)[]) {
      getter(name, function () {
        return this.work[name];
      });
    }
    for (const name of Object.keys(remembered) as (keyof typeof remembered)[]) {
      getter(name, function () {
        return (this.made[name] ??= remembered[name](this.work, this.steps));
      });
    }
  }
}

function itemsOf({ items }: Work, steps: Step[]): Work['items'] {
  const claimed = new Map<number, ClaimedItem>();
  return {
    ...items,
    async claim(barcode) {
      const item = await items.claim(barcode);
      if (item) claimed.set(item.id, item);
      return item;
    },
    move(itemId, to) {
      const before = claimed.get(itemId);
      const already = steps.find((step) => step.did === 'moved' && step.item === itemId);
      if (already?.did === 'moved') already.to = to;
      else if (before) {
        const { status, statusSince, holdingLibraryId } = before;
        const from = { status, statusSince, holdingLibraryId };
        steps.push({ did: 'moved', item: itemId, barcode: before.barcode, from, to });
      }
      return items.move(itemId, to);
    },
  };
}

function loansOf({ loans }: Work, steps: Step[]): Work['loans'] {
  const open = new Map<number, Loan>();
  return {
    ...loans,
    async openOf(itemId) {
      const loan = await loans.openOf(itemId);
      if (loan) open.set(loan.id, loan);
      return loan;
    },
    async open(lent) {
      const loan = await loans.open(lent);
      steps.push({ did: 'lent', loan: loan.id });
      return loan;
    },
    close(loanId, how) {
      steps.push({ did: 'returned', loan: loanId });
      return loans.close(loanId, how);
    },
    extend(loanId, to) {
      const before = open.get(loanId);
      if (before) {
        steps.push({ did: 'extended', loan: loanId, from: { dueAt: before.dueAt, renewals: before.renewals } });
      }
      return loans.extend(loanId, to);
    },
  };
}

function holdsOf({ holds, undo }: Work, steps: Step[]): Work['holds'] {
  const changing = async (
    holdId: number,
    left: (from: HoldState) => Pick<HoldState, 'status' | 'boundItemId'>,
    change: () => Promise<boolean>,
  ): Promise<boolean> => {
    const from = await undo.holdState(holdId);
    if (!(await change())) return false;
    const to = left(from);
    const already = steps.find((step) => step.did === 'settled' && step.hold === holdId);
    if (already?.did === 'settled') already.to = to;
    else steps.push({ did: 'settled', hold: holdId, from, to });
    return true;
  };
  return {
    ...holds,
    bind: (holdId, to) =>
      changing(
        holdId,
        () => ({ status: to.status, boundItemId: to.itemId }),
        () => holds.bind(holdId, to),
      ),
    settle: (holdId, from, status, facts) =>
      changing(
        holdId,
        ({ boundItemId }) => ({ status, boundItemId: isBound(status) ? boundItemId : null }),
        () => holds.settle(holdId, from, status, facts),
      ),
  };
}

function isBound(status: Hold['status']): boolean {
  return status === 'TRAPPED' || status === 'IN_TRANSIT' || status === 'ON_SHELF';
}

function transitsOf({ transits }: Work, steps: Step[]): Work['transits'] {
  const open = new Map<number, TransitEnd>();
  const ends = ({ toLibraryId, reason, holdId }: Omit<Transit, 'id'>): TransitEnd => ({ toLibraryId, reason, holdId });
  return {
    ...transits,
    async openOf(itemId) {
      const transit = await transits.openOf(itemId);
      if (transit) open.set(transit.id, ends(transit));
      return transit;
    },
    async open(begun) {
      const transit = await transits.open(begun);
      steps.push({ did: 'sent', transit: transit.id });
      return transit;
    },
    retarget(transitId, to) {
      const from = open.get(transitId);
      const already = steps.find((step) => step.did === 'turned' && step.transit === transitId);
      if (already?.did === 'turned') already.to = to;
      else if (from) steps.push({ did: 'turned', transit: transitId, from, to });
      return transits.retarget(transitId, to);
    },
    arrive(transitId, at) {
      steps.push({ did: 'ended', transit: transitId });
      return transits.arrive(transitId, at);
    },
    cancel(transitId, at) {
      steps.push({ did: 'ended', transit: transitId });
      return transits.cancel(transitId, at);
    },
  };
}

function accountsOf({ patronAccounts }: Work, steps: Step[]): Work['patronAccounts'] {
  return {
    ...patronAccounts,
    async setBlock(block) {
      const id = await patronAccounts.setBlock(block);
      steps.push({ did: 'blocked', block: id, until: block.since });
      return id;
    },
    async liftBlock(patronId, blockId, at) {
      const lifted = await patronAccounts.liftBlock(patronId, blockId, at);
      if (lifted) steps.push({ did: 'lifted', block: blockId, until: lifted.until });
      return lifted;
    },
  };
}

/** An answer kept is an object: what the act wrote goes into it. */
function answersOf({ answers }: Work, steps: Step[]): Work['answers'] {
  return {
    ...answers,
    keep: (key, answer, at) => answers.keep(key, `${answer.slice(0, -1)},"steps":${JSON.stringify(steps)}}`, at),
  };
}
