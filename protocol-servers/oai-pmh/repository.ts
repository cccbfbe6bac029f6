import type { MetadataFormat } from '../../core/dissemination/formats/formats.ts';
import { formatOf } from '../../core/dissemination/formats/formats.ts';
import type { Disseminating, RepositoryView } from '../../core/dissemination/desk.ts';
import type { Library } from '../../core/library.ts';
import type { Branding } from './codec/containers.ts';
import type { TokenKeys } from './resumption-token.ts';

/** What one repository is, for its handlers. */
export interface Repository {
  readonly library: Pick<Library, 'now'> & { readonly dissemination: Disseminating };
  /** The whole, or the part of it one partner is given. */
  readonly view: RepositoryView;
  readonly baseUrl: string;
  readonly repositoryName: string;
  readonly adminEmail: string;
  readonly repositoryId: string;
  /** Address of the licence of all metadata. */
  readonly licence: string;
  /** What is said of it about each record that says nothing else. */
  readonly rights: string;
  readonly friends: readonly string[];
  readonly branding: Branding | null;
  readonly tokenKeys: TokenKeys;
  readonly limits: OaiLimits;
}

/** Every limit of the repository, each with its default. */
export interface OaiLimits {
  /** Records or headers a page. */
  readonly pageSize: number;
  /** A page is cut before it is longer than this, in characters: one record at least. */
  readonly pageCharacters: number;
  /** Records written before others have their turn. */
  readonly recordsInOneGo: number;
  /** Next pages made while harvesters read the ones before, of all walks together; 0: none. Each is as long as a page. */
  readonly pagesAhead: number;
  /** Milliseconds after which such a page is forgotten: what is asked for later is made anew. */
  readonly pageAheadLife: number;
  /** Milliseconds during which a token is good. National harvesters walk slowly, at night. */
  readonly tokenLife: number;
  /** Bytes of a form sent by POST. */
  readonly formBytes: number;
  /** Requests under way at once of one client, and of all; one more is asked to come back. */
  readonly requestsOfOneClient: number;
  readonly requestsAtOnce: number;
  /** Seconds after which who was sent away may come back. */
  readonly retryAfter: number;
}

export const defaultOaiLimits: OaiLimits = {
  pageSize: 200,
  pageCharacters: 2_000_000,
  recordsInOneGo: 50,
  pagesAhead: 8,
  pageAheadLife: 5_000,
  tokenLife: 7 * 24 * 3_600_000,
  formBytes: 8 * 1024,
  requestsOfOneClient: 4,
  requestsAtOnce: 32,
  retryAfter: 10,
};

/** The identifier of a record: `oai:passerelle.example.fr:PAS0000000042`. */
export function identifierOf({ repositoryId }: Pick<Repository, 'repositoryId'>, controlNumber: string): string {
  return `oai:${repositoryId}:${controlNumber}`;
}

/** The control number an identifier names, null when it is not one of this repository. */
export function controlNumberOf(repository: Repository, identifier: string): string | null {
  const prefix = `oai:${repository.repositoryId}:`;
  return identifier.startsWith(prefix) ? identifier.slice(prefix.length) : null;
}

/** The format of a prefix, null when this repository does not offer it. */
export function formatHere({ view }: Repository, metadataPrefix: string): MetadataFormat | null {
  return view.formats.includes(metadataPrefix) ? formatOf(metadataPrefix) : null;
}
