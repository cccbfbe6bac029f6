import type { Library } from '../../core/library.ts';
import type { BatchOfFacts, OfflineReport } from '../../core/offline/desk.ts';
import type { OfflineException, OfflineLine, OfflineOutcome, OfflineReason } from '../../core/offline/entities.ts';
import type { StaffUser } from '../../core/ports/staff.ts';
import type {
  OfflineBatchRequest,
  OfflineExceptionView,
  OfflineLineView,
  OfflineReportView,
} from './contract-offline.ts';
import { diagnostics } from './diagnostics.ts';

type Network = Library['network'];

/** A batch as the library hears of it. */
export function batchOf({ batch, clocks = [], lines }: OfflineBatchRequest, user: StaffUser): BatchOfFacts {
  return {
    batchKey: batch,
    clockOffsets: Object.fromEntries(clocks.map(({ device, secondsBehind }) => [device, secondsBehind * 1_000])),
    facts: lines.map(({ key, kind, device, library, at, card, item, dueAt }) => ({
      key,
      kind,
      place: device === undefined ? { library: library ?? '' } : { device },
      at: Date.parse(at),
      card: card ?? null,
      itemBarcode: item,
      dueAt: dueAt === undefined ? null : Date.parse(dueAt),
    })),
    by: { login: user.login, libraryId: user.libraryId },
  };
}

/** A report as the console reads it. */
export function viewReport({ batch, lines }: OfflineReport, network: Network): OfflineReportView {
  const count = (outcome: OfflineOutcome): number => lines.filter((line) => line.outcome === outcome).length;
  return {
    batch: batch.batchKey,
    receivedAt: iso(batch.receivedAt),
    receivedBy: batch.receivedBy,
    finishedAt: batch.finishedAt === null ? null : iso(batch.finishedAt),
    counts: {
      applied: count('applied'),
      alreadyTrue: count('already-true'),
      superseded: count('superseded'),
      exception: count('exception'),
    },
    lines: lines.map((line) => viewLine(line, network)),
  };
}

/** An exception as staff see it: with the card, while somebody may still need it. */
export function viewException(line: OfflineException, network: Network): OfflineExceptionView {
  const { id, batchKey: batch, title, card, resolvedAt, resolvedBy, note } = line;
  const when = resolvedAt === null ? null : iso(resolvedAt);
  return { ...viewLine(line, network), id, batch, title, card, resolvedAt: when, resolvedBy, note };
}

function viewLine(line: OfflineLine, network: Network): OfflineLineView {
  return {
    key: line.lineKey,
    kind: line.kind,
    library: network.library(line.libraryId).code,
    device: line.deviceId === null ? null : line.login,
    at: iso(line.at),
    item: line.barcode,
    outcome: line.outcome,
    changed: line.changed,
    reasons: line.reasons.map((code) => ({ code, text: textOf(code) })),
  };
}

function textOf(reason: OfflineReason): string {
  if (reason === 'changed-since') return 'Le document a changé d’état depuis.';
  if (reason === 'too-old') return 'La date est trop ancienne : l’horloge de l’appareil n’était pas à l’heure.';
  return diagnostics[reason].title;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
