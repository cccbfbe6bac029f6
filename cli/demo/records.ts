import type { ItemType } from '../../core/circulation/entities.ts';
import type { MarcRecord } from '../../core/marc/record.ts';
import { data, ean13, isbn13, issn, unimarc, type Description } from './unimarc.ts';
import {
  childrensBooks,
  comics,
  films,
  games,
  kits,
  maps,
  novels,
  periodicals,
  recordings,
  references,
  scores,
} from './works.ts';

/** A record of the demonstration catalogue, with what its copies are. */
export interface DemoRecord {
  readonly key: string;
  readonly record: MarcRecord;
  readonly type: ItemType;
  readonly location: string;
  readonly callNumber: string;
}

interface Edition {
  readonly publisher: string;
  readonly place: string;
  readonly code: number;
  readonly series?: string;
  readonly delay: number;
}

/** Editions a well-known work goes through; `delay` is in years after 1950 or after its first publication. */
const editions: readonly Edition[] = [
  { publisher: 'Gallimard', place: 'Paris', code: 7, series: 'Folio', delay: 22 },
  { publisher: 'Le Livre de poche', place: 'Paris', code: 25, series: 'Classiques', delay: 30 },
  { publisher: 'Flammarion', place: 'Paris', code: 8, series: 'GF', delay: 38 },
  { publisher: 'Pocket', place: 'Paris', code: 26, series: 'Pocket', delay: 45 },
  { publisher: "J'ai lu", place: 'Paris', code: 29, series: 'Librio', delay: 52 },
];

const textCarrier = [data('105', '  ', { a: '    z   00|y|' }), data('106', '  ', { a: 'r' })];
const largePrintCarrier = [data('105', '  ', { a: '    z   00|y|' }), data('106', '  ', { a: 'd' })];

function lines(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|'));
}

/** Every record of the demonstration catalogue; the ordinary books come first. The same at each call. */
export function demoRecords(): DemoRecord[] {
  const made = [
    ...bookEditions(),
    ...otherCarriersOfBooks(),
    ...youth(),
    ...comicVolumes(),
    ...recorded(),
    ...others(),
  ];
  return made.map((entry, index) => ({ ...entry, key: `demo-${String(index + 1).padStart(5, '0')}` }));
}

type Made = Omit<DemoRecord, 'key'>;

function* bookEditions(): Generator<Made> {
  for (const [round, edition] of editions.entries()) {
    for (const [index, line] of lines(novels).entries()) {
      const work = novel(line);
      yield {
        record: unimarc({
          ...work.description,
          year: editionYear(work.firstYear, edition.delay + (index % 7)),
          isbn: isbn13(edition.code, round * 10_000 + index * 7),
          coded: textCarrier,
          place: edition.place,
          publisher: edition.publisher,
          series: edition.series,
          extent: `${120 + ((index * 37) % 600)} p. ; 18 cm`,
        }),
        type: 'BOOK',
        location: 'Adultes',
        callNumber: `R ${work.callLetters}`,
      };
    }
  }
}

function* otherCarriersOfBooks(): Generator<Made> {
  for (const [index, line] of lines(novels).entries()) {
    const work = novel(line);
    yield {
      record: unimarc({
        ...work.description,
        year: editionYear(work.firstYear, 58 + (index % 9)),
        isbn: isbn13(36, 300_000 + index),
        coded: largePrintCarrier,
        place: 'Paris',
        publisher: "À vue d'œil",
        series: 'Grands caractères',
        extent: `${300 + ((index * 41) % 700)} p. ; 24 cm`,
      }),
      type: 'LARGE_PRINT',
      location: 'Adultes',
      callNumber: `GC ${work.callLetters}`,
    };
    yield {
      record: unimarc({
        ...work.description,
        leader6: 'i',
        material: 'Enregistrement sonore',
        year: editionYear(work.firstYear, 60 + (index % 9)),
        ean: ean13(400_000 + index),
        place: 'Paris',
        publisher: 'Audiolib',
        extent: '1 disque compact (MP3)',
      }),
      type: 'AUDIO_BOOK',
      location: 'Adultes',
      callNumber: `LL ${work.callLetters}`,
    };
  }
}

