import type { Library } from '../../core/library.ts';
import type { Comparison } from '../../core/migration/compare.ts';
import type { MigrationBatch, MigrationLine } from '../../core/migration/entities.ts';
import type { BatchReport } from '../../core/migration/report.ts';
import type { PreparedRecord } from '../../core/catalogue/import/prepared.ts';
import { isDataField, type MarcField } from '../../core/marc/record.ts';
import type { BatchView, FieldView, LineView, TriedProfileView } from './contract-migration.ts';

const iso = (at: number) => new Date(at).toISOString();

type Seen = Pick<Library, 'migration' | 'network'>;

export function viewBatch(batch: MigrationBatch, { migration, network }: Seen): BatchView {
  const { id, kind, profile, profileVersion, state, step, done, createdBy, signedBy, size } = batch;
  const { stopReason, stopDetail } = batch;
  return {
    ...{ id, kind, profile, profileVersion, state, step, done, createdBy, signedBy, size, stopReason, stopDetail },
    file: batch.file.slice(batch.file.lastIndexOf('/') + 1),
    stopped: migration.isStopped(batch),
    library: network.library(batch.libraryId).code,
    lines: batch.lineCount,
    createdAt: iso(batch.createdAt),
    appliedAt: batch.appliedAt === null ? null : iso(batch.appliedAt),
  };
}

/** A line; of a reader or a loan it says nothing but its number. */
export function viewLine(one: MigrationLine) {
  const { line, offset, sourceId, decision, decidedBy, target, outcome, resultId, reason, detail, content } = one;
  return {
    ...{ line, offset, decision, decidedBy, target, outcome, reason, detail },
    sourceId: content.kind === 'record' ? sourceId : '',
    title: content.kind === 'record' ? content.derived.title : null,
    proposals: one.proposals.map((proposal) => ({ ...proposal, evidence: [...proposal.evidence] })),
    result: resultId,
  } satisfies LineView;
}

export function viewComparison({ line, fields, copies, candidates }: Comparison) {
  return {
    line: viewLine(line),
    copies: [...copies],
    fields: fields.map(viewField),
    candidates: candidates.map((one) => ({
      ...one,
      evidence: [...one.evidence],
      fields: one.fields.map(viewField),
      differences: [...one.differences],
      copies: [...one.copies],
    })),
  };
}

function viewField(field: MarcField): FieldView {
  if (!isDataField(field)) return { tag: field.tag, text: field.value };
  const told = field.subfields.map(({ code, value }) => `$${code} ${value}`).join(' ');
  return { tag: field.tag, text: `${field.ind1}${field.ind2} ${told}` };
}

export function viewReport(report: BatchReport, library: Seen) {
  const { batch, library: _, rejectedLines: __, items, rejects, corrections, ...sums } = report;
  return {
    ...sums,
    batch: viewBatch(batch, library),
    items: [...items],
    rejects: [...rejects],
    corrections: [...corrections],
    findings: { ...sums.findings } as Record<string, number>,
  };
}

export function viewTried(record: PreparedRecord) {
  if (record.kind === 'unreadable') {
    return { title: null, fault: `${record.fault} ${record.detail}`.trim(), items: [], unusableItems: [] };
  }
  return {
    title: record.derived.title,
    fault: null,
    items: record.items.map(({ outside = [], ...item }) => ({ ...item, outside: [...outside] })),
    unusableItems: [...record.unusableItems],
  } satisfies TriedProfileView;
}
