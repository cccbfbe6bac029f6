import { prepareRecord } from '../../core/catalogue/import/prepare.ts';
import { checkRecord } from '../../core/marc/check-record.ts';
import type { Frame } from '../../core/marc/frame.ts';
import type { CheckedRecord } from '../../core/ports/record-checker.ts';
import { RecordFileUnreadable } from '../../core/ports/record-source.ts';
import { contentOf } from './content.ts';
import { readerOf, type RecordReader } from './format.ts';
import type { FileTask } from './file-task.ts';
import type { Work } from './messages.ts';
import { pack, type PackedRecord } from './packed-record.ts';
import type { Survey } from './survey.ts';

/** The records of a file, prepared for the catalogue and packed, a batch at a time. Throws RecordFileUnreadable. */
export function parseFile(
  file: FileTask,
  { library, profile }: Extract<Work, { kind: 'records' }>,
  survey: Survey,
): AsyncGenerator<PackedRecord[]> {
  const reader = readerOf(survey.format, file.path);
  const preparation = { library, profile, charset: survey.charset, read: reader.read };
  return inBatches(file, survey, reader, (frame) => pack(prepareRecord(frame, preparation)));
}

/** What is to be said of each record of a file, a batch at a time. Throws RecordFileUnreadable. */
export function checkRecords(file: FileTask, survey: Survey): AsyncGenerator<CheckedRecord[]> {
  const reader = readerOf(survey.format, file.path);
  return inBatches(file, survey, reader, (frame) => checkRecord(frame, { ...survey, read: reader.read }));
}

async function* inBatches<Piece>(
  file: FileTask,
  { size }: Survey,
  reader: RecordReader,
  make: (frame: Frame) => Piece,
): AsyncGenerator<Piece[]> {
  let batch: Piece[] = [];
  let seen = 0;
  for await (const chunk of contentOf(file)) {
    seen += chunk.length;
    for (const frame of reader.push(chunk)) {
      batch.push(make(frame));
      if (batch.length < file.batchSize) continue;
      yield batch;
      batch = [];
    }
  }
  if (seen !== size) {
    throw new RecordFileUnreadable('changed', `${file.path} changed while it was read: ${size} bytes, then ${seen}`);
  }
  for (const frame of reader.end()) batch.push(make(frame));
  if (batch.length > 0) yield batch;
}
