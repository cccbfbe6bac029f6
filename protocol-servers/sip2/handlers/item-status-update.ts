import type { MessageOf } from '../codec/index.ts';
import { type Exchange, type Handler, say } from './handler.ts';

/** 19 → 20: keeps what the terminal notes of a document (CH). An empty CH, as smart shelves send it, changes nothing. */
export const itemStatusUpdate: Handler<'ItemStatusUpdate'> = {
  async answer(message, desk) {
    const outcome = await desk.library.circulation.noteProperties({
      device: desk.device,
      itemBarcode: message.itemIdentifier.trim(),
      properties: message.itemProperties,
    });
    if (!outcome.granted) return itemStatusUpdate.refuse(message, outcome.refusal, desk);
    const { item, title } = outcome.value;
    return {
      ...head(message, desk),
      itemPropertiesOk: '1',
      titleIdentifier: title,
      itemProperties: item.properties ?? undefined,
    };
  },

  refuse: (message, cause, exchange) => ({
    ...head(message, exchange),
    itemPropertiesOk: '0',
    screenMessage: say(cause, exchange),
  }),
};

function head(message: MessageOf<'ItemStatusUpdate'>, { date }: Exchange) {
  return {
    name: 'ItemStatusUpdateResponse',
    transactionDate: date,
    itemIdentifier: message.itemIdentifier.trim(),
  } as const;
}
