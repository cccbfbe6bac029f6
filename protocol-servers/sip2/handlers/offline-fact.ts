import { instantOf } from '../local-time.ts';
import { isYes } from './handler.ts';

/**
 * No block Y of 11 and 29: the reader already has the document, since the date of the transaction (never later than
 * now) and until the no block due date. Undefined for what happens now.
 */
export function offlineFact(
  message: { readonly noBlock: string; readonly transactionDate: string; readonly nbDueDate: string },
  now: number,
): { at: number; dueAt: number | null } | undefined {
  if (!isYes(message.noBlock)) return undefined;
  return { at: Math.min(instantOf(message.transactionDate) ?? now, now), dueAt: instantOf(message.nbDueDate) };
}