function novel([author, title, year, language, subjects]: string[]): {
  description: Description;
  firstYear: number;
  callLetters: string;
} {
  const translated = language !== 'fre';
  return {
    firstYear: Number(year),
    callLetters: letters(author!),
    description: {
      leader6: 'a',
      year: 0,
      audience: 'm',
      language: 'fre',
      originalLanguage: translated ? language! : undefined,
      title: title!,
      responsibility: inOrder(author!),
      place: '',
      publisher: '',
      extent: '',
      authors: [{ name: author!, code: '070' }],
      subjects: subjects!.split(';'),
      dewey: language === 'fre' ? '843' : '800',
    },
  };
}

function* youth(): Generator<Made> {
  for (const [round, edition] of editions.slice(0, 4).entries()) {
    for (const [index, line] of lines(childrensBooks).entries()) {
      const work = novel(line);
      yield {
        record: unimarc({
          ...work.description,
          audience: 'c',
          year: editionYear(work.firstYear, edition.delay + 4),
          isbn: isbn13(edition.code, 500_000 + round * 1_000 + index * 3),
          coded: textCarrier,
          place: edition.place,
          publisher: `${edition.publisher} jeunesse`,
          extent: `${32 + ((index * 29) % 300)} p. : ill. en coul. ; 21 cm`,
        }),
        type: 'BOOK',
        location: 'Jeunesse',
        callNumber: `J ${work.callLetters}`,
      };
    }
  }
}

function* comicVolumes(): Generator<Made> {
  for (const [series, [authors, title, volumes, year]] of lines(comics).entries()) {
    const [first, last] = volumes!.split('-').map(Number) as [number, number];
    for (let number = first; number <= last; number += 1) {
      yield {
        record: unimarc({
          leader6: 'a',
          isbn: isbn13(20, 600_000 + series * 1_000 + number),
          year: Number(year) + number - first,
          audience: 'm',
          language: 'fre',
          coded: textCarrier,
          title: title!,
          responsibility: authors!.split(';').map(inOrder).join(', '),
          volume: first === last ? undefined : { number },
          place: 'Bruxelles',
          publisher: 'Dargaud',
          extent: '48 p. : ill. en coul. ; 30 cm',
          authors: authors!.split(';').map((name, index) => ({ name, code: index === 0 ? '070' : '440' })),
          subjects: [],
          genre: 'Bandes dessinées',
          dewey: '741.5',
        }),
        type: 'COMIC',
        location: 'Bandes dessinées',
        callNumber: `BD ${letters(title!)}`,
      };
    }
  }
}

function* recorded(): Generator<Made> {
  for (const [index, [director, title, year, country, subjects]] of lines(films).entries()) {
    yield {
      record: unimarc({
        leader6: 'g',
        ean: ean13(1_000 + index),
        year: editionYear(Number(year), 54 + (index % 14)),
        audience: 'm',
        language: 'fre',
        country,
        coded: [data('115', '  ', { a: 'c090cb b   v           ' })],
        title: title!,
        material: 'Images animées',
        responsibility: `${inOrder(director!)}, réal.`,
        place: 'Paris',
        publisher: 'Arte vidéo',
        extent: '1 DVD vidéo',
        authors: [{ name: director!, code: '300' }],
        subjects: subjects!.split(';'),
        genre: 'Films de fiction',
        dewey: '791.43',
      }),
      type: 'DVD',
      location: 'Cinéma',
      callNumber: `F ${letters(director!)}`,
    };
  }
  for (const [index, [artist, title, year, subjects]] of lines(recordings).entries()) {
    yield {
      record: unimarc({
        leader6: 'j',
        publisherNumber: `PAS ${7_000 + index}`,
        ean: ean13(2_000 + index),
        year: editionYear(Number(year), 40 + (index % 20)),
        audience: 'm',
        language: 'fre',
        title: title!,
        material: 'Enregistrement sonore',
        responsibility: inOrder(artist!),
        place: 'Paris',
        publisher: 'Harmonia Mundi',
        extent: '1 disque compact',
        authors: [{ name: artist!, code: '230' }],
        subjects: subjects!.split(';'),
        dewey: '780',
      }),
      type: 'CD',
      location: 'Musique',
      callNumber: `CD ${letters(artist!)}`,
    };
  }
}

