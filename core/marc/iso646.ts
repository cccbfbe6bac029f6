/**
 * ISO 646, French variant (NF Z 62-010): letters with a mark in the places of brackets. Only the letters are read: files
 * written so on old terminals still mean `[S.l.]` by their square brackets.
 */
const french: Readonly<Record<string, string>> = { '@': 'à', '\\': 'ç', '{': 'é', '|': 'ù', '}': 'è' };

/** ASCII text as a French terminal of seven bits showed it. */
export function asciiToIso646French(text: string): string {
  return text.replace(/[@\\{|}]/g, (character) => french[character]!);
}

/** How many times a record of seven bits writes a French letter inside a word: `biblioth}que`, `d{j@`. */
export function countFrenchLetters(ascii: string): number {
  return ascii.match(/(?<=[a-z])[{|}](?=[a-z])|(?<=[a-z])\{(?=[ ,.;:\x1e\x1f])/g)?.length ?? 0;
}
