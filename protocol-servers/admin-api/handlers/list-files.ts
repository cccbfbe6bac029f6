import { liveHoldStatuses } from '../../../core/circulation/entities.ts';
import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { can } from '../access.ts';
import type { HoldView, PullLineView } from '../contract-holds.ts';
import type { PatronLineView } from '../contract-patrons.ts';
import type { Cell } from '../../../core/statistics/sheet.ts';
import { type Columns, sendList } from '../list-file.ts';
import { type AnyRoute, guarded, type Visitor } from '../route.ts';
import { holdsFileQuery, listFileQuery, patronsFileQuery } from '../schemas-list-files.ts';
import { libraryCodeParams } from '../schemas-holds.ts';
import { viewHold, viewPullLine } from '../views-holds.ts';
import { viewPatronList } from '../views-patrons.ts';
import { libraryOf } from './library-asked.ts';

/** The lists staff work through, whole and as files (CSV). Who takes one is in the journal. */
export function listFileRoutes({
  holds,
  readers,
  network,
  now,
  noteListTaken,
}: Pick<Library, 'holds' | 'readers' | 'network' | 'now' | 'noteListTaken'>): AnyRoute[] {
  const problems = [400, 401, 403, 404];
  const seesReaders = ({ user }: Visitor): boolean => can(user.role, 'export-patrons');
  return [
    guarded({
      method: 'get',
      path: '/holds/file',
      who: 'read-holds',
      summary: 'Every hold found, as a table; readers for whoever may take them out.',
      query: holdsFileQuery,
      body: null,
      answer: 'file',
      problems,
      async handle({ query, visitor, response }) {
        const { card, record, title, library, state, form } = query;
        const place = library === undefined ? null : await libraryOf(network, library);
        if (place && !place.granted) return place;
        const namesReaders = seesReaders(visitor);
        const sent = await sendList<HoldView>(response, {
          ...{ name: 'reservations', form, columns: holdColumns(namesReaders) },
          begun: (lines) => noteListTaken(visitor.user, { list: 'holds', lines, namesReaders }),
          async pageOf(page) {
            const found = await holds.find({
              ...(card !== undefined && { card }),
              ...(record !== undefined && { controlNumber: record }),
              ...(place && { pickupLibraryId: place.value.id }),
              ...(title !== undefined && { title }),
              ...(state !== undefined && { statuses: state === 'live' ? liveHoldStatuses : [state] }),
              page,
            });
            if (!found.granted) return found;
            const { lines, total } = found.value;
            return granted({ items: lines.map((line) => viewHold(line, network)), total });
          },
        });
        return sent.granted ? 'streaming' : sent;
      },
    }),
    guarded({
      method: 'get',
      path: '/libraries/:code/hold-shelf/file',
      who: 'read-holds',
      summary: 'The whole hold shelf of a library, as a table; readers for whoever may take them out.',
      params: libraryCodeParams,
      query: listFileQuery,
      body: null,
      answer: 'file',
      problems,
      async handle({ params, query: { form }, visitor, response }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const namesReaders = seesReaders(visitor);
        const sent = await sendList<HoldView>(response, {
          ...{ name: `etagere-${library.value.code.toLowerCase()}`, form, columns: holdColumns(namesReaders) },
          begun: (lines) => noteListTaken(visitor.user, { list: 'hold-shelf', lines, namesReaders }),
          async pageOf(page) {
            const { lines, total } = await holds.holdShelf(library.value.id, page);
            return granted({ items: lines.map((line) => viewHold(line, network)), total });
          },
        });
        return sent.granted ? 'streaming' : sent;
      },
    }),
    guarded({
      method: 'get',
      path: '/libraries/:code/pull-list/file',
      who: 'read-holds',
      summary: 'The whole pull list of a library, as a table. Names no reader.',
      params: libraryCodeParams,
      query: listFileQuery,
      body: null,
      answer: 'file',
      problems,
      async handle({ params, query: { form }, visitor, response }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const sent = await sendList<PullLineView>(response, {
          ...{ name: `liste-de-recherche-${library.value.code.toLowerCase()}`, form, columns: pullColumns },
          begun: (lines) => noteListTaken(visitor.user, { list: 'pull-list', lines, namesReaders: false }),
          async pageOf(page) {
            const { lines, total } = await holds.pullList(library.value.id, page);
            return granted({ items: lines.map((line) => viewPullLine(line, network)), total });
          },
        });
        return sent.granted ? 'streaming' : sent;
      },
    }),
    guarded({
      method: 'get',
      path: '/patrons/file',
      who: 'export-patrons',
      summary: 'Every reader found, or a list staff work through, as a table.',
      query: patronsFileQuery,
      body: null,
      answer: 'file',
      problems: [400, 401, 403],
      async handle({ query: { q, list, form }, visitor, response }) {
        const asked = list === undefined ? { q: q ?? '' } : { list };
        const sent = await sendList<PatronLineView>(response, {
          ...{ name: 'lecteurs', form, columns: patronColumns },
          begun: (lines) => noteListTaken(visitor.user, { list: 'patrons', lines, namesReaders: true }),
          pageOf: async (page) => granted(viewPatronList(await readers.find(asked, page), { network, now })),
        });
        return sent.granted ? 'streaming' : sent;
      },
    }),
  ];
}

