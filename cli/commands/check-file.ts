import { RecordFileUnreadable } from '../../core/ports/record-source.ts';
import { CheckTally } from '../check-tally.ts';
import { UserMistake } from '../command.ts';
import { openRecordFiles } from '../compose.ts';
import { terminalTeller } from '../terminal.ts';
import { namedCharset } from './import.ts';

interface CheckFileRequest {
  /** Absolute path. */
  readonly file: string;
  readonly charset: string | null;
  /** Records listed of each sort. */
  readonly lines: number;
}

/**
 * Reads a file of records as an import would, and tells what it found: records that are sound to the byte, those that
 * were put right and how, those that cannot be read and where they stand. Needs no database. Exit code 1 when a record
 * cannot be read.
 */
export async function checkFile({ file, charset, lines }: CheckFileRequest): Promise<number> {
  const teller = terminalTeller();
  const checked = await opened(file, charset);
  const tally = new CheckTally(lines);
  try {
    for await (const batch of checked.batches) {
      for (const record of batch) tally.add(record);
      teller.progress(tally.lastByte, checked.size, 'bytes checked');
    }
  } finally {
    await checked.close();
    teller.end();
  }
  const { container, format, size } = checked;
  teller.say(`${file}: ${format}${container === 'plain' ? '' : ` (${container})`}, ${size} bytes, ${checked.charset}`);
  for (const line of tally.report(size)) teller.say(line);
  return tally.unreadable === 0 ? 0 : 1;
}

async function opened(path: string, charset: string | null) {
  try {
    return await openRecordFiles().check({ path, charset: namedCharset(charset) });
  } catch (error) {
    if (error instanceof RecordFileUnreadable) throw new UserMistake(error.message);
    throw error;
  }
}
