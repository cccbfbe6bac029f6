import { carrierOf } from './carrier.ts';
import type { MarcRecord } from './record.ts';

/** A kind of document, in words or as a DCMI type; `lang` is a BCP 47 tag. */
export interface NamedType {
  readonly value: string;
  readonly lang?: string;
}
const typed = (french: string, dcmi: string): readonly NamedType[] => [{ value: french, lang: 'fr' }, { value: dcmi }];
const typesByCarrier: Readonly<Record<ReturnType<typeof carrierOf>, readonly NamedType[]>> = {
  book: typed('texte imprimé', 'Text'),
  'large-print': typed('texte imprimé', 'Text'),
  comic: typed('texte imprimé', 'Text'),
  score: typed('musique imprimée', 'Text'),
  map: typed('document cartographique', 'Image'),
  'audio-book': typed('enregistrement sonore', 'Sound'),
  music: typed('enregistrement sonore', 'Sound'),
  video: typed('vidéo', 'MovingImage'),
  image: typed('image fixe', 'StillImage'),
  electronic: typed('ressource électronique', 'InteractiveResource'),
  game: typed('jeu', 'InteractiveResource'),
  kit: typed('document multimédia', 'Collection'),
  serial: typed('publication en série imprimée', 'Text'),
  object: typed('objet', 'PhysicalObject'),
};

/** The French label of the kind of document, then its DCMI type. */
export function documentTypes(record: MarcRecord): readonly NamedType[] {
  return typesByCarrier[carrierOf(record)];
}
