import { toDublinCore, type DublinCoreElement, type DublinCoreStatement } from '../marc/dublin-core.ts';
import { subfields } from '../marc/field.ts';
import type { MarcRecord } from '../marc/record.ts';
import type { DigitalResource } from './entities.ts';
import { edmTypes } from './mapping/kinds.ts';

/** Partners who read our resources by their own rules. */
export const partners = ['gallica', 'europeana'] as const;
export type Partner = (typeof partners)[number];

/** What one resource lacks for a partner. */
export interface Shortcoming {
  readonly code: string;
  /** Without what is required it is refused; what is advised makes it better found. */
  readonly weight: 'required' | 'advised';
  readonly fr: string;
  readonly en: string;
}
export interface Readiness {
  readonly partner: Partner;
  readonly ready: boolean;
  readonly shortcomings: readonly Shortcoming[];
}

interface Facts {
  readonly resource: DigitalResource;
  readonly record: MarcRecord;
  readonly all: (element: DublinCoreElement) => readonly DublinCoreStatement[];
}
type Requirement = Shortcoming & { readonly met: (facts: Facts) => boolean };

const has = (element: DublinCoreElement) => (facts: Facts) => facts.all(element).length > 0;
const isHttp = (url: string): boolean => /^https?:\/\/[^\s]+$/.test(url);

/** The rights statements Europeana takes: exactly these addresses, in http and never https. */
const edmRights =
  /^http:\/\/(?:creativecommons\.org\/(?:licenses\/[a-z-]+\/\d\.\d\/(?:[a-z]{2}\/)?|publicdomain\/(?:mark|zero)\/1\.0\/)|rightsstatements\.org\/vocab\/(?:InC|NoC-NC|NoC-OKLR|InC-EDU|InC-OW-EU|CNE)\/1\.0\/)$/;
const isFreeStatement = (uri: string): boolean => /publicdomain|NoC-/.test(uri);

const requirement = (
  weight: Shortcoming['weight'],
  code: string,
  fr: string,
  en: string,
  met: Requirement['met'],
): Requirement => ({ weight, code, fr, en, met });

/** Guide d'interopérabilité OAI-PMH of the BnF, and the Europeana Data Model: what each asks of a record. */
const requirements: Readonly<Record<Partner, readonly Requirement[]>> = {
  gallica: [
    requirement('required', 'licence', 'La licence de la source ne permet pas de la signaler à Gallica.', 'The licence of its source does not let Gallica show it.', ({ resource }) => resource.audiences.includes('gallica')),
    requirement('required', 'free-access', 'Le document doit s’ouvrir sans identification.', 'The document must open without signing in.', ({ resource }) => resource.access === 'FREE'),
    requirement('required', 'address', 'Une adresse http(s) qui ouvre le document.', 'An http(s) address that opens the document.', ({ resource }) => isHttp(resource.url)),
    requirement('required', 'title', 'Un titre.', 'A title.', has('title')),
    requirement('required', 'type', 'Un type de document.', 'A type of document.', has('type')),
    requirement('required', 'rights', 'Les droits, par exemple « domaine public ».', 'The rights, for instance “public domain”.', ({ resource }) => resource.rights !== ''),
    requirement('required', 'source', 'La bibliothèque qui conserve le document et sa cote (324).', 'The library that holds the document, and its shelf mark (324).', has('source')),
    requirement('required', 'date', 'Une date de publication.', 'A date of publication.', (facts) => facts.all('date').some(({ value }) => /^\d{4}(\/\d{4})?$/.test(value))),
    requirement('required', 'language', 'Un code de langue à trois lettres (101).', 'A language code of three letters (101).', (facts) => facts.all('language').some(({ value }) => /^[a-z]{3}$/.test(value))),
    requirement('advised', 'ark', 'Un identifiant ARK, qui reste quand l’adresse change.', 'An ARK identifier, which stays when the address changes.', ({ resource, record }) => [resource.url, ...subfields(record, '033', 'a')].some((one) => one.includes('ark:/'))),
    requirement('advised', 'thumbnail', 'Une vignette (« vignette : https://… »).', 'A thumbnail.', ({ resource }) => isHttp(resource.thumbnail)),
    requirement('advised', 'creator', 'Un auteur.', 'A creator.', has('creator')),
    requirement('advised', 'format', 'Un format (application/pdf, image/jpeg).', 'A format (application/pdf, image/jpeg).', has('format')),
  ],
  europeana: [
    requirement('required', 'licence', 'La licence de la source ne permet pas de la signaler à Europeana.', 'The licence of its source does not let Europeana show it.', ({ resource }) => resource.audiences.includes('europeana')),
    requirement('required', 'edm-type', 'Un type EDM : texte, image, son ou vidéo.', 'An EDM type: text, image, sound or video.', ({ resource }) => edmTypes[resource.resourceType] !== null),
    requirement('required', 'title-or-description', 'Un titre ou une description.', 'A title or a description.', (facts) => has('title')(facts) || has('description')(facts)),
    requirement('required', 'language', 'La langue d’un texte.', 'The language of a text.', (facts) => edmTypes[facts.resource.resourceType] !== 'TEXT' || has('language')(facts)),
    requirement('required', 'about', 'Un sujet, un type ou un lieu.', 'A subject, a type or a place.', (facts) => has('subject')(facts) || has('type')(facts) || has('coverage')(facts)),
    requirement('required', 'is-shown-at', 'Une adresse http(s) où le document se voit.', 'An http(s) address where the document is seen.', ({ resource }) => isHttp(resource.url)),
    requirement('required', 'edm-rights', 'Une déclaration de droits d’Europeana, en http:// (jamais https://).', 'A rights statement Europeana takes, in http:// (never https://).', ({ resource }) => edmRights.test(resource.rightsUri)),
    requirement('required', 'rights-agree', 'Les droits en toutes lettres contredisent la déclaration.', 'The rights in words contradict the statement.', ({ resource }) => !/domaine public|public domain/i.test(resource.rights) || resource.rightsUri === '' || isFreeStatement(resource.rightsUri)),
    requirement('advised', 'thumbnail', 'Une vignette (edm:object).', 'A thumbnail (edm:object).', ({ resource }) => isHttp(resource.thumbnail)),
    requirement('advised', 'creator', 'Un auteur.', 'A creator.', has('creator')),
    requirement('advised', 'date', 'Une date.', 'A date.', has('date')),
  ],
}; // prettier-ignore

/** What a resource lacks for a partner to take it, before anything is sent there. Pure. */
export function readinessOf(partner: Partner, resource: DigitalResource, record: MarcRecord): Readiness {
  const statements = toDublinCore(record);
  const facts: Facts = { resource, record, all: (element) => statements.filter((one) => one.element === element) };
  const missing = requirements[partner].filter(({ met }) => !met(facts));
  const shortcomings = missing.map(({ met: _, ...told }) => told);
  return { partner, ready: shortcomings.every(({ weight }) => weight === 'advised'), shortcomings };
}
