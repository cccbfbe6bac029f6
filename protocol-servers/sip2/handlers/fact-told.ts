import type { FactKept } from '../../../core/offline/desk.ts';
import type { OfflineKind } from '../../../core/offline/entities.ts';
import type { Outcome } from '../../../core/outcome.ts';
import { note } from '../diagnostics.ts';
import { instantOf } from '../local-time.ts';
import type { Desk } from './handler.ts';

/** What 09, 11 and 29 bring of something already done. */
interface OfflineMessage {
  readonly transactionDate: string;
  readonly nbDueDate?: string;
  readonly patronIdentifier?: string;
  readonly itemIdentifier: string;
}

/**
 * No block Y of 09, 11 and 29: it is done already, at the date told (never later than now) and until the no block due
 * date. It is recorded, whatever rule it broke; staff find the conflict in their list.
 */
export function tellFact(
  kind: OfflineKind,
  message: OfflineMessage,
  at: string,
  desk: Desk,
): Promise<Outcome<FactKept>> {
  return desk.library.offline.tell({
    device: desk.device,
    kind,
    at: Math.min(instantOf(at) ?? instantOf(message.transactionDate) ?? desk.now, desk.now),
    card: message.patronIdentifier?.trim() ?? null,
    itemBarcode: message.itemIdentifier.trim(),
    dueAt: instantOf(message.nbDueDate ?? ''),
    transactionDate: message.transactionDate,
  });
}

/** AF of a fact that somebody must look at. */
export function toCheck({ outcome }: FactKept, { language }: Desk): readonly string[] | undefined {
  return outcome === 'exception' ? [note.factToCheck[language]] : undefined;
}

/** What 12 and 30 say of a loan already made: due when the terminal said so, else as it is kept. */
export function loanOfFact(kept: FactKept, { nbDueDate }: { readonly nbDueDate: string }, desk: Desk) {
  const { item } = kept;
  return {
    title: item?.title ?? '',
    type: item?.item.type ?? null,
    itemProperties: item?.item.properties ?? null,
    dueAt: instantOf(nbDueDate) ?? item?.loan?.dueAt ?? null,
    screenMessage: toCheck(kept, desk),
  };
}
