import { refusals, type Refusal } from '../../core/outcome.ts';
import { bib1Diagnostics } from './bib1-diagnostics.ts';
import { queryCondition, refusalCondition, refusalDiagnostic } from './diagnostics.ts';

describe('diagnostics', () => {
  test('every refusal and every reason of a query has a condition of the Bib-1 set', () => {
    for (const condition of [...Object.values(refusalCondition), ...Object.values(queryCondition)]) {
      expect(bib1Diagnostics[condition]).toBeTruthy();
    }
    expect(Object.keys(refusalCondition).sort()).toEqual([...refusals].sort());
  });

  test.each<[Refusal, string, number]>([
    ['query-unsupported', 'scan', 232],
    ['query-unsupported', 'proximity across indexes', 201],
    ['query-unsupported', 'a query of so many terms', 6],
    ['query-unsupported', 'something new', 3],
    ['temporarily-unavailable', 'search', 2],
  ])('%s of %s is %i', (refusal, feature, condition) => {
    expect(refusalDiagnostic({ granted: false, refusal, facts: { feature } }).condition).toBe(condition);
  });
});
