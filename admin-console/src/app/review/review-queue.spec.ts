import { HttpErrorResponse } from '@angular/common/http';
import { Subject, defer, of, throwError } from 'rxjs';
import { comparison } from '../../testing/imports';
import type { ReviewApi } from './review-api';
import { ReviewQueue } from './review-queue';

/** A batch of ten lines that wait, and what is told of it; a decision may be slow, or refused. */
function batch() {
  const waiting = new Set(Array.from({ length: 10 }, (_, n) => n + 1));
  const told: string[] = [];
  let gate: Subject<unknown> | null = null;
  let refusing = 0;
  const api = {
    claim: (_: number, after: number, limit: number) => {
      told.push(`claim ${after}`);
      const lines = [...waiting].sort((a, b) => a - b).filter((line) => line > after);
      return of({ items: lines.slice(0, limit).map((line) => comparison(line)), waiting: waiting.size, elsewhere: 0 });
    },
    decide: (_: number, line: number, { decision, seen }: { decision: string; seen?: string }) =>
      defer(() => {
        told.push(`${decision} ${line} ${seen}`);
        if (line === refusing) return throwError(() => new HttpErrorResponse({ status: 409 }));
        if (decision === 'REVIEW') waiting.add(line);
        else waiting.delete(line);
        return gate ?? of({});
      }),
    release: () => {
      told.push('release');
      return of(null);
    },
  } as unknown as ReviewApi;
  return {
    ...{ told, waiting, queue: new ReviewQueue(api, 7) },
    refuse: (line: number) => (refusing = line),
    slow: () => {
      const held = new Subject<unknown>();
      gate = held;
      return () => {
        gate = null;
        held.complete();
      };
    },
  };
}
const at = (queue: ReviewQueue) => queue.current()?.line.line ?? null;

describe('the queue of a review', () => {
  it('shows the next line at once, while the server is still told of the one before', () => {
    const { queue, slow } = batch();
    const release = slow();
    expect([at(queue), queue.waiting()]).toEqual([1, 10]);
    for (const line of [2, 3, 4, 5]) {
      queue.decide({ decision: 'NEW' });
      expect(at(queue)).toBe(line);
    }
    expect([queue.waiting(), queue.isTelling()]).toEqual([6, true]);
    queue.decide({ decision: 'NEW' });
    expect([at(queue), queue.isLoading()])
      .withContext('more may come: it is not the end')
      .toEqual([null, true]);
    release();
    expect([at(queue), queue.waiting(), queue.isTelling(), queue.isLoading()]).toEqual([6, 5, false, false]);
  });

  it('tells decisions one after the other, and says how each line was seen', () => {
    const { queue, told } = batch();
    queue.decide({ decision: 'MERGE', into: { record: 3 } });
    queue.decide({ decision: 'NEW' });
    expect(told.filter((one) => !one.startsWith('claim'))).toEqual(['MERGE 1 REVIEW', 'NEW 2 REVIEW']);
  });

  it('goes to the end, passes lines over and shows them again when asked', () => {
    const { queue, waiting } = batch();
    queue.pass();
    while (at(queue) !== null) queue.decide({ decision: 'NEW' });
    expect([...waiting]).toEqual([1]);
    expect([queue.skipped(), queue.isLoading()]).toEqual([1, false]);
    queue.again();
    expect([at(queue), queue.skipped()]).toEqual([1, 0]);
  });

  it('takes decisions back, the last first, and shows their lines again', () => {
    const { queue, told } = batch();
    queue.decide({ decision: 'NEW' });
    queue.decide({ decision: 'NEW' });
    queue.undo();
    expect([at(queue), queue.waiting(), queue.decidedCount()]).toEqual([2, 9, 1]);
    expect(told.at(-1)).toBe('REVIEW 2 NEW');
    queue.undo();
    expect([at(queue), queue.waiting()]).toEqual([1, 10]);
    queue.undo();
    expect(at(queue)).toBe(1);
  });

  it('brings a refused decision back to the front, and says so', () => {
    const { queue, refuse } = batch();
    refuse(1);
    queue.decide({ decision: 'NEW' });
    expect([at(queue), queue.waiting(), queue.decidedCount()]).toEqual([1, 10, 0]);
    expect(queue.refused()).toBeInstanceOf(HttpErrorResponse);
    queue.pass();
    expect([at(queue), queue.refused()]).toEqual([2, null]);
  });

  it('lets go of what it kept, after the decisions on their way', () => {
    const { queue, told } = batch();
    queue.decide({ decision: 'NEW' });
    queue.close();
    expect(told.at(-1)).toBe('release');
  });
});
