/** How one UNIMARC data field becomes a MARC 21 one. */
export interface Marc21Rule {
  readonly tag: string;
  /** Indicators; `=1` and `=2` keep those of UNIMARC. */
  readonly ind1?: string;
  readonly ind2?: string;
  /** UNIMARC subfield → MARC 21 subfield; what is not named is left out. */
  readonly subfields: Readonly<Record<string, string>>;
  /** ISBD mark written before a subfield of MARC 21, by its code. */
  readonly before?: Readonly<Record<string, string>>;
}

const personal = { a: 'a', b: 'a', c: 'c', d: 'b', f: 'd', '3': '0', '4': '4' } as const;
const corporate = { a: 'a', b: 'b', d: 'n', e: 'c', f: 'd', '3': '0', '4': '4' } as const;
const subjectParts = { a: 'a', b: 'a', j: 'v', x: 'x', y: 'z', z: 'y', '2': '2', '3': '0' } as const;
const linkedTitle = { a: 'a', t: 't', x: 'x', y: 'z', v: 'g', '0': 'w' } as const;

/**
 * UNIMARC → MARC 21, field by field, after the Library of Congress's conversion specifications. What needs more than a
 * table (leader, 001, 008, title, names of persons) is in marc21.ts; a field that is not here is left out.
 */
export const marc21Rules: Readonly<Record<string, Marc21Rule>> = {
  '010': { tag: '020', subfields: { a: 'a', z: 'z', b: 'q', d: 'c' } },
  '011': { tag: '022', subfields: { a: 'a', y: 'y', z: 'z' } },
  '013': { tag: '024', ind1: '2', subfields: { a: 'a', z: 'z' } },
  '016': { tag: '024', ind1: '0', subfields: { a: 'a', z: 'z' } },
  '020': { tag: '015', subfields: { b: 'a' } },
  '035': { tag: '035', subfields: { a: 'a', z: 'z' } },
  '071': { tag: '028', ind1: '0', ind2: '0', subfields: { a: 'a', b: 'b' } },
  '073': { tag: '024', ind1: '3', subfields: { a: 'a', z: 'z' } },
  '101': { tag: '041', ind1: '=1', subfields: { a: 'a', c: 'h', d: 'b' } },
  '205': { tag: '250', subfields: { a: 'a', b: 'b', f: 'b' }, before: { b: ' / ' } },
  '206': { tag: '255', subfields: { a: 'a' } },
  '210': { tag: '260', subfields: { a: 'a', c: 'b', d: 'c', e: 'e', g: 'f', h: 'g' }, before: { b: ' : ', c: ', ' } },
  '214': { tag: '264', ind2: '1', subfields: { a: 'a', c: 'b', d: 'c' }, before: { b: ' : ', c: ', ' } },
  '215': { tag: '300', subfields: { a: 'a', c: 'b', d: 'c', e: 'e' }, before: { b: ' : ', c: ' ; ', e: ' + ' } },
  '225': { tag: '490', ind1: '0', subfields: { a: 'a', x: 'x', v: 'v' }, before: { v: ' ; ' } },
  '300': { tag: '500', subfields: { a: 'a' } },
  '304': { tag: '500', subfields: { a: 'a' } },
  '305': { tag: '500', subfields: { a: 'a' } },
  '307': { tag: '500', subfields: { a: 'a' } },
  '316': { tag: '561', subfields: { a: 'a', '5': '5' } },
  '320': { tag: '504', subfields: { a: 'a' } },
  '327': { tag: '505', ind1: '0', subfields: { a: 'a' } },
  '328': { tag: '502', subfields: { a: 'a' } },
  '330': { tag: '520', subfields: { a: 'a' } },
  '333': { tag: '521', subfields: { a: 'a' } },
  '410': { tag: '830', ind2: '0', subfields: { t: 'a', v: 'v', x: 'x' }, before: { v: ' ; ' } },
  '423': { tag: '777', ind1: '0', subfields: linkedTitle },
  '430': { tag: '780', ind1: '0', ind2: '0', subfields: linkedTitle },
  '440': { tag: '785', ind1: '0', ind2: '0', subfields: linkedTitle },
  '454': { tag: '765', ind1: '0', subfields: linkedTitle },
  '461': { tag: '773', ind1: '0', subfields: linkedTitle },
  '463': { tag: '773', ind1: '0', subfields: linkedTitle },
  '464': { tag: '774', ind1: '0', subfields: linkedTitle },
  '500': { tag: '240', ind1: '1', ind2: '0', subfields: { a: 'a', h: 'n', i: 'p', m: 'l', k: 'f' } },
  '510': { tag: '246', ind1: '1', ind2: '1', subfields: { a: 'a', e: 'b', h: 'n', i: 'p' } },
  '512': { tag: '246', ind1: '1', ind2: '4', subfields: { a: 'a', e: 'b' } },
  '517': { tag: '246', ind1: '1', subfields: { a: 'a', e: 'b' } },
  '530': { tag: '222', ind2: '0', subfields: { a: 'a', b: 'b' } },
  '532': { tag: '246', ind1: '1', subfields: { a: 'a' } },
  '600': { tag: '600', ind1: '1', ind2: '7', subfields: { ...personal, j: 'v', x: 'x', y: 'z', z: 'y', '2': '2' } },
  '601': { tag: '610', ind1: '2', ind2: '7', subfields: { ...corporate, j: 'v', x: 'x', y: 'z', z: 'y', '2': '2' } },
  '604': { tag: '600', ind1: '1', ind2: '7', subfields: { a: 'a', t: 't', '2': '2' } },
  '605': {
    tag: '630',
    ind1: '0',
    ind2: '7',
    subfields: { a: 'a', h: 'n', i: 'p', j: 'v', x: 'x', y: 'z', z: 'y', '2': '2' },
  },
  '606': { tag: '650', ind2: '7', subfields: subjectParts },
  '607': { tag: '651', ind2: '7', subfields: subjectParts },
  '608': { tag: '655', ind2: '7', subfields: subjectParts },
  '610': { tag: '653', subfields: { a: 'a' } },
  '675': { tag: '080', subfields: { a: 'a' } },
  '676': { tag: '082', ind1: '0', ind2: '4', subfields: { a: 'a', v: '2' } },
  '686': { tag: '084', subfields: { a: 'a', '2': '2' } },
  '700': { tag: '100', ind1: '1', subfields: personal },
  '701': { tag: '700', ind1: '1', subfields: personal },
  '702': { tag: '700', ind1: '1', subfields: personal },
  '710': { tag: '110', ind1: '2', subfields: corporate },
  '711': { tag: '710', ind1: '2', subfields: corporate },
  '712': { tag: '710', ind1: '2', subfields: corporate },
  '801': { tag: '040', subfields: { b: 'a', g: 'e' } },
  '856': { tag: '856', ind1: '4', subfields: { u: 'u', z: 'z', q: 'q' } },
  '995': { tag: '952', subfields: { b: 'a', e: 'c', f: 'p', k: 'o', l: 'h', r: 'y' } },
};
