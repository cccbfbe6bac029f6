import type { Handler } from './handler.ts';
import { statusOf, statusRefused } from './patron-response.ts';

/** 23 → 24: may this card borrow? */
export const patronStatusRequest: Handler<'PatronStatus'> = {
  async answer(message, desk) {
    const card = message.patronIdentifier.trim();
    const outcome = await desk.library.patrons.account({ card, pin: message.patronPassword, device: desk.device });
    if (!outcome.granted) return patronStatusRequest.refuse(message, outcome.refusal, desk);
    return { name: 'PatronStatusResponse', ...statusOf(message, outcome.value, desk) };
  },

  refuse: (message, cause, exchange) => ({
    name: 'PatronStatusResponse',
    ...statusRefused(message, cause, exchange),
  }),
};
