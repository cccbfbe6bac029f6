import type { DataField, MarcRecord } from '../../core/marc/record.ts';
import { data, unimarc } from './unimarc.ts';

/** A collection of the partner's digital library. */
export interface DigitalCollection {
  readonly setSpec: string;
  readonly name: string;
  readonly description: string;
}
export const digitalCollections: readonly DigitalCollection[] = [
  { setSpec: 'patrimoine', name: 'Patrimoine', description: 'Plans, photographies et affiches numérisés.' },
  { setSpec: 'livres', name: 'Livres', description: 'Livres du domaine public.' },
  { setSpec: 'presse', name: 'Presse ancienne', description: 'Journaux locaux numérisés.' },
  { setSpec: 'video', name: 'Films', description: 'Films d’archives.' },
  { setSpec: 'musique', name: 'Musique', description: 'Enregistrements d’harmonies et de chorales.' },
  { setSpec: 'formation', name: 'Autoformation', description: 'Cours en libre accès.' },
  { setSpec: 'jeux', name: 'Jeux', description: 'Jeux en ligne du département.' },
];

/** Genre (608), kind of electronic resource (135 $a 0) and MIME type of what each collection holds. */
const kinds: Readonly<Record<string, readonly [genre: string, coded: string, type: string]>> = {
  patrimoine: ['Images', 'd', 'image/jpeg'],
  livres: ['Livres numériques', 'd', 'application/epub+zip'],
  presse: ['Presse', 'd', 'application/pdf'],
  video: ['Vidéo', 'v', 'video/mp4'],
  musique: ['Musique', 'h', 'audio/mpeg'],
  formation: ['Formation', 'i', 'text/html'],
  jeux: ['Jeux', 'g', 'text/html'],
};

/** Rights in words and as Europeana takes them; `?` forgets to say them, `https` says them in a form it refuses. */
const rights: Readonly<Record<string, readonly string[]>> = {
  pd: ['Domaine public', 'http://creativecommons.org/publicdomain/mark/1.0/'],
  by: ['Licence Creative Commons Attribution', 'http://creativecommons.org/licenses/by/4.0/'],
  https: ['Licence Creative Commons Attribution', 'https://creativecommons.org/licenses/by/4.0/'],
  '?': [],
};

/**
 * `collection|author|title|year|publisher|rights|call number|subjects|what it is`. Titles and names of novels are real and
 * in the catalogue in print; the rest is invented. Some lack what a partner asks for: the readiness report says which.
 */
