import { granted, refused, type Outcome } from '../outcome.ts';
import type { NewEvent } from '../ports/journal.ts';
import type { LibraryContact, LibraryFacts } from '../ports/library-life.ts';
import type { TermsPorts } from '../terms/ports.ts';
import { notYours } from './acting.ts';
import type { LibraryCheck, LibraryLifeDesk, LibraryTransition, Steering } from './library-life-desk.ts';
import type { LibraryState, NetworkLibrary } from './network.ts';
import { actorOf } from './post.ts';

/** Documents named, of those that keep a library from leaving. */
const mostBlocking = 100;
/** Characters of a contact's line and of a reason. */
const longest = 200;

/** Where each state leads: onward, and one step back while nothing was lost by it. */
const onward: Readonly<Record<LibraryState, readonly LibraryState[]>> = {
  PLANNED: ['MIGRATING'],
  MIGRATING: ['LIVE', 'PLANNED'],
  LIVE: ['LEAVING'],
  LEAVING: ['LEFT', 'LIVE'],
  LEFT: [],
};

type Need = readonly [LibraryCheck, 'required' | 'advised'];
const toServe: readonly Need[] = [
  ['contact', 'required'],
  ['calendar', 'required'],
  ['manager', 'required'],
  ['items', 'required'],
  ['batches-closed', 'required'],
  ['device', 'advised'],
];
/** What a library needs to enter each state. */
const needs: Readonly<Record<LibraryState, readonly Need[]>> = {
  PLANNED: [['no-items', 'required']],
  MIGRATING: [
    ['contact', 'required'],
    ['calendar', 'required'],
    ['manager', 'advised'],
  ],
  LIVE: toServe,
  LEAVING: [['not-hub', 'required']],
  LEFT: [
    ['nothing-lent', 'required'],
    ['nothing-away', 'required'],
    ['nothing-foreign', 'required'],
    ['nothing-in-transit', 'required'],
    ['no-holds', 'required'],
    ['devices-disabled', 'required'],
  ],
};

type Known = {
  readonly library: NetworkLibrary;
  readonly contact: LibraryContact | null;
  readonly facts: LibraryFacts;
};

/** Each check: whether it is met, and what was counted. */
const checks: Readonly<
  Record<LibraryCheck, (known: Known) => { readonly met: boolean; readonly count: number | null }>
> = {
  contact: ({ contact }) => ({ met: contact !== null && contact.person !== '', count: null }),
  calendar: ({ facts }) => ({ met: facts.calendars > 0, count: null }),
  manager: ({ facts }) => some(facts.managers),
  items: ({ facts }) => some(facts.items),
  'batches-closed': ({ facts }) => none(facts.openBatches),
  device: ({ facts }) => some(facts.devices),
  'no-items': ({ facts }) => none(facts.items),
  'not-hub': ({ library }) => ({ met: library.kind !== 'HUB', count: null }),
  'nothing-lent': ({ facts }) => none(facts.lent),
  'nothing-away': ({ facts }) => none(facts.away),
  'nothing-foreign': ({ facts }) => none(facts.ofOthers),
  'nothing-in-transit': ({ facts }) => none(facts.transits),
  'no-holds': ({ facts }) => none(facts.holds),
  'devices-disabled': ({ facts }) => none(facts.devices),
};

const some = (count: number) => ({ met: count > 0, count });
const none = (count: number) => ({ met: count === 0, count });

/** How a library joins, serves and leaves. */
export function libraryLife(ports: TermsPorts): LibraryLifeDesk {
  const { store, directory, clock } = ports;
  return {
    async sheet(by, libraryId) {
      const fault = notYours(by, libraryId, directory);
      if (fault) return fault;
      const { read } = store;
      const library = directory.library(libraryId);
      const [contact, states, facts] = await Promise.all([
        read.libraryLife.contact(libraryId),
        read.libraryLife.states(libraryId),
        read.libraryLife.facts(libraryId),
      ]);
      const blocking = library.state === 'LEAVING' ? await read.libraryLife.blocking(libraryId, mostBlocking) : [];
      const next = onward[library.state].map((to) => transitionTo(library.state, to, { library, contact, facts }));
      return granted({ library, contact, states, facts, next, blocking });
    },

    async setContact(by, libraryId, given) {
      const fault = notYours(by, libraryId, directory);
      if (fault) return fault;
      const contact = {
        person: shortened(given.person),
        phone: shortened(given.phone),
        email: shortened(given.email),
        address: shortened(given.address),
      };
      return store.transaction(async (work) => {
        await work.libraryLife.setContact(libraryId, contact);
        // Whom to call is no fact of the journal: it would keep the name of somebody who left.
        await work.journal.append(eventOf(by, libraryId, 'LIBRARY_CONTACT_CHANGED', clock.now(), {}));
        return granted(null);
      });
    },

    async enter(by, libraryId, to, why): Promise<Outcome<null>> {
      const fault = notYours(by, libraryId, directory);
      if (fault) return fault;
      const library = directory.library(libraryId);
      const outcome = await store.transaction(async (work) => {
        const from = await work.libraryLife.claim(libraryId);
        if (!onward[from].includes(to)) return refused('library-transition-not-possible', { from, to });
        const contact = await work.libraryLife.contact(libraryId);
        const known = { library, contact, facts: await work.libraryLife.facts(libraryId) };
        const missing = transitionTo(from, to, known).checks.filter(({ met, required }) => required && !met);
        if (missing.length > 0) {
          return refused('library-not-ready', { to, checks: missing.map(({ check }) => check).join(' ') });
        }
        const since = clock.now();
        await work.libraryLife.enter(libraryId, { state: to, since, byLogin: by.login, why: shortened(why) });
        await work.journal.append(eventOf(by, libraryId, 'LIBRARY_STATE_CHANGED', since, { from, to }));
        return granted(null);
      });
      if (outcome.granted) await directory.refresh();
      return outcome;
    },
  };
}

/** What a move needs. A library that was leaving served before: the decision is taken back without conditions. */
function transitionTo(from: LibraryState, to: LibraryState, known: Known): LibraryTransition {
  const needed = from === 'LEAVING' && to === 'LIVE' ? [] : needs[to];
  return {
    to,
    checks: needed.map(([check, how]) => ({ check, ...checks[check](known), required: how === 'required' })),
  };
}

function shortened(text: string): string {
  return text.trim().slice(0, longest);
}

function eventOf(
  by: Steering,
  libraryId: number,
  type: NewEvent['type'],
  at: number,
  payload: NewEvent['payload'],
): NewEvent {
  const actor = actorOf({ id: null, login: by.login });
  return { at, type, actor, libraryId, deviceId: null, itemId: null, patronRef: null, payload };
}
