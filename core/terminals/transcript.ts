import { DateTime } from 'luxon';
import { networkZone } from '../circulation/local-days.ts';
import type { Exchange, KeptMessage, KeptValue } from './exchange.ts';

/** What stands in the place of a value that is not shown. */
export const withheld = '***';

/**
 * A message as it was on the wire, but for what is not shown: secrets, and personal values unless `personal` gives them.
 * Its AZ is that of the wire: computed over the bytes that were there.
 */
export function wireText(message: KeptMessage, personal: readonly string[] | null = null): string {
  const fields = message.fields.map(([identifier, value]) => `${identifier}${shownValue(value, personal)}|`);
  const unread = message.unread > 0 ? `[${message.unread} bytes]` : '';
  return `${message.code}${message.fixed.join('')}${fields.join('')}${unread}${message.seal}`;
}

/** The value of a field as it may be shown. */
export function shownValue(value: KeptValue, personal: readonly string[] | null): string {
  if (typeof value === 'string') return value;
  return value === null ? withheld : (personal?.[value] ?? withheld);
}

/** The lines of one exchange: what came, what was answered, when, how long it took, what was decided. */
export function transcriptLines(exchange: Exchange): string {
  const at = DateTime.fromMillis(exchange.at, { zone: networkZone }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZZ");
  const verdict = [exchange.outcome, exchange.cause].filter(Boolean).join(' ');
  const milliseconds = (exchange.took / 1000).toFixed(1);
  return [
    `${at} ${exchange.address} ${exchange.message}: ${verdict}, ${milliseconds} ms`,
    `  > ${wireText(exchange.request)}`,
    `  < ${wireText(exchange.response)}`,
    '',
  ].join('\n');
}