const works = `
patrimoine|Compagnie des mines de Lens|Plan des fosses et des cités de la concession|1898|Compagnie des mines de Lens|pd|Fi 12|Mines;Lens (Pas-de-Calais)|Plan lithographié au 1/10 000.
patrimoine|Delmotte, Arthur|Le carreau de la fosse 12 à Loos-en-Gohelle|1921|Studio Delmotte|pd|Fi 48|Mines;Loos-en-Gohelle (Pas-de-Calais)|Photographie sur plaque de verre.
patrimoine|Delmotte, Arthur|La reconstruction de la rue de la Gare à Lens|1923|Studio Delmotte|pd|Fi 49|Reconstruction (1914-1939);Lens (Pas-de-Calais)|Photographie sur plaque de verre.
patrimoine||Fête de la Sainte-Barbe : grand bal des mineurs|1934|Imprimerie centrale de l’Artois|?|Aff 7|Fêtes;Mineurs|Affiche de la ville de Liévin ; les droits restent à établir.
patrimoine||Le mémorial de Notre-Dame-de-Lorette|1926|Éditions du Souvenir|pd||Guerre mondiale (1914-1918);Ablain-Saint-Nazaire (Pas-de-Calais)|Carte postale, sans cote.
livres|Zola, Émile|Germinal|1885|Charpentier|pd|Num L 1|Mineurs;Grèves|Texte de l’édition originale.
livres|Hugo, Victor|Les Misérables|1862|Lacroix|pd|Num L 2|Pauvreté|Texte de l’édition originale.
livres|Verne, Jules|Vingt mille lieues sous les mers|1870|Hetzel|pd|Num L 3|Sous-marins|Avec les gravures de l’édition Hetzel.
livres|Flaubert, Gustave|Madame Bovary|1857|Lévy|pd|Num L 4|Normandie|Texte de l’édition originale.
livres|Dumas, Alexandre|Le Comte de Monte-Cristo|1845|Pétion|pd|Num L 5|Vengeance|En dix-huit volumes.
livres|Maupassant, Guy de|Le Horla|1887|Ollendorff|pd|Num L 6|Fantastique|Texte de l’édition originale.
presse||Le Réveil du Bassin minier|1904|Imprimerie ouvrière|pd|Per 3|Syndicats;Mineurs|Hebdomadaire, de 1904 à 1911.
presse||La Gohelle illustrée|1928|Société de la Gohelle|pd|Per 5|Vie quotidienne|Mensuel illustré, de 1928 à 1936.
video|Carlier, Simone|Descente au fond : une journée à la fosse 11|1956|Ciné-club de Lens|by|Film 2|Mineurs;Travail|Film muet de douze minutes, avec cartons.
video|Carlier, Simone|Dernière gaillette : la fin de l’extraction|1986|Ciné-club de Lens|https|Film 9|Mines;Fermetures d’entreprises|Documentaire de cinquante-deux minutes.
musique|Harmonie municipale de Liévin|Marches et pas redoublés|1962|Harmonie municipale de Liévin|by|Son 4|Harmonies (musique)|Concert du 14 juillet 1962.
musique|Chorale polonaise de Harnes|Chants de Noël de Pologne|1971|Chorale polonaise de Harnes|by|Son 6|Chants de Noël;Polonais en France|Enregistrés à l’église Saint-Martin.
formation|Leroy, Hélène|Lire une source d’archives|2021|Département|by|Cours 1|Archives;Recherche documentaire|Quatre séances d’une heure, avec exercices.
formation|Leroy, Hélène|Premiers pas avec un ordinateur|2022|Département|by|Cours 2|Informatique|Huit leçons pour débuter.
jeux|Atelier du Terril|Sur la piste des gueules noires|2020|Département|by|Jeu 1|Mines;Jeux éducatifs|Jeu d’enquête en ligne, à partir de neuf ans.
`;

/** A resource of the partner, as his repository gives it. */
export interface DigitalWork {
  /** Last part of its ARK. */
  readonly name: string;
  readonly collection: string;
  readonly title: string;
  readonly description: string;
  /** UNIMARC; its addresses are under `base`. */
  record(base: string): MarcRecord;
}

export const digitalWorks: readonly DigitalWork[] = works
  .trim()
  .split('\n')
  .map((line, index) => {
    const [collection, author, title, year, publisher, right, callNumber, subjects, description] = line.split('|') as [
      ...[string, string, string, string, string, string, string, string, string],
    ];
    const name = `bnd${String(index + 1).padStart(4, '0')}`;
    const [genre, coded, type] = kinds[collection]!;
    const [proper, subtitle] = title.split(' : ') as [string, string?];
    const described = unimarc({
      ...{ leader6: 'l', leader7: collection === 'presse' ? 's' : 'm', audience: 'm', language: 'fre' },
      ...{ year: Number(year), title: proper, subtitle, material: 'Ressource électronique', place: 'Lens', publisher },
      coded: [data('135', '  ', { a: `${coded}r|||||||||||` })],
      extent: '1 ressource en ligne',
      authors: author === '' ? [] : [{ name: author, code: '070' }],
      subjects: subjects.split(';'),
      genre,
    });
    const record = (base: string): MarcRecord => {
      const address = `${base}/${arkOf(name)}`;
      const more: DataField[] = [
        data('033', '  ', { a: address }),
        ...(callNumber === '' ? [] : [data('324', '  ', { a: `Bibliothèque départementale, ${callNumber}` })]),
        data('330', '  ', { a: description }),
        ...rights[right]!.map((said) => data('371', '0 ', { a: said })),
        data('856', '40', { u: address, q: type }),
        data('856', '42', { u: `${address}/vignette.svg`, q: 'image/svg+xml', z: 'Vignette' }),
      ];
      const fields = [...described.fields, ...more].toSorted((one, other) => Number(one.tag) - Number(other.tag));
      return { leader: described.leader, fields };
    };
    return { name, collection, title, description, record };
  });

/** 99999 is the number of nobody: that of examples. */
export function arkOf(name: string): string {
  return `ark:/99999/${name}`;
}
