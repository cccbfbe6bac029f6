/**
 * How text becomes words: the same for what is indexed and what is searched. Accents, case and ligatures do not count;
 * hyphens and apostrophes separate; an elided French article or pronoun (l', d', qu' …) is no word; non-sorting marks
 * are invisible. Digits stay.
 */
export function words(text: string): string[] {
  return foldedWords(fold(text));
}

/** The words of a text already folded. */
export function foldedWords(folded: string): string[] {
  return cutWords(folded, plainWordRules);
}

/** What is a word, and what is elided before one, in folded text. */
export interface WordRules {
  readonly word: RegExp;
  readonly elision: RegExp;
}

/** Cuts folded text into words, elided articles and pronouns left out. */
export function cutWords(folded: string, { word, elision }: WordRules): string[] {
  if (!folded.includes("'")) return folded.match(word) ?? [];
  return folded.replace(elision, ' ').match(word) ?? [];
}

/** A whole heading as it is compared: every word kept, one blank between two. */
export function headingKey(text: string): string {
  return foldedHeading(fold(text));
}

/** The heading of a text already folded. */
export function foldedHeading(folded: string): string {
  return (folded.match(wordPattern) ?? []).join(' ');
}

/** A heading as it is read: without non-sorting marks, one blank where there are several. */
export function shownHeading(text: string): string {
  if (!unshown.test(text)) return text;
  return text
    .replace(/[\u0088\u0089\u0098\u009c]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const unshown = /[\u0088\u0089\u0098\u009c]|^\s|\s$|\s\s|[^\S ]/;

/**
 * What a title or a name is filed under: its heading from the first sorting character on. The non-sorting part is what
 * U+0098 … U+009C enclose (UNIMARC); without marks, the leading article of the language (ISO 639-2 code of 101 $a).
 */
export function sortKey(text: string, language = 'fre'): string {
  const marked = nonSortingPart.exec(text);
  if (marked) {
    const rest = headingKey(text.slice(marked[0].length));
    if (rest !== '') return rest;
  }
  const whole = fold(text);
  const article = leadingArticles[language]?.exec(whole);
  const rest = article ? (whole.slice(article[0].length).match(wordPattern) ?? []) : [];
  return (rest.length > 0 ? rest : (whole.match(wordPattern) ?? [])).join(' ');
}

/** Lower case without accent nor ligature, every apostrophe straight; other characters stay. */
export function fold(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase();
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < latin.length) folded += latin[code];
    else if (code >= 0x300 && code <= 0x36f)
      continue; // combining marks of a decomposed letter
    else if (code >= 0x2010 && code <= 0x201f) folded += code === 0x2018 || code === 0x2019 ? "'" : ' ';
    else return foldAny(text);
  }
  return folded;
}

const wordPattern = /[\p{L}\p{N}]+/gu;
const plainAscii = /^[ -~]*$/;
const plainWordRules: WordRules = { word: wordPattern, elision: elisionBefore('\\p{L}\\p{N}') };
const nonSortingPart = /^\s*[\u0098\u0088]([^\u009c\u0089]*)[\u009c\u0089]/;
const invisible = /[\p{M}\u0088\u0089\u0098\u009c\u00ad\u200b-\u200f\ufeff]+/gu;

/** French articles and pronouns that an apostrophe ties to a word made of these characters. */
export function elisionBefore(characters: string): RegExp {
  const elided = '(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)';
  return new RegExp(`(?<![${characters}])${elided}'(?=[${characters}])`, 'gu');
}

const leadingArticles: Readonly<Record<string, RegExp>> = {
  fre: /^\s*(?:l'|(?:les?|la|une?|des)\s+)/, // not du nor de la, mostly prepositions: Du contrat social
  eng: /^\s*(?:the|an?)\s+/,
  ger: /^\s*(?:der|die|das|ein|eine)\s+/,
  spa: /^\s*(?:el|la|los|las|una?|unos|unas)\s+/,
  ita: /^\s*(?:(?:il|lo|la|i|gli|le|una?|uno)\s+|l'|un')/,
  por: /^\s*(?:os?|as?|uma?|uns|umas)\s+/,
  dut: /^\s*(?:de|het|een)\s+/,
};

// Letters that NFKD leaves whole, and the apostrophes people type.
const special: Readonly<Record<string, string>> = {
  œ: 'oe', æ: 'ae', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ß: 'ss', þ: 'th', ħ: 'h', ı: 'i', ŋ: 'ng',
  '’': "'", '‘': "'", 'ʼ': "'", 'ʹ': "'", '′': "'", '´': "'", '`': "'", '＇': "'",
}; // prettier-ignore
const specials = new RegExp(`[${Object.keys(special).join('')}]`, 'gu');

function foldAny(text: string): string {
  return text
    .replace(specials, (character) => special[character]!)
    .normalize('NFKD')
    .replace(invisible, '')
    .toLowerCase()
    .replace(specials, (character) => special[character]!);
}

/** Folded form of each character below U+0250, so that French never needs a normalisation. */
const latin: readonly string[] = Array.from({ length: 0x250 }, (_, code) => foldAny(String.fromCharCode(code)));
