/** One payment at a terminal. Money is whole cents; it names no reader: the journal does. */
export interface Payment {
  readonly deviceId: number;
  /** What makes it one payment of this device: its transaction id, or a digest of the request. */
  readonly transactionKey: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly cents: number;
  /** SIP2 codes. */
  readonly feeType: string;
  readonly paymentType: string;
}

/** Payments, as one transaction keeps them. */
export interface PaymentsWork {
  /** Keeps a payment; the one of this device that already bears its key is returned instead. A write: it takes the lock. */
  claim(payment: Payment): Promise<{ readonly id: number; readonly known: Payment | null }>;
}
