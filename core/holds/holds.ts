import { granted, refused, type Outcome } from '../outcome.ts';
import type { HoldFilter, HoldSheet, Timetable } from '../ports/holds.ts';
import { sortKey } from '../query/text.ts';
import { holdAtTerminal } from './at-terminal.ts';
import { cancel } from './cancel.ts';
import type { HoldsDesk } from './desk.ts';
import { explainHold } from './explain.ts';
import { notFound } from './not-found.ts';
import { callAgain, extendDeadline } from './on-shelf.ts';
import { passOn } from './pass-on.ts';
import { changePickup } from './pickup.ts';
import { place } from './place.ts';
import { type HoldPorts, noTimetable, type TerminalHoldPorts } from './ports.ts';
import { suspend } from './suspend.ts';

/** Opens the desk of holds. */
export function holdsDesk(ports: TerminalHoldPorts, timetable: Timetable = noTimetable): HoldsDesk {
  const { read } = ports.store;
  const told =
    <Request>(act: (request: Request) => Promise<Outcome<number>>) =>
    async (request: Request): Promise<Outcome<HoldSheet>> => {
      const outcome = await act(request);
      if (!outcome.granted) return outcome;
      const sheet = await read.holds.sheet(outcome.value);
      return sheet ? granted(sheet) : refused('hold-unknown');
    };
  return {
    find: find(ports),
    place: told(place(ports)),
    atTerminal: holdAtTerminal(ports),
    cancel: told(cancel(ports)),
    suspend: told(suspend(ports)),
    changePickup: told(changePickup(ports)),
    notFound: told(notFound(ports)),
    passOn: told(passOn({ ...ports, timetable })),
    extend: told(extendDeadline(ports)),
    callAgain: told(callAgain(ports)),
    explain: explainHold(ports),
    printed: ({ libraryId, holdIds, actor }) =>
      ports.store.transaction(async (work) => {
        const at = ports.clock.now();
        return granted({ printed: await work.holds.markPrinted({ libraryId, holdIds, at, actor }) });
      }),
    pullList: (libraryId, page) => read.holds.pullList(libraryId, page),
    holdShelf: (libraryId, page) => read.holds.holdShelf(libraryId, page),
    toRemove: (libraryId, page) => read.holds.toRemove(libraryId, page),
    strays: (libraryId, page) => read.holds.strays(libraryId, page),
  };
}

function find({ store }: HoldPorts): HoldsDesk['find'] {
  return async ({ card, controlNumber, pickupLibraryId, statuses, title, page }) => {
    const filter: { -readonly [Key in keyof HoldFilter]: HoldFilter[Key] } = {};
    if (card !== undefined) {
      const found = await store.read.patron(card);
      if (!found) return refused('patron-unknown');
      filter.patronId = found.patron.id;
    }
    if (controlNumber !== undefined) {
      const record = await store.read.recordByControlNumber(controlNumber);
      if (!record) return refused('record-unknown');
      filter.recordId = record.id;
    }
    if (pickupLibraryId !== undefined) filter.pickupLibraryId = pickupLibraryId;
    if (statuses !== undefined) filter.statuses = statuses;
    if (title !== undefined) filter.titleWords = sortKey(title).split(' ');
    return granted(await store.read.holds.find(filter, page));
  };
}
