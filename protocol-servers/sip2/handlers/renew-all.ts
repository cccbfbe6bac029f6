import { type Exchange, type Handler, pinOf, say } from './handler.ts';

/** 65 → 66: renews each loan of a reader on its own; ok is 1 as soon as it could be tried, even when every one is refused. */
export const renewAll: Handler<'RenewAll'> = {
  async answer(message, desk) {
    const outcome = await desk.library.circulation.renewAll({
      device: desk.device,
      card: message.patronIdentifier.trim(),
      pin: pinOf(message.patronPassword),
      transactionDate: message.transactionDate,
    });
    if (!outcome.granted) return renewAll.refuse(message, outcome.refusal, desk);
    const { results } = outcome.value;
    const barcodes = (renewed: boolean) =>
      results.filter((line) => line.outcome.granted === renewed).map(({ barcode }) => barcode);
    const [renewedItems, unrenewedItems] = [barcodes(true), barcodes(false)];
    return {
      ...head(desk),
      ok: '1',
      renewedCount: four(renewedItems.length),
      unrenewedCount: four(unrenewedItems.length),
      renewedItems,
      unrenewedItems,
    };
  },

  refuse: (_message, cause, exchange) => ({
    ...head(exchange),
    ok: '0',
    renewedCount: four(0),
    unrenewedCount: four(0),
    screenMessage: say(cause, exchange),
  }),
};

function four(count: number): string {
  return String(count).padStart(4, '0');
}

function head({ institution, date }: Exchange) {
  return { name: 'RenewAllResponse', transactionDate: date, institutionId: institution } as const;
}
