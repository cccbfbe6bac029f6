import type { Correction } from './corrections.ts';

/** Indicators are digits, lower case letters, a blank or a fill character (`|`); some systems write a blank as `#`. */
export function indicatorOf(character: string, tag: string, corrections: Correction[]): string {
  if (/^[0-9a-z| ]$/.test(character)) return character;
  corrections.push({ code: 'indicators', detail: `${tag} ${JSON.stringify(character)}` });
  return ' ';
}

/** A subfield code as received, made lower case, or `$a` when there is none (`belongsToText`: it was the text's). */
export function subfieldCode(
  character: string,
  tag: string,
  corrections: Correction[],
): { code: string; belongsToText: boolean } {
  if (/^[a-z0-9]$/.test(character)) return { code: character, belongsToText: false };
  corrections.push({ code: 'subfield-code', detail: `${tag} ${JSON.stringify(character)}` });
  const lower = character.toLowerCase();
  if (/^[a-z]$/.test(lower)) return { code: lower, belongsToText: false };
  return { code: 'a', belongsToText: !/^[\x21-\x7e]$/.test(character) };
}
