import type { ItemType } from '../../../core/circulation/entities.ts';
import type { MessageOf } from '../codec/index.ts';
import { mediaType } from '../codes.ts';
import type { Cause } from '../diagnostics.ts';
import { sipDate } from '../local-time.ts';
import { type Exchange, say } from './handler.ts';

/** What 12 and 30 say of a loan; they differ in their name only. */
export type LoanResponse<N extends 'CheckoutResponse' | 'RenewResponse'> = MessageOf<N>;

interface LoanTold {
  /** What the reader now holds, null when nothing is known of it. */
  readonly title: string;
  readonly type: ItemType | null;
  readonly itemProperties: string | null;
  /** UTC milliseconds; null when nothing is due. */
  readonly dueAt: number | null;
  readonly renewed: boolean;
  /** Y only when the document leaves the library now: a renewal of one that is already out touches no security. */
  readonly desensitize: 'Y' | 'N';
  readonly screenMessage?: readonly string[] | undefined;
}
interface Asked {
  readonly patronIdentifier: string;
  readonly itemIdentifier: string;
}

/** 12 or 30 of what was done. */
export function lent<N extends 'CheckoutResponse' | 'RenewResponse'>(
  name: N,
  asked: Asked,
  told: LoanTold,
  exchange: Exchange,
) {
  return {
    ...head(asked, exchange),
    name,
    ok: '1',
    renewalOk: told.renewed ? 'Y' : 'N',
    magneticMedia: 'N',
    desensitize: told.desensitize,
    titleIdentifier: told.title,
    dueDate: told.dueAt === null ? '' : sipDate(told.dueAt),
    mediaType: told.type ? mediaType[told.type] : undefined,
    itemProperties: told.itemProperties ?? undefined,
    screenMessage: told.screenMessage,
  } as const;
}

/** 12 or 30 that refuses: AJ and AH are there and empty, some terminals reject an answer without them. */
export function notLent<N extends 'CheckoutResponse' | 'RenewResponse'>(
  name: N,
  asked: Asked,
  cause: Cause,
  exchange: Exchange,
) {
  return {
    name,
    ok: '0',
    renewalOk: 'N',
    magneticMedia: 'U',
    desensitize: 'N',
    ...head(asked, exchange),
    titleIdentifier: '',
    dueDate: '',
    screenMessage: say(cause, exchange),
  } as const;
}

function head({ patronIdentifier, itemIdentifier }: Asked, { institution, date }: Exchange) {
  return {
    transactionDate: date,
    institutionId: institution,
    patronIdentifier: patronIdentifier.trim(),
    itemIdentifier: itemIdentifier.trim(),
  } as const;
}
