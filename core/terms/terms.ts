import { plusDays } from '../circulation/local-days.ts';
import type { CirculationPorts } from '../circulation/ports.ts';
import { calendarEditing } from './calendar-editing.ts';
import type { TermsDesk } from './desk.ts';
import { divergences } from './divergences.ts';
import { explain } from './explain.ts';
import { matrixOf } from './matrix.ts';
import { policyEditing } from './policy-editing.ts';
import { policyImpact } from './policy-impact.ts';
import { simulate } from './simulate.ts';

/** The rules of the network. */
export function termsDesk(ports: CirculationPorts): TermsDesk {
  const { store, directory } = ports;
  return {
    policies: () => directory.policies.rows,
    categories: () => store.read.categories(),
    ...policyEditing(ports),
    matrix: async (libraryId) => matrixOf(directory.policies.rows, await store.read.categories(), libraryId),
    policyImpact: policyImpact(ports),
    divergences: () => divergences(directory.policies.rows),
    calendar: (libraryId) => directory.calendars.of(libraryId),
    ...calendarEditing(ports),
    openings(libraryId, from, to) {
      const days = [];
      for (let date = from; date <= to; date = plusDays(date, 1)) {
        days.push({ date, ...directory.calendars.day(libraryId, date) });
      }
      return days;
    },
    explain: explain(ports),
    simulate: simulate(ports),
  };
}
