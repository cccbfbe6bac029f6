/** The name under which a reader is found: surname then forename, unaccented upper case, letters and figures only. */
export function nameKey(lastName: string, firstName: string): string {
  return foldName(`${lastName} ${firstName}`);
}

/** A name, or its beginning, as names are compared. */
export function foldName(typed: string): string {
  return typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/Œ/g, 'OE')
    .replace(/Æ/g, 'AE')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 120);
}
