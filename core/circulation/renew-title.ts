import type { Renewed, TitleRenewal } from '../library.ts';
import { refused, type Outcome } from '../outcome.ts';
import type { CirculationPorts } from './ports.ts';
import { renew } from './renew.ts';

/** Renews what a reader has of a title, named as our answers name it or by control number: the first due of several. */
export function renewTitle(ports: CirculationPorts) {
  const one = renew(ports);
  return async ({ title, ...request }: TitleRenewal): Promise<Outcome<Renewed>> => {
    const { read } = ports.store;
    const found = await read.patron(request.card);
    if (!found) return refused('patron-unknown');
    if (found.replaced) return refused('card-replaced');
    const wanted = title.trim();
    const record = await read.recordByControlNumber(wanted);
    const copies = record ? ((await read.holdings([record.id])).get(record.id) ?? []) : [];
    const { loans } = await read.patronAccount(found.patron.id, ports.clock.now());
    const his = loans.filter(({ title: lent, loan }) => lent === wanted || copies.some(({ id }) => id === loan.itemId));
    const [first] = his.toSorted((a, b) => a.loan.dueAt - b.loan.dueAt);
    if (!first) return refused('item-not-on-loan-to-patron');
    return one({ ...request, itemBarcode: first.barcode });
  };
}
