import { storage } from '../display/stored-choice';

/** What a French keyboard types on its row of digits when the scanner believes it is an American one. */
const azertyDigits: Readonly<Record<string, string>> = {
  '&': '1',
  é: '2',
  É: '2',
  '"': '3',
  "'": '4',
  '(': '5',
  '-': '6',
  è: '7',
  È: '7',
  _: '8',
  ç: '9',
  Ç: '9',
  à: '0',
  À: '0',
};

/** A scan as it is sent: the code, and whether the scanner's keyboard had to be put right. */
export interface CleanScan {
  readonly code: string;
  readonly wasAzerty: boolean;
}

/** Cleans what a scanner typed: control characters, spaces, the stars of Code 39; leading zeros stay. Null when nothing is left. */
export function cleanScan(raw: string): CleanScan | null {
  const typed = raw.replace(/[\p{Cc}\p{Zs}\u200b\ufeff]/gu, '');
  const bare = /^\*.+\*$/.test(typed) ? typed.slice(1, -1) : typed;
  if (bare === '') return null;
  const letters = [...bare];
  const isFault = letters.length >= 4 && letters.every((letter) => letter in azertyDigits);
  if (!isFault) return { code: bare, wasAzerty: false };
  return { code: letters.map((letter) => azertyDigits[letter]).join(''), wasAzerty: true };
}

/** The same code within this many milliseconds is the bounce of one scan. */
export const bounceMs = 800;

/** What the desk remembers of the cards it has seen: enough to know that an unknown number is one, and nobody's. */
export interface CardShape {
  readonly length: number;
  readonly beginning: string;
}

/** The shape of a card: how long it is, and its first two characters. */
export function cardShape(card: string): CardShape {
  return { length: card.length, beginning: card.slice(0, 2) };
}

/** Whether a number looks like the cards seen here. */
export function looksLikeCard(code: string, shape: CardShape | null): boolean {
  return shape !== null && code.length === shape.length && code.startsWith(shape.beginning);
}

/** Under which name this workstation remembers what cards look like: never a number, only its length and beginning. */
const shapeName = 'passerelle.card-shape';

/** What the cards seen at this workstation look like; null when none was seen. */
export function storedCardShape(): CardShape | null {
  const [length, beginning] = (storage()?.getItem(shapeName) ?? '').split(':');
  return length && beginning ? { length: Number(length), beginning } : null;
}

/** Remembers it, for the day when the server does not answer. */
export function storeCardShape({ length, beginning }: CardShape): void {
  storage()?.setItem(shapeName, `${length}:${beginning}`);
}
