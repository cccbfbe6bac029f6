import { parentPort, workerData } from 'node:worker_threads';
import { SearchUnavailable } from '../../core/ports/search-index.ts';
import { isDamage, sqliteCode } from './index-file.ts';
import { faultOf, type Reply, type Request, type WorkerStart } from './messages.ts';
import { Searcher } from './searcher.ts';
import { WritingDesk } from './writing-desk.ts';

/* Entry of the index's two worker threads: the one that writes, and the one for searches too long for the event loop. */

const port = parentPort!;
const start = workerData as WorkerStart;
const say = (reply: Reply): void => port.postMessage(reply);
if (start.role === 'write') write();
else search();

function write(): void {
  let desk: WritingDesk | null = null;
  let lastRequest = 0;
  let timer: NodeJS.Timeout | undefined;
  let due = false;

  const tidy = (): void => {
    due = false;
    if (!desk) return;
    const resting = performance.now() - lastRequest >= start.options.restAfter;
    try {
      const more = desk.tidy(resting ? 'at-rest' : 'busy');
      if (more || !resting) plan(more ? 0 : start.options.restAfter);
    } catch (error) {
      // Nobody waits for a chore: a full disk is met again by the next put, a damaged file is told at once.
      if (!(error instanceof Error) || error.name !== 'SearchUnavailable') throw error;
      if (desk.damaged !== null) say({ damaged: desk.damaged });
    }
  };

  const plan = (delay: number): void => {
    due = true;
    if (delay === 0) setImmediate(tidy);
    else timer = setTimeout(tidy, delay);
  };

  port.on('message', ({ id, request }: { id: number; request: Request }) => {
    try {
      if (request.kind === 'open') {
        desk = new WritingDesk(start.file, start.options);
        say({ id, value: desk.replaced });
      } else if (request.kind === 'close') {
        desk?.close();
        desk = null;
        clearTimeout(timer);
        say({ id, value: null });
        return port.close();
      } else {
        desk ??= new WritingDesk(start.file, start.options);
        say({ id, value: desk.answer(request) });
      }
    } catch (error) {
      if (desk?.damaged) say({ damaged: desk.damaged });
      say({ id, fault: faultOf(error) });
    }
    lastRequest = performance.now();
    if (!due) plan(0);
  });
}

function search(): void {
  let searcher: Searcher | null = null;
  port.on('message', ({ id, request }: { id: number; request: Request }) => {
    try {
      if (request.kind === 'search' || request.kind === 'scan') {
        searcher ??= new Searcher(start.file, { ...start.options, lookAtFileEvery: 0 }); // it is not told of writes
        const unhurried = Number.POSITIVE_INFINITY;
        const value =
          request.kind === 'search'
            ? searcher.search(request.query, request.page, unhurried)
            : searcher.scan(request.request, unhurried);
        say({ id, value });
      } else {
        searcher?.close();
        searcher = null;
        say({ id, value: null });
        if (request.kind === 'close') port.close();
      }
    } catch (error) {
      if (isDamage(error)) say({ damaged: (error as Error).message });
      const ofTheFile = isDamage(error) || sqliteCode(error) !== undefined;
      say({
        id,
        fault: faultOf(
          ofTheFile ? new SearchUnavailable((error as Error).message, { mustRebuild: isDamage(error) }) : error,
        ),
      });
    }
  });
}
