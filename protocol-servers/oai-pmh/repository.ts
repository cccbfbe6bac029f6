import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import type { TokenKeys } from './resumption-token.ts';

/** What one repository is, for its handlers. */
export interface Repository {
  readonly library: Pick<Library, 'catalogue' | 'now'>;
  readonly log: Log;
  readonly baseUrl: string;
  readonly repositoryName: string;
  readonly adminEmail: string;
  readonly repositoryId: string;
  readonly tokenKeys: TokenKeys;
  readonly limits: OaiLimits;
}

/** Every limit of the repository, each with its default. */
export interface OaiLimits {
  /** Records a page. */
  readonly pageSize: number;
  /** A page is cut before it is longer than this, in characters: one record at least. */
  readonly pageCharacters: number;
  /** Milliseconds during which a token is good. National harvesters walk slowly, at night. */
  readonly tokenLife: number;
  /**
   * Milliseconds a change waits before it is disclosed, so that no record appears behind a harvester with a datestamp he
   * already passed. The store gives out changes in the order of their datestamps; this covers servers whose clocks
   * differ a little.
   */
  readonly settling: number;
  /** Bytes of a form sent by POST. */
  readonly formBytes: number;
}

export const defaultOaiLimits: OaiLimits = {
  pageSize: 200,
  pageCharacters: 2_000_000,
  tokenLife: 7 * 24 * 3_600_000,
  settling: 1_000,
  formBytes: 8 * 1024,
};

/**
 * The moment, in whole seconds, before which every change is known and disclosed. Answers bear it as their
 * responseDate, so that a harvester who asks next `from` that date misses nothing and gets nothing twice.
 */
export function settledAt(repository: Repository): number {
  const moment = repository.library.now() - repository.limits.settling;
  return Math.floor(moment / 1_000) * 1_000;
}

/** The identifier of a record: `oai:passerelle.example.fr:PAS0000000042`. */
export function identifierOf(repository: Repository, controlNumber: string): string {
  return `oai:${repository.repositoryId}:${controlNumber}`;
}

/** The control number an identifier names, null when it is not one of this repository. */
export function controlNumberOf(repository: Repository, identifier: string): string | null {
  const prefix = `oai:${repository.repositoryId}:`;
  return identifier.startsWith(prefix) ? identifier.slice(prefix.length) : null;
}
