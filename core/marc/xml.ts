/**
 * Text as XML 1.0 content or attribute value: markup escaped, characters XML forbids left out (C0 but tab and line
 * ends, lone surrogates, U+FFFE and U+FFFF). C1 controls, the non-sorting marks among them, are allowed and stay.
 */
export function escapeXml(text: string): string {
  if (text.length <= looked ? !isSpecial(text) : !special.test(text)) return text;
  return text.replace(forbidden, '').replace(/[&<>"]/g, (character) => entities[character]!);
}

/** Up to so many characters, to look at each is quicker than to call a regular expression. */
const looked = 40;

function isSpecial(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 0x3e && unit < 0xd800) continue;
    if (unit === 0x26 || unit === 0x3c || unit === 0x3e || unit === 0x22) return true;
    if (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) return true;
    if (unit >= 0xd800 && (unit <= 0xdfff || unit >= 0xfffe)) return true;
  }
  return false;
}

const special = /[&<>"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/;
const forbidden =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
