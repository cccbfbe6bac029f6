import { type Handler, isYes } from './handler.ts';
import { statusOf, statusRefused } from './patron-response.ts';

/** 01 names no language. */
const unknownLanguage = '000';

/** 01 → 24: the card lends no more until staff, or 25, say otherwise. */
export const blockPatron: Handler<'BlockPatron'> = {
  async answer(message, desk) {
    const outcome = await desk.library.patrons.block({
      device: desk.device,
      card: message.patronIdentifier.trim(),
      cardRetained: isYes(message.cardRetained),
      message: message.blockedCardMessage,
    });
    if (!outcome.granted) return blockPatron.refuse(message, outcome.refusal, desk);
    return { name: 'PatronStatusResponse', ...statusOf(asked(message), outcome.value, desk) };
  },

  refuse: (message, cause, exchange) => ({
    name: 'PatronStatusResponse',
    ...statusRefused(asked(message), cause, exchange),
  }),
};

function asked({ patronIdentifier }: { readonly patronIdentifier: string }) {
  return { patronIdentifier, patronPassword: undefined, language: unknownLanguage };
}
