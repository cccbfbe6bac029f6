import type { LineContent, MigrationBatch, MigrationLine, NewLine } from '../../../core/migration/entities.ts';
import type { MatchFacts } from '../../../core/migration/facts.ts';
import type { Target } from '../../../core/migration/decide.ts';
import type { SqlValue } from '../sql.ts';

/** How lines of batches are written in their columns. */

export const batchColumns = [
  'id',
  'kind',
  'libraryId',
  'source',
  'profile',
  'profileVersion',
  'file',
  'size',
  'state',
  'step',
  'done',
  'lineCount',
  'analysedAt',
  'appliedAt',
  'createdAt',
  'updatedAt',
  'createdBy',
  'signedBy',
  'signedAt',
  'stopReason',
  'stopDetail',
  'digest',
] as const satisfies readonly (keyof MigrationBatch)[];

export const lineColumns = [
  'line',
  'startsAt',
  'sourceId',
  'hash',
  'decision',
  'target',
  'proposals',
  'decidedBy',
  'outcome',
  'resultId',
  'reason',
  'detail',
  'content',
  'marc',
] as const;

export type LineRow = Pick<
  MigrationLine,
  'line' | 'sourceId' | 'hash' | 'decision' | 'decidedBy' | 'outcome' | 'resultId' | 'reason' | 'detail'
> & {
  readonly startsAt: number;
  readonly target: string | null;
  readonly proposals: string | null;
  readonly content: string;
  readonly marc: Uint8Array | null;
};

export function lineOf({ startsAt, target, proposals, content, marc, ...line }: LineRow): MigrationLine {
  const kept = JSON.parse(content) as LineContent;
  return {
    ...line,
    offset: startsAt,
    target: targetOf(target),
    proposals: proposals === null ? [] : (JSON.parse(proposals) as MigrationLine['proposals']),
    content: kept.kind === 'record' ? { ...kept, marc: marc ?? new Uint8Array() } : kept,
  };
}

/** Lines read by an older program lack what it did not know of. */
export function factsOf(text: string | null): NewLine['facts'] {
  if (text === null) return null;
  const kept = JSON.parse(text) as Omit<MatchFacts, 'pages' | 'edition'> & Partial<MatchFacts>;
  return { pages: null, edition: '', ...kept };
}

/** `record:12`, `line:3`. */
export function targetOf(text: string | null): Target | null {
  if (text === null) return null;
  const [kind, number] = text.split(':') as [string, string];
  return kind === 'record' ? { record: Number(number) } : { line: Number(number) };
}

export const newLineColumns = [
  'batchId',
  'line',
  'startsAt',
  'sourceId',
  'hash',
  'facts',
  'decision',
  'reason',
  'detail',
  'content',
  'marc',
] as const;

export function newLineValues(batchId: number, line: NewLine): SqlValue[] {
  const { content } = line;
  const { marc, ...described } = content.kind === 'record' ? content : { ...content, marc: null };
  return [
    batchId,
    line.line,
    line.offset,
    line.sourceId,
    line.hash,
    line.facts && JSON.stringify(line.facts),
    line.decision,
    line.reason,
    line.detail,
    JSON.stringify(described),
    marc,
  ];
}
