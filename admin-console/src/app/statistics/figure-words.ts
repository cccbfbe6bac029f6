import type { FigureSetView, FigureView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Messages } from '../messages/messages';

export type FigureName = keyof FigureSetView;

/** The figures in the order they are read. */
export const figureNames = [
  'loans',
  'renewals',
  'returns',
  'holds',
  'activeReaders',
  'newReaders',
  'stock',
] as const satisfies readonly FigureName[];

/** What a figure is called, and what exactly it counts. */
export const figureWords: Record<FigureName, { readonly word: MessageKey; readonly definition: MessageKey }> = {
  loans: { word: 'statistics.loans', definition: 'statistics.loans.definition' },
  renewals: { word: 'statistics.renewals', definition: 'statistics.renewals.definition' },
  returns: { word: 'statistics.returns', definition: 'statistics.returns.definition' },
  holds: { word: 'statistics.holds', definition: 'statistics.holds.definition' },
  activeReaders: { word: 'statistics.activeReaders', definition: 'statistics.activeReaders.definition' },
  newReaders: { word: 'statistics.newReaders', definition: 'statistics.newReaders.definition' },
  stock: { word: 'statistics.stock', definition: 'statistics.stock.definition' },
};

/** A figure as it is shown: `< 5` for few, a dash for what cannot be known. */
export function figureText(figure: FigureView | undefined, messages: Pick<Messages, 'figure' | 'say'>): string {
  if (figure === undefined || figure === null) return '—';
  return figure === 'few' ? messages.say('statistics.few') : messages.figure(figure);
}

/** `+12,4 %`; null when there is nothing to compare with, or too few to say. */
export function evolution(now: FigureView | undefined, before: FigureView | undefined, locale: string): string | null {
  if (typeof now !== 'number' || typeof before !== 'number' || before === 0) return null;
  const share = { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
  return new Intl.NumberFormat(locale, share).format(now / before - 1);
}

/** `nov. 2026`. */
export function monthText(month: string, locale: string, length: 'short' | 'long' = 'short'): string {
  const at = new Date(`${month}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(locale, { month: length, year: 'numeric', timeZone: 'Europe/Paris' }).format(at);
}
