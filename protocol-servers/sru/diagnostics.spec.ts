import { diagnosticMessages } from './codec/diagnostic.ts';
import { queryDiagnosticNumber, refusalNumber } from './diagnostics.ts';

test('knows the whole list of SRU diagnostics', () => {
  const numbers = Object.keys(diagnosticMessages).map(Number);
  const ranges = [[1, 8], [10, 43], [44, 74], [80, 93], [100, 102], [110, 111], [120, 121], [235, 236]]; // prettier-ignore
  const listed = ranges.flatMap(([from, to]) => Array.from({ length: to! - from! + 1 }, (_, at) => from! + at));
  expect(numbers).toEqual([...listed, 1015, 1074]);
});

test('gives each mistake of a query a number of its own kind: 10 to 50 for the query, 80 to 93 for its order', () => {
  for (const [mistake, number] of Object.entries(queryDiagnosticNumber)) {
    const ofOrder = mistake.includes('sort-key') || mistake.startsWith('sort-');
    expect([mistake, ofOrder ? number >= 80 && number <= 93 : number >= 10 && number <= 50]).toEqual([mistake, true]);
  }
});

test('says what the catalogue itself refuses in the words partners know', () => {
  expect(refusalNumber).toMatchObject({
    'query-unsupported': 48,
    'result-out-of-range': 61,
    'record-unknown': 65,
    'temporarily-unavailable': 2,
  });
});
