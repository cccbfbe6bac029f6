import type { AuthorityIdentifier } from './entities.ts';

/** Our own numbers. */
const localNumber = /^AUT\d{10}$/;

/**
 * The identifiers a $3, a 001, a 003 or a 033 may stand for. A BnF number is eight digits and a control character, also
 * inside an ark (`ark:/12148/cb119079668` is FRBNF 11907966); a PPN of IdRef is nine characters with leading zeros.
 */
export function identifiersIn(text: string): AuthorityIdentifier[] {
  const written = text.trim();
  const found: AuthorityIdentifier[] = [];
  const ark = /ark:\/?(\d{5})\/([a-z0-9]+)/i.exec(written);
  if (ark) {
    found.push({ scheme: 'ARK', value: `${ark[1]}/${ark[2]!.toLowerCase()}` });
    const bnf = /^cb(\d{8})[a-z0-9]$/i.exec(ark[2]!);
    if (ark[1] === '12148' && bnf) found.push({ scheme: 'FRBNF', value: bnf[1]! });
    return found;
  }
  const bnf = /FRBNF\s?(\d{8})/i.exec(written) ?? /^(\d{8})$/.exec(written);
  if (bnf) return [{ scheme: 'FRBNF', value: bnf[1]! }];
  if (localNumber.test(written)) return [{ scheme: 'LOCAL', value: written }];
  const ppn = /(?:^|idref\.fr\/|\((?:IdRef|PPN|FR-ABES)\)\s?|^PPN)(\d{8}[\dX])$/i.exec(written);
  if (ppn) return [{ scheme: 'IDREF', value: ppn[1]!.toUpperCase() }];
  const isni = /^(?:ISNI\s?|https?:\/\/(?:www\.)?isni\.org\/(?:isni\/)?)?((?:\d{4}[ -]?){3}\d{3}[\dX])$/i.exec(written);
  if (isni) return [{ scheme: 'ISNI', value: isni[1]!.replace(/[ -]/g, '').toUpperCase() }];
  return [];
}

/** One text for an identifier, to be compared. */
export function identifierKey({ scheme, value }: AuthorityIdentifier): string {
  return `${scheme} ${value}`;
}
