import type { OfflineLineRequest } from '../../api/contract';
import { type CardShape, looksLikeCard } from '../scan-input';

/** One thing done at the desk without the server, as it will be told to it. */
export type OfflineLine = OfflineLineRequest & { readonly library: string };

/** How a scan is understood while nobody can be asked. */
export interface OfflineDeskState {
  readonly mode: 'auto' | 'return';
  /** The card of the reader who stands there. */
  readonly card: string | null;
  /** What the cards seen at this workstation look like; null: none was seen yet. */
  readonly shape: CardShape | null;
  /** Staff said that the next code is a card. */
  readonly isCardNext: boolean;
  readonly library: string;
}

/** What a scan is: a reader who comes, a document lent or taken back, or a card where only documents were expected. */
export type Heard =
  | { readonly is: 'card'; readonly card: string }
  | { readonly is: 'line'; readonly line: OfflineLine }
  | { readonly is: 'card-unexpected' };

/** Understands a scan without the server: by the look of cards, by who stands there, and by what staff said. */
export function heard(code: string, at: number, desk: OfflineDeskState): Heard {
  const isCard = desk.isCardNext || looksLikeCard(code, desk.shape);
  if (isCard) return desk.mode === 'return' ? { is: 'card-unexpected' } : { is: 'card', card: code };
  const isLoan = desk.mode !== 'return' && desk.card !== null;
  return { is: 'line', line: isLoan ? loan(code, at, desk, desk.card) : back(code, at, desk) };
}

/** A loan or a renewal, by the number of a card: nothing else of the reader is kept. */
export function loan(
  item: string,
  at: number,
  { library }: Pick<OfflineDeskState, 'library'>,
  card: string,
  kind: 'check-out' | 'renewal' = 'check-out',
): OfflineLine {
  return { key: crypto.randomUUID(), kind, library, at: new Date(at).toISOString(), card, item };
}

/** A document that came back. */
export function back(item: string, at: number, { library }: Pick<OfflineDeskState, 'library'>): OfflineLine {
  return { key: crypto.randomUUID(), kind: 'check-in', library, at: new Date(at).toISOString(), item };
}

/** A card as it may be shown: enough to tell two readers in a row apart. */
export function maskedCard(card: string): string {
  return `•••${card.slice(-3)}`;
}
