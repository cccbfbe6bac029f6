/** Windows-1252, bytes 80 to 9F; the five the table leaves empty keep their C1 control, as in ISO 8859-1. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteOf = new Map([...upper].map((character, index) => [character.charCodeAt(0), 0x80 + index]));

/** Text read as ISO 8859-1 (one character a byte), read again as Windows-1252. */
export function latin1ToWindows1252(latin1: string): string {
  return latin1.replace(/[\x80-\x9f]/g, (character) => upper[character.charCodeAt(0) - 0x80] ?? character);
}

/**
 * The bytes of a text in Windows-1252, C1 controls as themselves (what a converter that took the text for Latin-1
 * left); null when a character has none.
 */
export function windows1252Bytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const byte = code < 0x100 ? code : byteOf.get(code);
    if (byte === undefined) return null;
    bytes[index] = byte;
  }
  return bytes;
}
