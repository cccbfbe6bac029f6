import { setTimeout as delay } from 'node:timers/promises';
import { HeadingPace } from './heading-pace.ts';

const quick = (pace: HeadingPace): void => pace.took(pace.records, 0.1);

test('a step grows while it is short, twice as large at most, up to the most there may be', () => {
  const pace = new HeadingPace(100);
  const steps = [pace.records];
  for (let step = 0; step < 4; step += 1) {
    quick(pace);
    steps.push(pace.records);
  }
  expect(steps).toEqual([20, 40, 80, 100, 100]);
  expect(new HeadingPace(2).records).toBe(2);
});

test('a step that took too long is followed by a shorter one, never by a handful', () => {
  const pace = new HeadingPace(1_000);
  for (let step = 0; step < 5; step += 1) quick(pace);
  expect(pace.records).toBe(640);
  pace.took(640, 60);
  expect(pace.records).toBe(160);
  pace.took(160, 5_000);
  expect(pace.records).toBe(20);
});

test('the last records of a file tell nothing of a whole step', () => {
  const pace = new HeadingPace(1_000);
  for (let step = 0; step < 3; step += 1) quick(pace);
  pace.took(3, 0.01);
  expect(pace.records).toBe(160);
});

test('while somebody is served steps are shorter, and the next one waits until he is', async () => {
  const pace = new HeadingPace(1_000);
  for (let step = 0; step < 4; step += 1) quick(pace);
  let served = 0;
  const serve = (): void => {
    const until = performance.now() + 2;
    while (performance.now() < until);
    served += 1;
    if (served < 2) setImmediate(serve);
  };
  setImmediate(serve);
  await pace.breath();
  expect(served).toBe(2);
  pace.took(320, 16);
  expect(pace.records).toBe(100);
  do {
    await delay(5);
    await pace.breath();
  } while (pace.records === 100); // the machine may serve others
  expect(pace.records).toBe(300);
});
