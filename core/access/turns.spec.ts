import { Turns } from './turns.ts';

/** Tasks whose end the test decides. */
function tasks(turns: Turns, count: number) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const done = Array.from({ length: count }, (_, at) =>
    turns.take(() => {
      begun.push(at);
      return new Promise<number>((resolve) => {
        ends[at] = () => resolve(at);
      });
    }),
  );
  return { begun, ends, done };
}

test('two run at once, the others begin in the order they came', async () => {
  const { begun, ends, done } = tasks(new Turns(2), 5);
  expect(begun).toEqual([0, 1]);
  ends[1]!();
  await done[1];
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  ends[0]!();
  ends[2]!();
  await Promise.all([done[0], done[2]]);
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  ends[3]!();
  ends[4]!();
  expect(await Promise.all(done)).toEqual([0, 1, 2, 3, 4]);
});

test('a task that fails gives its turn to the next', async () => {
  const turns = new Turns(1);
  const failing = turns.take(() => Promise.reject(new Error('no')));
  const after = turns.take(() => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  expect(await after).toBe('yes');
  expect(await turns.take(() => Promise.resolve('later'))).toBe('later');
});
