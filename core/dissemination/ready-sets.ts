import type { Carrier } from '../catalogue/record.ts';
import type { ResourceType } from '../digital/entities.ts';
import type { HarvestSource } from '../harvest/entities.ts';
import type { NetworkLibrary } from '../network/network.ts';
import { granted } from '../outcome.ts';
import type { Store } from '../ports/store.ts';
import type { DisseminationSet, SetRule } from './entities.ts';

/** Sets by kind of document: last name, what people read, what it holds. */
const kinds: readonly (readonly [name: string, title: string, carriers: readonly Carrier[]])[] = [
  ['livres', 'Livres', ['book', 'large-print']],
  ['bandes-dessinees', 'Bandes dessinées', ['comic']],
  ['revues', 'Revues et journaux', ['serial']],
  ['sonores', 'Musique et livres enregistrés', ['music', 'audio-book']],
  ['video', 'Vidéo', ['video']],
  ['partitions', 'Partitions', ['score']],
  ['cartes', 'Cartes et plans', ['map']],
  ['images', 'Images', ['image']],
  ['jeux', 'Jeux, objets et ensembles', ['game', 'object', 'kit']],
  ['en-ligne', 'Ressources électroniques', ['electronic']],
];

/** Collections of what is read on line: last name, what people read, what it holds. */
const collections: readonly (readonly [name: string, title: string, type: ResourceType])[] = [
  ['livres', 'Livres numériques', 'EBOOK'],
  ['presse', 'Presse en ligne', 'PRESS'],
  ['video', 'Vidéo à la demande', 'VIDEO'],
  ['musique', 'Musique en ligne', 'MUSIC'],
  ['formation', 'Autoformation', 'TRAINING'],
  ['jeux', 'Jeux en ligne', 'GAME'],
  ['patrimoine', 'Patrimoine numérisé', 'HERITAGE'],
];

/** Partners whose audience a licence names: what opens without signing in, and they may have. */
const partners: readonly (readonly [name: 'gallica' | 'europeana', title: string])[] = [
  ['gallica', 'Gallica'],
  ['europeana', 'Europeana'],
];

/**
 * The sets every network has: the catalogue by kind of document, the libraries by what they hold, what is read on line by
 * collection, the repositories it was harvested from, and what is offered to partners.
 */
export function readySets(
  libraries: readonly NetworkLibrary[],
  sources: readonly Pick<HarvestSource, 'code' | 'name'>[] = [],
): DisseminationSet[] {
  return [
    ready('catalogue', 'Catalogue collectif', 'Toutes les notices du réseau.', {}),
    ...kinds.map(([name, title, carriers]) =>
      ready(`catalogue:${name}`, title, `Notices du réseau : ${title.toLowerCase()}.`, { carriers }),
    ),
    ready('bibliotheque', 'Par bibliothèque', 'Notices dont une bibliothèque du réseau a un exemplaire.', null),
    ...libraries.map(({ code, name }) =>
      ready(`bibliotheque:${code}`, name, `Notices dont ${name} a un exemplaire.`, { libraries: [code] }),
    ),
    ready('numerique', 'Bibliothèque numérique', 'Tout ce qui se lit, s’écoute ou se regarde en ligne.', {
      digital: {},
    }),
    ...collections.map(([name, title, type]) =>
      ready(`numerique:${name}`, title, `Bibliothèque numérique : ${title.toLowerCase()}.`, {
        digital: { types: [type] },
      }),
    ),
    ready('provenance', 'Par entrepôt moissonné', 'Ressources en ligne moissonnées chez un partenaire.', null),
    ...sources.map(({ code, name }) =>
      ready(`provenance:${code}`, name, `Ressources en ligne moissonnées chez : ${name}.`, {
        digital: { sources: [code] },
      }),
    ),
    { ...ready('partenaire', 'Partenaires', 'Ce qui est offert à chaque partenaire.', null), audience: 'repositories' },
    ...partners.map(([name, title]) => ({
      ...ready(`partenaire:${name}`, title, `Ressources en accès libre que leur licence laisse signaler à ${title}.`, {
        digital: { access: ['FREE'], audiences: [name] },
      }),
      audience: 'repositories' as const,
    })),
  ];
}

function ready(setSpec: string, name: string, description: string, rule: SetRule | null): DisseminationSet {
  return { setSpec, name, description, rule, audience: 'everyone', retiredAt: null };
}

/** Adds the ready sets that are not there yet; those staff changed or retired stay as they are. Has all records looked at when it added any. */
export async function addReadySets(store: Store, libraries: readonly NetworkLibrary[]): Promise<number> {
  const sources = await store.read.harvest.sources();
  const known = new Set((await store.read.dissemination.sets()).map(({ setSpec }) => setSpec));
  const missing = readySets(libraries, sources).filter(({ setSpec }) => !known.has(setSpec));
  if (missing.length === 0) return 0;
  await store.transaction(async ({ dissemination }) => {
    const clock = await dissemination.lock();
    for (const set of missing) await dissemination.saveSet(set);
    await dissemination.keep({ ...clock, sweepAfter: 0 });
    return granted(null);
  });
  return missing.length;
}