const holdColumns = (namesReaders: boolean): Columns<HoldView> => [
  ['Réservation', ({ id }) => id],
  ['État', ({ state }) => holdWords[state]],
  ['Rang', ({ position }) => position],
  ['Titre', ({ title }) => title],
  ['Volume', ({ volume }) => volume],
  ['Notice', ({ record }) => record],
  ['Code-barres', ({ barcode }) => code(barcode)],
  ['Bibliothèque de retrait', ({ pickup }) => pickup],
  ['Posée le', ({ placedAt }) => moment(placedAt)],
  ['À retirer avant le', ({ pickupDeadline }) => moment(pickupDeadline)],
  ...(namesReaders ? readerColumns : []),
];
const readerColumns: Columns<HoldView> = [
  ['Carte', ({ patron }) => code(patron.card)],
  ['Nom', ({ patron }) => patron.lastName],
  ['Prénom', ({ patron }) => patron.firstName],
];
const pullColumns: Columns<PullLineView> = [
  ['Localisation', ({ location }) => location],
  ['Cote', ({ callNumber }) => callNumber],
  ['Titre', ({ title }) => title],
  ['Volume', ({ volume }) => volume],
  ['Code-barres', ({ barcode }) => code(barcode)],
  ['Bibliothèque de retrait', ({ pickup }) => pickup],
  ['Demandé le', ({ since }) => moment(since)],
  ['Recherches sans succès', ({ failedSearches }) => failedSearches],
];
const patronColumns: Columns<PatronLineView> = [
  ['Nom', ({ lastName }) => lastName],
  ['Prénom', ({ firstName }) => firstName],
  ['Année de naissance', ({ birthYear }) => birthYear],
  ['Bibliothèque', ({ homeLibrary }) => homeLibrary],
  ['État', ({ state }) => patronWords[state]],
];

const holdWords: Readonly<Record<HoldView['state'], string>> = {
  PENDING: 'en attente',
  TARGETED: 'demandée en rayon',
  TRAPPED: 'affectée',
  IN_TRANSIT: 'en navette',
  ON_SHELF: 'à retirer',
  FULFILLED: 'satisfaite',
  CANCELLED: 'annulée',
  EXPIRED_UNFILLED: 'expirée sans document',
  EXPIRED_ON_SHELF: 'non retirée',
};
const patronWords: Readonly<Record<PatronLineView['state'], string>> = {
  ACTIVE: 'inscrit',
  EXPIRED: 'inscription échue',
  TO_ERASE: 'à effacer',
};

function code(text: string | null): Cell {
  return text === null ? null : { code: text };
}

function moment(at: string | null): Cell {
  return at === null ? null : new Date(at);
}
