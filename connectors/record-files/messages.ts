import type { RecordFileFault, RecordFileRequest } from '../../core/ports/record-source.ts';
import type { CheckedRecord } from '../../core/ports/record-checker.ts';
import type { FileTask } from './file-task.ts';
import type { PackedRecord } from './packed-record.ts';
import type { Survey } from './survey.ts';

/** What the worker is to make of its file. */
export type Work =
  | { readonly kind: 'records'; readonly library: string; readonly profile: RecordFileRequest['profile'] }
  | { readonly kind: 'check' };

export interface ParserTask {
  readonly file: FileTask;
  readonly work: Work;
}

/** What a worker tells at the start and in each batch, by the kind of its work. */
export interface Opening {
  readonly records: Survey;
  readonly check: Survey;
}
export interface Piece {
  readonly records: PackedRecord;
  readonly check: CheckedRecord;
}

/** What the parser tells. */
export type FromParser<Kind extends keyof Piece = keyof Piece> =
  | { readonly kind: 'opened'; readonly opening: Opening[Kind] }
  | { readonly kind: 'batch'; readonly pieces: readonly Piece[Kind][] }
  | { readonly kind: 'end' }
  | { readonly kind: 'unreadable'; readonly fault: RecordFileFault; readonly message: string };

/** What the parser is told while it works: prepare one batch more. */
export type ToParser = 'more';