function* others(): Generator<Made> {
  const plain = { audience: 'm', language: 'fre', authors: [], subjects: [], place: 'Paris' } as const;
  for (const [index, [title, year, publisher]] of lines(periodicals).entries()) {
    yield {
      record: unimarc({
        ...plain,
        leader6: 'a',
        leader7: 's',
        issn: issn(1_100_000 + index * 137),
        year: Number(year),
        title: title!,
        publisher: publisher!,
        extent: 'Mensuel',
        genre: 'Périodiques',
      }),
      type: 'MAGAZINE',
      location: 'Presse',
      callNumber: `P ${letters(title!)}`,
    };
  }
  for (const [index, [maker, title, year]] of lines(games).entries()) {
    yield {
      record: unimarc({
        ...plain,
        leader6: 'r',
        ean: ean13(3_000 + index),
        year: Number(year),
        title: title!,
        material: 'Jeu',
        publisher: maker!.split(', ')[0]!,
        extent: '1 boîte',
        authors: [{ name: maker!, code: '070' }],
        genre: 'Jeux',
      }),
      type: 'GAME',
      location: 'Ludothèque',
      callNumber: `JX ${letters(title!)}`,
    };
  }
  for (const [index, [composer, title, instrument, year]] of lines(scores).entries()) {
    yield {
      record: unimarc({
        ...plain,
        leader6: 'c',
        ean: ean13(4_000 + index),
        year: editionYear(Number(year), 35),
        title: title!,
        material: 'Musique imprimée',
        subtitle: `pour ${instrument}`,
        publisher: 'Lemoine',
        extent: '1 partition (48 p.)',
        authors: [{ name: composer!, code: '230' }],
        subjects: ['Partitions'],
      }),
      type: 'SCORE',
      location: 'Musique',
      callNumber: `PA ${letters(composer!)}`,
    };
  }
  for (const [title, scale, year] of lines(maps)) {
    yield {
      record: unimarc({
        ...plain,
        leader6: 'e',
        year: Number(year),
        title: title!,
        material: 'Document cartographique imprimé',
        scale,
        publisher: 'IGN',
        extent: '1 carte en coul.',
        subjects: ['Pas-de-Calais (France)'],
        genre: 'Cartes',
      }),
      type: 'MAP',
      location: 'Adultes',
      callNumber: `912 ${letters(title!)}`,
    };
  }
  for (const [title, contents] of lines(kits)) {
    yield {
      record: unimarc({
        ...plain,
        leader6: 'm',
        year: 2023,
        title: title!,
        material: 'Multimédia multisupport',
        publisher: 'Réseau de lecture publique',
        place: 'Lens',
        extent: '1 malle',
        contents,
      }),
      type: 'KIT',
      location: 'Réserve',
      callNumber: `M ${letters(title!)}`,
    };
  }
  for (const [index, [author, title, year, publisher, subjects]] of lines(references).entries()) {
    yield {
      record: unimarc({
        ...plain,
        leader6: 'a',
        isbn: isbn13(10, 700_000 + index),
        year: Number(year),
        coded: textCarrier,
        title: title!,
        responsibility: author,
        publisher: publisher!,
        extent: '1 vol.',
        subjects: subjects!.split(';'),
      }),
      type: 'REFERENCE',
      location: 'Usuels',
      callNumber: `U ${letters(title!)}`,
    };
  }
}

/** Year of an edition: never before the work, never before pocket books existed, never in the future. */
function editionYear(firstYear: number, delay: number): number {
  return Math.min(2024, Math.max(firstYear, 1950 + delay));
}

function inOrder(name: string): string {
  return name.split(', ').reverse().join(' ');
}

/** Three letters for the spine label. */
function letters(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/^(l'|les |le |la |the )/i, '')
    .replace(/[^a-z0-9]/gi, '');
  return plain.slice(0, 3).toUpperCase();
}
