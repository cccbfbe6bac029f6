import type { Carrier } from '../../catalogue/record.ts';
import type { ResourceType } from '../entities.ts';

/** Words of dc:type, in French and English and as DCMI types, and what they make of a resource; the first that holds. */
const words: readonly (readonly [ResourceType, RegExp])[] = [
  [
    'PRESS',
    /presse|publication en série|journal|journaux|périodique|revue|fascicule|newspaper|magazine|serial|periodical/,
  ],
  ['GAME', /\bjeux?\b|\bgames?\b/],
  ['VIDEO', /vid[ée]o|film|moving\s?image|cin[ée]ma|documentaire/],
  ['MUSIC', /musi|sound|sonore|audio|partition/],
  ['TRAINING', /formation|cours\b|course|learning|tutori|interactive\s?resource|apprendre/],
  ['EBOOK', /texte imprimé|livre|\bbooks?\b|e-?book|epub|monogra|roman/],
  ['HERITAGE', /image|carte|photo|estampe|manuscri|patrimoine|affiche|dessin|plan|objet/],
  ['EBOOK', /text/],
];

/** What a resource is, by the words its source has for it; null when they say nothing. */
export function resourceTypeOf(types: readonly string[]): ResourceType | null {
  const text = types.join(' ').toLowerCase();
  return words.find(([, says]) => says.test(text))?.[0] ?? null;
}

/** What a resource is, by what carries the work it is another form of. */
export const typeByCarrier: Readonly<Record<Carrier, ResourceType>> = {
  ...{ book: 'EBOOK', 'large-print': 'EBOOK', comic: 'EBOOK', score: 'MUSIC', map: 'HERITAGE', 'audio-book': 'EBOOK' },
  ...{ music: 'MUSIC', video: 'VIDEO', image: 'HERITAGE', electronic: 'EBOOK', game: 'GAME', kit: 'TRAINING' },
  ...{ serial: 'PRESS', object: 'HERITAGE' },
};

/** UNIMARC 135 $a 0: the kind of electronic resource. */
export const codedKinds: Readonly<Record<ResourceType, string>> = {
  ...{ EBOOK: 'd', PRESS: 'd', VIDEO: 'v', MUSIC: 'h', TRAINING: 'i', GAME: 'g', HERITAGE: 'd' },
};

/** edm:type of each kind of resource; null where Europeana has none for it. */
export const edmTypes: Readonly<Record<ResourceType, 'TEXT' | 'IMAGE' | 'SOUND' | 'VIDEO' | null>> = {
  ...{ EBOOK: 'TEXT', PRESS: 'TEXT', VIDEO: 'VIDEO', MUSIC: 'SOUND', TRAINING: null, GAME: null, HERITAGE: 'IMAGE' },
};

const languages: Readonly<Record<string, string>> = {
  ...{ fr: 'fre', fra: 'fre', français: 'fre', french: 'fre', en: 'eng', anglais: 'eng', english: 'eng' },
  ...{ de: 'ger', deu: 'ger', allemand: 'ger', german: 'ger', es: 'spa', espagnol: 'spa', spanish: 'spa' },
  ...{ it: 'ita', italien: 'ita', italian: 'ita', pt: 'por', portugais: 'por', la: 'lat', latin: 'lat', pl: 'pol' },
  ...{ polonais: 'pol', polish: 'pol', nl: 'dut', nld: 'dut', néerlandais: 'dut', ar: 'ara', arabe: 'ara', ru: 'rus' },
};

/** ISO 639-2/B code of a language, however it is named; null when it cannot be said. */
export function languageCode(text: string): string | null {
  const name = text.trim().toLowerCase();
  const short = name.replace(/[-_].*$/, '');
  return languages[name] ?? languages[short] ?? (/^[a-z]{3}$/.test(short) ? short : null);
}
