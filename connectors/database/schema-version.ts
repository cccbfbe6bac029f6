import { createHash } from 'node:crypto';
import type { Sql } from './sql.ts';
import { up as firstLight } from './migrations/0001-first-light.ts';
import { up as terms } from './migrations/0002-terms.ts';
import { up as loans } from './migrations/0003-loans.ts';
import { up as holds } from './migrations/0004-holds.ts';
import { up as navette } from './migrations/0005-navette.ts';
import { up as patrons } from './migrations/0006-patrons.ts';
import { up as noticesAndOffline } from './migrations/0007-notices-offline.ts';
import { up as sortBins } from './migrations/0008-sort-bins.ts';
import { up as sip2Messages } from './migrations/0009-sip2-messages.ts';
import { up as deviceRegistry } from './migrations/0010-device-registry.ts';
import { up as exchanges } from './migrations/0011-exchanges.ts';
import { up as tags } from './migrations/0012-tags.ts';
import { up as migrationBatches } from './migrations/0014-migration-batches.ts';
import { up as authorities } from './migrations/0015-authorities.ts';
import { up as cataloguing } from './migrations/0016-cataloguing.ts';
import { up as leanItems } from './migrations/0018-lean-items.ts';
import { up as dissemination } from './migrations/0020-dissemination.ts';
import { up as harvest } from './migrations/0022-harvest.ts';
import { up as digital } from './migrations/0023-digital.ts';
import { up as partnerAudiences } from './migrations/0024-partner-audiences.ts';
import { up as readerHistory } from './migrations/0029-reader-history.ts';
import { up as pullPrints } from './migrations/0031-pull-prints.ts';
import { up as libraryLife } from './migrations/0032-library-life.ts';
import { up as alerts } from './migrations/0033-alerts.ts';
import { up as deviceMute } from './migrations/0034-device-mute.ts';
import { up as importReview } from './migrations/0035-import-review.ts';
import { up as authorityLookUp } from './migrations/0036-authority-look-up.ts';
import { up as figures } from './migrations/0037-figures.ts';
import { up as accounts } from './migrations/0038-accounts.ts';
import { up as answersInOrder } from './migrations/0040-answers-in-order.ts';
import { up as savedFilters } from './migrations/0041-saved-filters.ts';

/** One step of the schema. Its statements never change once released: what follows is another migration. */
export interface Migration {
  /** `0001-first-light`: the number is the version of the schema it leads to. */
  readonly name: string;
  readonly up: (dialect: Sql['dialect']) => readonly string[];
}

/** Every migration this program knows, in order. */
export const migrations: readonly Migration[] = [
  { name: '0001-first-light', up: firstLight },
  { name: '0002-terms', up: terms },
  { name: '0003-loans', up: loans },
  { name: '0004-holds', up: holds },
  { name: '0005-navette', up: navette },
  { name: '0006-patrons', up: patrons },
  { name: '0007-notices-offline', up: noticesAndOffline },
  { name: '0008-sort-bins', up: sortBins },
  { name: '0009-sip2-messages', up: sip2Messages },
  { name: '0010-device-registry', up: deviceRegistry },
  { name: '0011-exchanges', up: exchanges },
  { name: '0012-tags', up: tags },
  { name: '0014-migration-batches', up: migrationBatches },
  { name: '0015-authorities', up: authorities },
  { name: '0016-cataloguing', up: cataloguing },
  { name: '0018-lean-items', up: leanItems },
  { name: '0020-dissemination', up: dissemination },
  { name: '0022-harvest', up: harvest },
  { name: '0023-digital', up: digital },
  { name: '0024-partner-audiences', up: partnerAudiences },
  { name: '0029-reader-history', up: readerHistory },
  { name: '0031-pull-prints', up: pullPrints },
  { name: '0032-library-life', up: libraryLife },
  { name: '0033-alerts', up: alerts },
  { name: '0034-device-mute', up: deviceMute },
  { name: '0035-import-review', up: importReview },
  { name: '0036-authority-look-up', up: authorityLookUp },
  { name: '0037-figures', up: figures },
  { name: '0038-accounts', up: accounts },
  { name: '0040-answers-in-order', up: answersInOrder },
  { name: '0041-saved-filters', up: savedFilters },
];

/** What the database remembers of one migration. */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  /** Statements done: all of them once finished. */
  readonly steps: number;
  /** UTC milliseconds, null while it is under way or was interrupted. */
  readonly finishedAt: number | null;
}

/** The database was migrated by a newer program: this one would not keep what the newer schema promises. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';
}
/** A migration was edited after it had been applied: the schema is not what this program believes. */
export class SchemaChanged extends Error {
  override readonly name = 'SchemaChanged';
}

/** The version a migration leads to: `0001-first-light` gives 1. */
export function versionOf(name: string): number {
  return Number.parseInt(name, 10) || 0;
}

/** SHA-256 of the statements of a migration for one dialect, hexadecimal. */
export function checksumOf(migration: Migration, dialect: Sql['dialect']): string {
  return createHash('sha256').update(migration.up(dialect).join(';\n')).digest('hex');
}

/** Throws SchemaTooNew or SchemaChanged when what was applied is not what this program knows. */
export function checkSchema(
  applied: readonly AppliedMigration[],
  known: readonly Migration[],
  dialect: Sql['dialect'],
): void {
  for (const { name, checksum } of applied) {
    const migration = known.find((candidate) => candidate.name === name);
    if (!migration) {
      const newest = Math.max(0, ...known.map((candidate) => versionOf(candidate.name)));
      throw new SchemaTooNew(
        `database schema ${versionOf(name)} (${name}) > ${newest}, the newest known to this program: run the program that made it, or a later one`,
      );
    }
    if (checksum !== checksumOf(migration, dialect)) {
      throw new SchemaChanged(
        `migration ${name} is not the one that was applied to this database (checksum ${checksum})`,
      );
    }
  }
}
