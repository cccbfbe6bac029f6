import type { RenewAllRequest, RenewedAll } from '../library.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { pinRefusal } from '../patrons/standing.ts';
import { StoreBusy } from '../ports/store.ts';
import type { CirculationPorts } from './ports.ts';
import { renew } from './renew.ts';

/**
 * Renews every loan of a reader, one transaction each, in the order they were lent: a refusal of one leaves the others
 * renewed. Asked again under the same transaction date, each gives the answer it gave.
 */
export function renewAll(ports: CirculationPorts) {
  const one = renew(ports);
  return async (request: RenewAllRequest): Promise<Outcome<RenewedAll>> => {
    const { device, card, transactionDate } = request;
    const pin = await pinRefusal(ports, request);
    if (pin) return pin;
    const found = await ports.store.read.patron(card);
    if (!found) return refused('patron-unknown');
    if (found.replaced) return refused('card-replaced');
    if (found.patron.state === 'ERASED' || found.patron.state === 'TO_ERASE') return refused('patron-unknown');

    const { loans } = await ports.store.read.patronAccount(found.patron.id, ports.clock.now());
    const results: RenewedAll['results'][number][] = [];
    for (const { barcode, title } of loans) {
      const outcome = await one({ device, card, itemBarcode: barcode, transactionDate }).catch(tooBusy);
      results.push({ barcode, title, outcome });
    }
    return granted({ results });
  };
}

/** What was renewed before stays renewed, so this one alone is to be asked again. */
function tooBusy(fault: unknown) {
  if (fault instanceof StoreBusy) return refused('temporarily-unavailable');
  throw fault;
}
