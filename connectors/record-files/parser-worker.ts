import { parentPort, workerData } from 'node:worker_threads';
import { RecordFileUnreadable } from '../../core/ports/record-source.ts';
import type { FromParser, ParserTask, ToParser } from './messages.ts';
import { charsetOf, parseFile } from './parse-file.ts';

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

async function work(task: ParserTask): Promise<void> {
  const charset = await charsetOf(task);
  tell({ kind: 'charset', charset });
  await oneMore();
  for await (const records of parseFile(task, charset)) {
    tell({ kind: 'batch', records });
    await oneMore();
  }
  tell({ kind: 'end' });
}

work(workerData as ParserTask)
  .catch((error: unknown) => {
    if (!(error instanceof RecordFileUnreadable)) throw error;
    tell({ kind: 'unreadable', fault: error.fault, message: error.message });
  })
  .finally(() => port.close());
