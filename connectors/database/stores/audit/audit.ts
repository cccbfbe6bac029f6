import type { Breach } from '../../../../core/ports/reading.ts';
import type { Database, Sql } from '../../sql.ts';
import { accountRules } from './accounts.ts';
import { alertRules } from './alerts.ts';
import { filterRules } from './filters.ts';
import { catalogueBreaches } from './catalogue.ts';
import { cataloguingRules } from './cataloguing.ts';
import { circulationRules } from './circulation-rules.ts';
import { deviceBreaches } from './devices.ts';
import { disseminationRules } from './dissemination.ts';
import { figureBreaches, figureRules } from './figures.ts';
import { harvestRules } from './harvest-rules.ts';
import { harvestedBreaches, resourceBreaches } from './harvested.ts';
import { headingBreaches } from './headings.ts';
import { holdRules } from './hold-rules.ts';
import { journalBreaches } from './journal.ts';
import { keptAnswerBreaches } from './kept-answers.ts';
import { loanRules } from './loan-rules.ts';
import { migrationRules } from './migration.ts';
import { navetteRules } from './navette.ts';
import { networkBreaches } from './network.ts';
import { offlineNoticeRules } from './offline-notice-rules.ts';
import { patronRules } from './patron-rules.ts';
import { patronBreaches } from './patrons.ts';
import type { Rule } from './rule.ts';
import { scanKeyBreaches } from './scan-keys.ts';
import { sortingRules } from './sorting.ts';
import { tableRules } from './table-rules.ts';
import { terminalRules } from './terminals.ts';
import { libraryLifeRules } from './library-life.ts';
import { termsRules } from './terms.ts';
import { undoRules } from './undo-rules.ts';

export interface AuditOptions {
  /** Breaches told of each invariant; the rest is counted. */
  readonly mostOfEach?: number;
}

/**
 * Every broken invariant of the data, worst first told in full. Reads committed data, each rule in one statement, and
 * lets the event loop turn between two rules. Sentences name rows by their number, never a reader.
 */
export async function audit(database: Database, { mostOfEach = 50 }: AuditOptions = {}): Promise<Breach[]> {
  const sql = database.reader;
  const breaches: Breach[] = [];
  for (const rule of [
    ...circulationRules,
    ...loanRules,
    ...navetteRules,
    ...tableRules,
    ...offlineNoticeRules,
    ...termsRules,
    ...libraryLifeRules,
    ...sortingRules,
    ...migrationRules,
    ...patronRules,
    ...holdRules,
    ...undoRules,
    ...terminalRules,
    ...cataloguingRules,
    ...disseminationRules,
    ...harvestRules,
    ...alertRules,
    ...figureRules,
    ...accountRules,
    ...filterRules,
  ]) {
    breaches.push(...limited(await brokenRule(sql, rule), mostOfEach));
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const check of [
    networkBreaches,
    deviceBreaches,
    scanKeyBreaches,
    patronBreaches,
    keptAnswerBreaches,
    journalBreaches,
    catalogueBreaches,
    headingBreaches,
    harvestedBreaches,
    resourceBreaches,
    figureBreaches,
  ]) {
    breaches.push(...(await check(sql, mostOfEach)));
  }
  return breaches;
}

async function brokenRule(sql: Sql, { invariant, rows, sentence }: Rule): Promise<Breach[]> {
  const found = await sql.all<Record<string, string | number | null>>(rows);
  return found.map((row) => ({ invariant, detail: said(sentence, row) }));
}

/** Puts the columns of the row in the place of their names in braces. */
function said(sentence: string, row: Readonly<Record<string, string | number | null>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(row[name]));
}

function limited(breaches: Breach[], most: number): Breach[] {
  if (breaches.length <= most) return breaches;
  const { invariant } = breaches[0]!;
  return [...breaches.slice(0, most), { invariant, detail: `and ${breaches.length - most} more` }];
}
