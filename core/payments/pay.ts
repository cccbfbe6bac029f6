import { createHash } from 'node:crypto';
import type { CirculationPorts } from '../circulation/ports.ts';
import type { PaymentRequest } from '../library.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { lockReader, pinRefusal } from '../patrons/standing.ts';
import type { Payment } from '../ports/payments.ts';

/** ISO 4217: the money of the network. */
export const currency = 'EUR';
const longestTransactionId = 64;

/**
 * Keeps a payment a terminal took, once however often it tells of it. While no row of the policy table charges anything
 * nothing can be due, and the money is refused before anybody thinks it was accepted. There is no account of fees: what
 * is owed is not reckoned, so a payment settles nothing but itself (docs/adr/0015).
 */
export function pay(ports: CirculationPorts) {
  return async (request: PaymentRequest): Promise<Outcome<{ payment: number }>> => {
    const pin = await pinRefusal(ports, request);
    if (pin) return pin;
    const { device } = request;
    const deviceId = device.id;
    const cents = centsOf(request.amount);
    const wrong = whyNotAcceptable(request, cents);
    return ports.store.transaction(async (work) => {
      const now = ports.clock.now();
      const reader = await lockReader(work, request.card);
      if ('granted' in reader) return reader;
      if (!chargesFees(ports.directory)) return refused('no-fee-due');
      if (wrong !== null || cents === null) return refused('payment-not-acceptable', { reason: wrong });
      if (deviceId === null) return refused('device-not-allowed');

      const { feeType, paymentType } = request;
      const asked: Payment = { deviceId, transactionKey: keyOf(request), at: now, cents, feeType, paymentType };
      const { id, known } = await work.payments.claim(asked);
      if (known) {
        const same = known.cents === cents && known.feeType === feeType && known.paymentType === paymentType;
        return same ? granted({ payment: id }) : refused('payment-not-acceptable', { reason: 'transaction-id-used' });
      }
      await work.journal.append({
        at: now,
        type: 'PAYMENT',
        actor: actorOf(device),
        libraryId: device.libraryId,
        deviceId,
        itemId: null,
        patronRef: reader.pseudonym,
        payload: { payment: id, cents, feeType, paymentType, feeIdentifier: request.feeIdentifier ?? null },
      });
      return granted({ payment: id });
    });
  };
}

/** Whether any row of the policy table charges anything. */
export function chargesFees({ policies }: CirculationPorts['directory']): boolean {
  return policies.rows.some(({ feeSchedule }) => feeSchedule !== null);
}

/** Whole cents of `2`, `2.5` or `2.50`; null for anything else. */
function centsOf(amount: string): number | null {
  const found = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(amount.trim());
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null;
}

function whyNotAcceptable(request: PaymentRequest, cents: number | null): string | null {
  if (cents === null || cents === 0) return 'amount';
  if (request.currency !== currency) return 'currency';
  return (request.transactionId ?? '').length > longestTransactionId ? 'transaction-id' : null;
}

/** Its transaction id names a payment; without one, everything the request says. */
function keyOf(request: PaymentRequest): string {
  if (request.transactionId !== undefined && request.transactionId !== '') return `id ${digest(request.transactionId)}`;
  const { card, amount, feeType, paymentType, feeIdentifier = '', transactionDate } = request;
  return digest([card.trim(), amount.trim(), feeType, paymentType, feeIdentifier, transactionDate].join('|'));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 60);
}
