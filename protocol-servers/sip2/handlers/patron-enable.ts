import type { MessageOf } from '../codec/index.ts';
import type { Handler } from './handler.ts';
import { statusOf, statusRefused } from './patron-response.ts';

/** 25 names no language. */
const unknownLanguage = '000';

/** 25 → 26: lifts what terminals blocked by 01, and nothing that staff or the rules decided. */
export const patronEnable: Handler<'PatronEnable'> = {
  async answer(message, desk) {
    const card = message.patronIdentifier.trim();
    const pin = message.patronPassword;
    const outcome = await desk.library.patrons.enable({ card, pin, device: desk.device });
    if (!outcome.granted) return patronEnable.refuse(message, outcome.refusal, desk);
    return { name: 'PatronEnableResponse', ...statusOf(asked(message), outcome.value, desk) };
  },

  refuse: (message, cause, exchange) => ({
    name: 'PatronEnableResponse',
    ...statusRefused(asked(message), cause, exchange),
  }),
};

function asked({ patronIdentifier, patronPassword }: MessageOf<'PatronEnable'>) {
  return { patronIdentifier, patronPassword, language: unknownLanguage };
}
