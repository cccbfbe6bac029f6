import { line } from '../../testing/network';
import { routingOf } from './routing';
import { longestLog, newLines, withLines } from './today';

const empty = { totals: { loans: 0, returns: 0, renewals: 0 }, lines: [] };

describe('the day with new lines', () => {
  it('counts each kind and puts the newest first', () => {
    const day = withLines(empty, [line(1), line(3, { type: 'RENEWAL' }), line(2, { type: 'RETURN' })]);
    expect(day.totals).toEqual({ loans: 1, returns: 1, renewals: 1 });
    expect(day.lines.map((one) => one.seq)).toEqual([3, 2, 1]);
  });

  it('does not count a line twice, be it in the answer or repeated by the stream', () => {
    const day = withLines(empty, [line(1), line(2)]);
    expect(withLines(day, [line(1), line(2)])).toBe(day);
    expect(withLines(day, [line(3), line(3)]).totals.loans).toBe(3);
  });

  it('keeps the last lines only, but counts them all', () => {
    const many = Array.from({ length: longestLog + 20 }, (_, index) => line(index + 1));
    const day = withLines(empty, many);
    expect(day.lines.length).toBe(longestLog);
    expect(day.lines[0]?.seq).toBe(longestLog + 20);
    expect(day.totals.loans).toBe(longestLog + 20);
  });

  it('tells how many lines a paused screen has not shown', () => {
    const shown = withLines(empty, [line(1)]);
    expect(newLines(withLines(shown, [line(2), line(3)]), shown)).toBe(2);
    expect(newLines(shown, shown)).toBe(0);
  });
});

describe('a routing in words', () => {
  const cases: [string, string, string, string][] = [
    ['shelf', 'routing.shelf', 'shelf', ''],
    ['hold-shelf', 'routing.holdShelf', 'reserved', ''],
    ['transit-hold:LIEVIN', 'routing.transitHold', 'shuttle', 'LIEVIN'],
    ['transit-home:AVION', 'routing.transitHome', 'shuttle', 'AVION'],
    ['bindery', 'routing.unknown', 'neutral', 'bindery'],
  ];
  for (const [routing, word, tone, towards] of cases) {
    it(`knows ${routing}`, () => {
      expect(routingOf(routing)).toEqual(jasmine.objectContaining({ word, tone, towards }));
    });
  }
});
