/** The narrow space of French print, and the space of a word, neither of which breaks a line. */
const narrow = '\u202f';
const wide = '\u00a0';

/** A French text whose lines never begin with a sign of punctuation, nor end with an opening quotation mark. */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[;!?])/g, narrow).replace(/ (?=[:»])|(?<=«) /g, wide);
}
