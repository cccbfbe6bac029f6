/**
 * Text as XML 1.0 content or attribute value: markup escaped, characters XML forbids left out (C0 but tab and line
 * ends, lone surrogates, U+FFFE and U+FFFF). C1 controls, the non-sorting marks among them, are allowed and stay.
 */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text;
  return text.replace(forbidden, '').replace(/[&<>"]/g, (character) => entities[character]!);
}

const special = /[&<>"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/;
const forbidden =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
