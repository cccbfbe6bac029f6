import { randomUUID } from 'node:crypto';
import { checkOut } from '../circulation/check-out.ts';
import type { CirculationPorts } from '../circulation/ports.ts';
import { renew } from '../circulation/renew.ts';
import { staffPost, type Post } from '../network/post.ts';
import { granted, type Outcome } from '../outcome.ts';
import type { Simulated, SimulateRequest } from './desk.ts';
import { rehearsing } from './rehearsal.ts';

/** What a check-out or a renewal would answer. It runs the use case itself, and takes everything back. */
export function simulate(ports: CirculationPorts) {
  return async (request: SimulateRequest): Promise<Outcome<Simulated>> => {
    const at = request.at ?? ports.clock.now();
    const rehearsal = { ...ports, store: rehearsing(ports.store), clock: { now: () => at } };
    const { operation, card, itemBarcode, override } = request;
    // A name nobody used: no answer kept for another request is given again.
    const asked = {
      device: postOf(request),
      card,
      itemBarcode,
      override,
      transactionDate: `simulation ${randomUUID()}`,
    };
    if (operation === 'renew') {
      const outcome = await renew(rehearsal)(asked);
      if (!outcome.granted) return outcome;
      return granted({ at, title: outcome.value.title, loan: outcome.value.loan, renewed: true, warnings: [] });
    }
    const outcome = await checkOut(rehearsal)({ ...asked, renewalAllowed: false });
    if (!outcome.granted) return outcome;
    const { title, loan, renewed, warnings } = outcome.value;
    return granted({ at, title, loan, renewed, warnings });
  };
}

function postOf({ as, libraryId }: SimulateRequest): Post {
  if (as.kind === 'STAFF') return staffPost(as.login, libraryId);
  return { id: null, login: 'simulation', kind: 'SELFCHECK', libraryId };
}
