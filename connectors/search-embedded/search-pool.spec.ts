import { SearchUnavailable } from '../../core/ports/search-index.ts';
import type { Request } from './messages.ts';
import { SearchPool, type SearchThread } from './search-pool.ts';

/** A thread that answers with its number, when it is let. */
class Thread implements SearchThread {
  readonly #number: number;
  readonly #waiting: (() => void)[] = [];
  closed = false;

  constructor(number: number) {
    this.#number = number;
  }

  ask<T>(): Promise<T> {
    return new Promise((answer) => this.#waiting.push(() => answer(this.#number as T)));
  }

  /** Ends the search it was given first. */
  finish(): void {
    this.#waiting.shift()!();
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

const request: Request = { kind: 'search', query: { kind: 'all' }, page: { start: 0, count: 0, sort: [] } };
let threads: Thread[];
const pool = (searchThreads: number, longSearches = 100) =>
  new SearchPool({ searchThreads, longSearches }, () => {
    threads.push(new Thread(threads.length));
    return threads.at(-1)!;
  });
beforeEach(() => (threads = []));

test('one thread is enough while nobody waits, another is started beside a busy one, and no more than allowed', async () => {
  const searches = pool(2);
  for (let time = 0; time < 2; time += 1) {
    const alone = searches.ask(request);
    threads[0]!.finish();
    expect(await alone).toBe(0);
  }
  expect(threads).toHaveLength(1);
  const [long, other, third] = [searches.ask(request), searches.ask(request), searches.ask(request)];
  expect(threads).toHaveLength(2);
  threads[1]!.finish();
  expect(await other).toBe(1); // it did not wait for the long one
  threads[0]!.finish();
  threads[0]!.finish();
  expect([await long, await third]).toEqual([0, 0]);
});

test('one too many is refused for the moment, and the next is taken', async () => {
  const searches = pool(1, 2);
  const [first, second] = [searches.ask(request), searches.ask(request)];
  await expect(searches.ask(request)).rejects.toThrow(SearchUnavailable);
  threads[0]!.finish();
  await first;
  const third = searches.ask(request);
  threads[0]!.finish();
  threads[0]!.finish();
  expect(await Promise.all([second, third])).toEqual([0, 0]);
});

test('closed, its threads are closed; asked again, it starts others', async () => {
  const searches = pool(1);
  const answer = searches.ask(request);
  threads[0]!.finish();
  await answer;
  await searches.close();
  expect(threads[0]!.closed).toBe(true);
  const again = searches.ask(request);
  threads[1]!.finish();
  expect(await again).toBe(1);
});
