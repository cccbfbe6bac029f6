import type { Payment, PaymentsWork } from '../../../core/ports/payments.ts';
import type { Sql } from '../sql.ts';

const paymentColumns = ['deviceId', 'transactionKey', 'at', 'cents', 'feeType', 'paymentType'] as const;
const insertion = `INTO payments (${paymentColumns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?)`;
const claim = { sqlite: `INSERT OR IGNORE ${insertion}`, mariadb: `INSERT IGNORE ${insertion}` } as const;
const select = `SELECT id, ${paymentColumns.join(', ')} FROM payments WHERE deviceId = ? AND transactionKey = ?`;

/** Payments, one each however often a terminal tells of it. */
export function paymentsWork(sql: Sql): PaymentsWork {
  return {
    async claim(payment) {
      const made = await sql.run(
        claim[sql.dialect],
        paymentColumns.map((column) => payment[column]),
      );
      const { id, ...kept } = (await sql.one<Payment & { id: number }>(select, [
        payment.deviceId,
        payment.transactionKey,
      ]))!;
      return { id, known: made === 1 ? null : kept };
    },
  };
}
