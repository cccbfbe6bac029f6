import { Buffer } from 'node:buffer';
import type { Directory } from '../../network/directory.ts';
import { granted, refused, type Outcome } from '../../outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ExportFile } from '../../ports/export-files.ts';
import type { SearchIndex } from '../../ports/search-index.ts';
import type { Store } from '../../ports/store.ts';
import { chooseRecords } from './choose.ts';
import { blank, sameRequest, type ExportReport, type ExportRequest, type ExportState } from './request.ts';
import { envelope, writePage } from './write-page.ts';

export interface ExportPorts {
  readonly store: Store;
  readonly index: SearchIndex;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** How much an export takes at once. */
export interface ExportLimits {
  /** Records read and written at once; between two, readers are served. */
  readonly recordsPerPage: number;
  /** Records after which what was written is made durable. */
  readonly recordsPerCheckpoint: number;
  /** Records split or left out that the report names one by one. */
  readonly listedLines: number;
  /** Records of a search result asked for at once. */
  readonly hitsPerPage: number;
}
export const exportLimits: ExportLimits = {
  recordsPerPage: 50,
  recordsPerCheckpoint: 1_000,
  listedLines: 1_000,
  hitsPerPage: 1_000,
};

/** What an export meets on its way. */
export interface ExportWatch {
  /** Records dealt with, of how many. */
  progress(done: number, total: number): void;
  /** True: stop after this page, to be gone on with later. */
  stopped(): boolean;
}

/**
 * Writes the records of a scope, in the order of their numbers, into a file; goes on where it was when the same was begun
 * there. Each record is as it was when its page was read. Null: stopped on the way. Refused `library-unknown`,
 * `query-unsupported`, `temporarily-unavailable` before anything is written, `export-differs` when another export was
 * begun in this file. Faults of the store or the file are thrown: what was kept stays.
 */
export async function exportRecords(
  ports: ExportPorts,
  request: ExportRequest,
  { file, watch }: { file: ExportFile; watch: ExportWatch },
  limits = exportLimits,
): Promise<Outcome<ExportReport | null>> {
  const begun = file.state === null ? null : (JSON.parse(file.state) as ExportState);
  if (begun && !sameRequest(begun.request, request)) return refused('export-differs');
  if (file.state !== null && begun?.finishedAt) {
    await file.finish(file.state); // whole, but not yet under its name when its process was killed
    return granted(begun.report);
  }
  const chosen = await chooseRecords(ports, request.scope, limits);
  if (!chosen.granted) return chosen;

  const { head, foot } = envelope[request.format];
  let state: ExportState = begun ?? { ...blank, request, startedAt: ports.clock.now() };
  if (state.afterId === 0) await file.append(Buffer.from(head));
  const { total, pages } = chosen.value;
  let sinceCheckpoint = 0;
  let done = 0;
  for await (const page of pages(state.afterId)) {
    const listed = limits.listedLines;
    const libraryOf = (id: number) => ports.directory.library(id);
    const { bytes, report } = writePage(page.chosen, { request, report: state.report, libraryOf, listed });
    await file.append(bytes);
    state = { ...state, afterId: page.lastId, report };
    done += page.read;
    sinceCheckpoint += page.read;
    if (sinceCheckpoint >= limits.recordsPerCheckpoint || watch.stopped()) {
      await file.keep(JSON.stringify(state));
      sinceCheckpoint = 0;
    }
    watch.progress(done, total);
    if (watch.stopped()) return granted(null);
  }
  await file.append(Buffer.from(foot));
  await file.finish(JSON.stringify({ ...state, finishedAt: ports.clock.now() }));
  return granted(state.report);
}
