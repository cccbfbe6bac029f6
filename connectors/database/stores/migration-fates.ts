import { targetName } from '../../../core/migration/decide.ts';
import type { DecidedLine, SettledLine } from '../../../core/ports/migration.ts';
import type { Sql } from '../sql.ts';
import { met } from './columns.ts';

/**
 * What is to become, and what became, of the lines of a batch. Nearly all lines of a file have the fate of the line before:
 * such a run is one statement, which spares MariaDB a round trip a line.
 */

const decideLine = `UPDATE migration_lines SET decision = ?, target = ?, proposals = ?, decidedBy = ?
   WHERE batchId = ? AND line = ?`;
const decideRun = `UPDATE migration_lines SET decision = ?, target = NULL, proposals = NULL, decidedBy = ?
   WHERE batchId = ? AND line BETWEEN ? AND ?`;
const settleLine = `UPDATE migration_lines SET outcome = ?, resultId = ?, reason = COALESCE(?, reason),
   detail = COALESCE(?, detail) WHERE batchId = ? AND line = ?`;
const settleRun = `UPDATE migration_lines SET outcome = ?, resultId = line + ? WHERE batchId = ? AND line BETWEEN ? AND ?`;

/** Writes decisions; lines of one decision without target nor proposals that follow each other in one go. */
export async function decideLines(sql: Sql, batchId: number, decided: readonly DecidedLine[]): Promise<void> {
  const alike = (one: DecidedLine, next: DecidedLine): boolean =>
    bare(one) && bare(next) && one.decision === next.decision && one.decidedBy === next.decidedBy;
  for (const { first, last, lines } of runs(decided, alike)) {
    const { decision, target, proposals, decidedBy } = first;
    if (lines > 1) {
      const values = [decision, decidedBy, batchId, first.line, last.line];
      metAll(await sql.run(decideRun, values), lines, batchId, first.line);
      continue;
    }
    const shown = proposals.length === 0 ? null : JSON.stringify(proposals);
    const values = [decision, target && targetName(target), shown, decidedBy, batchId, first.line];
    met(await sql.run(decideLine, values), `line ${first.line} of batch ${batchId}`);
  }
}

const bare = ({ target, proposals }: DecidedLine): boolean => target === null && proposals.length === 0;

/** Writes outcomes; lines of one outcome whose records follow each other as they do in one go. */
export async function settleLines(sql: Sql, batchId: number, settled: readonly SettledLine[]): Promise<void> {
  const alike = (one: SettledLine, next: SettledLine): boolean =>
    one.outcome === next.outcome &&
    [one, next].every(({ resultId, reason, detail }) => resultId !== null && reason === null && detail === null) &&
    next.resultId === one.resultId! + 1;
  for (const { first, last, lines } of runs(settled, alike)) {
    const { line, outcome, resultId, reason, detail } = first;
    if (lines > 1) {
      const values = [outcome, resultId! - line, batchId, line, last.line];
      metAll(await sql.run(settleRun, values), lines, batchId, line);
      continue;
    }
    const values = [outcome, resultId, reason, detail, batchId, line];
    met(await sql.run(settleLine, values), `line ${line} of batch ${batchId}`);
  }
}

interface Run<Line> {
  readonly first: Line;
  readonly last: Line;
  readonly lines: number;
}

/** Cuts lines into runs of consecutive numbers, each like the one before. */
function* runs<Line extends { readonly line: number }>(
  lines: readonly Line[],
  alike: (one: Line, next: Line) => boolean,
): Generator<Run<Line>> {
  for (let from = 0; from < lines.length;) {
    let to = from + 1;
    while (to < lines.length && lines[to]!.line === lines[to - 1]!.line + 1 && alike(lines[to - 1]!, lines[to]!))
      to += 1;
    yield { first: lines[from]!, last: lines[to - 1]!, lines: to - from };
    from = to;
  }
}

function metAll(matched: number, awaited: number, batchId: number, line: number): void {
  if (matched !== awaited)
    throw new Error(`of ${awaited} lines of batch ${batchId} from ${line}, ${matched} are there`);
}
