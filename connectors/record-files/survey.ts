import { Buffer } from 'node:buffer';
import type { Charset } from '../../core/marc/charset.ts';
import { FileCharset } from '../../core/marc/file-charset.ts';
import type { Frame } from '../../core/marc/frame.ts';
import { MalformedRecord } from '../../core/marc/malformed.ts';
import { RecordFileUnreadable, type RecordFormat } from '../../core/ports/record-source.ts';
import { refuseStrangers } from './check-file.ts';
import { contentOf } from './content.ts';
import { formatHead, formatOf, readerOf, type RecordReader } from './format.ts';
import type { FileTask } from './file-task.ts';

/** Records whose flavour is looked at before a file is taken. */
const flavourSample = 50;

/** What a file is as a whole, known before any of its records is given out. */
export interface Survey {
  readonly format: RecordFormat;
  readonly charset: Charset;
  /** Bytes, unpacked. */
  readonly size: number;
}

/**
 * Reads the head of a file: its format, its flavour, how it is written. When its records look encoded twice the whole
 * file is read, as one record that cannot be undone forbids to repair any; a packed file is read whole too, so that its
 * size, its soundness and its limits are known before anything is stored. Throws RecordFileUnreadable.
 */
export async function survey(task: FileTask): Promise<Survey> {
  const head = await look(task, task.sampleSize);
  if (task.charset) return { ...head, charset: task.charset };
  const twice = head.charset === 'utf-8-twice' && head.size > task.sampleSize;
  return twice ? look(task, Number.POSITIVE_INFINITY) : head;
}

async function look(task: FileTask, sampleSize: number): Promise<Survey> {
  const charset = new FileCharset();
  const flavours = { unimarc: 0, marc21: 0 };
  let started: { format: RecordFormat; reader: RecordReader } | null = null;
  let head: Uint8Array = new Uint8Array(0);
  let seen = 0;
  const take = ({ reader }: NonNullable<typeof started>, frames: Frame[]): void => {
    for (const frame of frames) {
      charset.observe(frame.bytes);
      if (flavours.unimarc + flavours.marc21 < flavourSample) countFlavour(frame, reader, flavours);
    }
  };
  const start = (): NonNullable<typeof started> => {
    refuseStrangers(task.path, Buffer.from(head).toString('latin1', 0, 64));
    const format = formatOf(task.path, head);
    return { format, reader: readerOf(format, task.path) };
  };

  for await (const chunk of contentOf(task)) {
    const sampled = seen < sampleSize;
    seen += chunk.length;
    if (!sampled) continue;
    if (started) take(started, started.reader.push(chunk));
    else {
      head = Buffer.concat([head, chunk]);
      if (head.length < formatHead) continue;
      started = start();
      take(started, started.reader.push(head));
    }
    if (seen >= sampleSize && task.container === 'plain') break;
  }
  if (!started) {
    if (head.length === 0) throw new RecordFileUnreadable('empty', `${task.path} is empty`);
    started = start();
    take(started, started.reader.push(head));
  }
  // The last record of a sample is cut anywhere, in the middle of a character too.
  if (seen <= sampleSize) take(started, started.reader.end());
  if (flavours.marc21 > 0 && flavours.unimarc === 0) {
    throw new RecordFileUnreadable(
      'wrong-flavour',
      `${task.path} is MARC 21 (title in 245, no 200), not UNIMARC: ask for an export in UNIMARC`,
    );
  }
  const size = task.container === 'plain' ? task.size : seen;
  return { format: started.format, charset: charset.decide(), size };
}

function countFlavour(frame: Frame, reader: RecordReader, flavours: { unimarc: number; marc21: number }): void {
  if (frame.rejected) return;
  try {
    const { fields } = reader.read(frame.bytes).record;
    if (fields.some(({ tag }) => tag === '200')) flavours.unimarc += 1;
    else if (fields.some(({ tag }) => tag === '245')) flavours.marc21 += 1;
  } catch (error) {
    if (!(error instanceof MalformedRecord)) throw error; // told when the record is read for good
  }
}
