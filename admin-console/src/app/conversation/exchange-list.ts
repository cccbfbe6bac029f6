import type { ExchangeView } from '../api/contract';
import type { ExchangesAsked } from './conversation-api';

/** Exchanges kept on the screen: beyond, the oldest leave. */
export const mostShown = 500;

/** The list with one exchange more, the newest first, each once whatever is sent again. */
export function withExchange(list: readonly ExchangeView[], one: ExchangeView): readonly ExchangeView[] {
  if (list.some(({ id }) => id === one.id)) return list;
  const at = list.findIndex(({ id }) => id < one.id);
  const place = at < 0 ? list.length : at;
  return [...list.slice(0, place), one, ...list.slice(place)].slice(0, mostShown);
}

/**
 * Whether an exchange that has just happened belongs in a list so filtered. One filtered by card cannot be told here: the
 * console does not see whole cards in every role.
 */
export function belongs(one: ExchangeView, { message, outcome, item, card }: ExchangesAsked): boolean {
  if (card !== '') return false;
  if (message !== '' && one.message !== message) return false;
  if (outcome !== '' && one.outcome !== outcome) return false;
  return item === '' || (one.item ?? '').toUpperCase() === item.trim().toUpperCase();
}
