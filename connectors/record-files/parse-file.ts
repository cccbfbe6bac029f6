import { createReadStream } from 'node:fs';
import { prepareRecord } from '../../core/catalogue/import/prepare.ts';
import type { PreparedRecord } from '../../core/catalogue/import/prepared.ts';
import type { Charset } from '../../core/marc/charset.ts';
import { FileCharset } from '../../core/marc/file-charset.ts';
import { RecordSplitter } from '../../core/marc/frame.ts';
import { RecordFileUnreadable } from '../../core/ports/record-source.ts';
import { systemCode } from './check-file.ts';
import type { ParserTask } from './messages.ts';

/**
 * How a file is written, by the records of its head. When they look encoded twice the whole file is read, as one record
 * that cannot be undone forbids to repair any. Throws RecordFileUnreadable.
 */
export async function charsetOf(task: ParserTask): Promise<Charset> {
  const head = await observe(task, task.sampleSize);
  const whole = task.size <= task.sampleSize || head.decide() !== 'utf-8-twice';
  return (whole ? head : await observe(task, task.size)).decide();
}

async function observe(task: ParserTask, bytes: number): Promise<FileCharset> {
  const charset = new FileCharset();
  const splitter = new RecordSplitter();
  for await (const chunk of chunksOf(task, bytes)) {
    for (const frame of splitter.push(chunk)) charset.observe(frame.bytes);
  }
  // The last record of a sample is cut anywhere, in the middle of a character too.
  if (bytes >= task.size) for (const frame of splitter.end()) charset.observe(frame.bytes);
  return charset;
}

/** The records of a file, prepared, a batch at a time. Throws RecordFileUnreadable. */
export async function* parseFile(task: ParserTask, charset: Charset): AsyncGenerator<PreparedRecord[]> {
  const preparation = { library: task.library, profile: task.profile, charset };
  const splitter = new RecordSplitter();
  let batch: PreparedRecord[] = [];
  let seen = 0;
  for await (const chunk of chunksOf(task, Number.POSITIVE_INFINITY)) {
    seen += chunk.length;
    for (const frame of splitter.push(chunk)) {
      batch.push(prepareRecord(frame, preparation));
      if (batch.length < task.batchSize) continue;
      yield batch;
      batch = [];
    }
  }
  if (seen !== task.size) {
    throw new RecordFileUnreadable(
      'changed',
      `${task.path} changed while it was read: ${task.size} bytes, then ${seen}`,
    );
  }
  for (const frame of splitter.end()) batch.push(prepareRecord(frame, preparation));
  if (batch.length > 0) yield batch;
}

async function* chunksOf({ path, chunkSize }: ParserTask, bytes: number): AsyncGenerator<Uint8Array> {
  const end = Number.isFinite(bytes) ? bytes - 1 : undefined;
  try {
    yield* createReadStream(path, { highWaterMark: chunkSize, end }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new RecordFileUnreadable('unreadable', `${path} cannot be read (${code})`);
  }
}
