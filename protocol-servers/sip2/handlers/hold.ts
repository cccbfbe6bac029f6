import type { TerminalHoldRequest } from '../../../core/holds/desk.ts';
import type { MessageOf } from '../codec/index.ts';
import { instantOf, sipDate } from '../local-time.ts';
import { type Exchange, type Handler, pinOf, say } from './handler.ts';

/** Hold mode. */
const modes: Readonly<Record<string, TerminalHoldRequest['mode']>> = { '+': 'add', '-': 'delete', '*': 'change' };
/** Hold type (BY): this copy and no other; 1, 2 and 4 are served by any copy, which the shuttle brings. */
const thisCopy = '3';

/** 15 → 16: places, cancels or changes a hold, of a document (AB) or of a title (AJ). */
export const hold: Handler<'Hold'> = {
  async answer(message, desk) {
    const mode = modes[message.holdMode];
    const itemBarcode = message.itemIdentifier?.trim() || undefined;
    const title = message.titleIdentifier?.trim() || undefined;
    if (!mode || (itemBarcode ?? title) === undefined) return hold.refuse(message, 'message-malformed', desk);
    const outcome = await desk.library.holds.atTerminal({
      device: desk.device,
      card: message.patronIdentifier.trim(),
      pin: pinOf(message.patronPassword),
      mode,
      itemBarcode,
      title,
      copy: message.holdType === thisCopy ? 'this-one' : 'any',
      pickup: message.pickupLocation?.trim() || undefined,
      expiresAt: instantOf(message.expirationDate ?? '') ?? undefined,
    });
    if (!outcome.granted) return hold.refuse(message, outcome.refusal, desk);

    const { sheet, pickup, available } = outcome.value;
    return {
      ...head(message, desk),
      ok: '1',
      available: mode !== 'delete' && available ? 'Y' : 'N',
      expirationDate: sheet.hold.expiresAt === null ? undefined : sipDate(sheet.hold.expiresAt),
      queuePosition: sheet.position === null ? undefined : String(sheet.position),
      pickupLocation: pickup,
      itemIdentifier: itemBarcode ?? sheet.barcode ?? undefined,
      titleIdentifier: sheet.title,
    };
  },

  refuse: (message, cause, exchange) => ({
    ...head(message, exchange),
    ok: '0',
    available: 'N',
    itemIdentifier: message.itemIdentifier?.trim(),
    titleIdentifier: message.titleIdentifier?.trim(),
    screenMessage: say(cause, exchange),
  }),
};

function head(message: MessageOf<'Hold'>, { institution, date }: Exchange) {
  return {
    name: 'HoldResponse',
    transactionDate: date,
    institutionId: institution,
    patronIdentifier: message.patronIdentifier.trim(),
  } as const;
}
