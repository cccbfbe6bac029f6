import type { DataField, Subfield } from '../../marc/record.ts';

const bodies =
  /(?<!\p{L})(?:biblioth[èe]que|minist[èe]re|soci[ée]t[ée]|universit[ée]|university|association|institut|mus[ée]e|archives|d[ée]partement|mairie|ville de|conseil|agence|centre|[ée]ditions?|orchestre|ensemble|compagnie|library)(?!\p{L})/iu;

/**
 * A person or body of Dublin Core as UNIMARC 7XX: `Hugo, Victor (1802-1885). Auteur du texte` is $a Hugo $b Victor
 * $f 1802-1885. Null when nothing is left of it.
 */
export function agentField(text: string, as: 'first' | 'author' | 'contributor'): DataField | null {
  const dated = /\(\s*((?:\d{3,4}|\.{4}|\?)[^()]*)\)/.exec(text);
  const bare = text
    .slice(0, dated ? dated.index : undefined)
    .replace(/\.\s+(?:Auteur|Éditeur|Traducteur|Illustrateur|Compositeur|Author|Editor)\b.*$/u, '')
    .replace(/[\s.;,]+$/, '')
    .trim();
  if (bare === '') return null;
  const comma = bare.indexOf(',');
  const body = comma < 0 && bodies.test(bare);
  const [name, rest] = comma < 0 ? [bare, ''] : [bare.slice(0, comma).trim(), bare.slice(comma + 1).trim()];
  const subfields: Subfield[] = [{ code: 'a', value: name }];
  if (rest !== '') subfields.push({ code: 'b', value: rest });
  if (dated) subfields.push({ code: 'f', value: dated[1]!.trim() });
  if (as !== 'contributor') subfields.push({ code: '4', value: '070' });
  const order = { first: '0', author: '1', contributor: '2' }[as];
  return {
    tag: `7${body ? '1' : '0'}${order}`,
    ind1: body ? '0' : ' ',
    ind2: body ? '2' : rest === '' ? '0' : '1',
    subfields,
  };
}
