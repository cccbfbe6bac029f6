import { parentPort, workerData } from 'node:worker_threads';
import { RecordFileUnreadable } from '../../core/ports/record-source.ts';
import type { FromParser, Opening, ParserTask, Piece, ToParser } from './messages.ts';
import { checkRecords, parseFile } from './parse-file.ts';
import { survey } from './survey.ts';

const port = parentPort!;
const tell = (message: FromParser): void => port.postMessage(message);

let asked = 0;
let wake: () => void = () => undefined;
port.on('message', (message: ToParser) => {
  if (message === 'more') asked += 1;
  wake();
});

/** Waits until the reader asked for one batch more: he sets the pace, and no more than that is held. */
async function oneMore(): Promise<void> {
  while (asked === 0) await new Promise<void>((resolve) => (wake = resolve));
  asked -= 1;
}

interface Started {
  readonly opening: Opening[keyof Opening];
  readonly batches: AsyncIterable<readonly Piece[keyof Piece][]>;
}

async function started({ file, work }: ParserTask): Promise<Started> {
  const opening = await survey(file);
  return { opening, batches: work.kind === 'check' ? checkRecords(file, opening) : parseFile(file, work, opening) };
}

async function run(task: ParserTask): Promise<void> {
  const { opening, batches } = await started(task);
  tell({ kind: 'opened', opening });
  await oneMore();
  for await (const pieces of batches) {
    tell({ kind: 'batch', pieces });
    await oneMore();
  }
  tell({ kind: 'end' });
}

run(workerData as ParserTask)
  .catch((error: unknown) => {
    if (!(error instanceof RecordFileUnreadable)) throw error;
    tell({ kind: 'unreadable', fault: error.fault, message: error.message });
  })
  .finally(() => port.close());
