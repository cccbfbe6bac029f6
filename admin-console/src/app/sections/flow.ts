import { circulates } from '../session/roles';
import type { Section } from './section';

export const flowSection: Section = {
  word: 'section.flow',
  icon: 'shuttle',
  pages: [
    {
      path: 'flux/reservations',
      title: 'flow.holds.title',
      tab: 'flow.holds.title',
      for: circulates,
      load: async () => (await import('../holds/hold-list')).HoldList,
    },
    {
      path: 'flux/reservations/nouvelle',
      title: 'flow.holds.place',
      for: circulates,
      load: async () => (await import('../holds/place-hold')).PlaceHold,
    },
    {
      path: 'flux/reservations/:id',
      title: 'flow.holds.one',
      for: circulates,
      load: async () => (await import('../holds/hold-page')).HoldPage,
    },
    {
      path: 'flux/recherche',
      title: 'pull.title',
      tab: 'pull.title',
      for: circulates,
      load: async () => (await import('../pull-list/pull-list')).PullList,
    },
    {
      path: 'flux/etagere',
      title: 'shelf.title',
      tab: 'shelf.title',
      for: circulates,
      load: async () => (await import('../hold-shelf/hold-shelf')).HoldShelf,
    },
    {
      path: 'flux/navette',
      title: 'shuttle.title',
      tab: 'shuttle.title',
      for: circulates,
      load: async () => (await import('../shuttle/board')).ShuttleBoard,
    },
    {
      path: 'flux/navette/horaires',
      title: 'shuttle.timetable',
      for: circulates,
      load: async () => (await import('../shuttle/timetable')).ShuttleTimetable,
    },
    {
      path: 'flux/navette/circuits',
      title: 'shuttle.rounds',
      for: circulates,
      load: async () => (await import('../shuttle/rounds')).ShuttleRounds,
    },
    {
      path: 'flux/navette/tournees/:id',
      title: 'run.run',
      for: circulates,
      load: async () => (await import('../shuttle/run-page')).RunPage,
    },
    {
      path: 'flux/navette/caisses/:id',
      title: 'crate.one',
      for: circulates,
      load: async () => (await import('../shuttle/crate-page')).CratePage,
    },
  ],
};
