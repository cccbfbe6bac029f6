import type { Library } from '../../../core/library.ts';
import type { CrateSheet } from '../../../core/navette/entities.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import type { CrateSheetView } from '../contract-navette.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  crateList,
  crateRequest,
  crateScan,
  crateSheetView,
  cratesQuery,
  crateView,
  idParams,
  loadRequest,
  receptionRequest,
  receptionView,
} from '../schemas-navette.ts';
import { noQuery } from '../schemas.ts';
import { viewCrate, viewCrateSheet, viewReception } from '../views-navette.ts';
import { libraryActedFor, libraryByCode, libraryLookedAt } from './library-asked.ts';

type Desk = Pick<Library, 'navette' | 'network'>;

/** Crates: filled by scan, sealed, received by scan. */
export function crateRoutes(library: Desk): AnyRoute[] {
  return [...listRoutes(library), ...fillingRoutes(library), ...loadingRoutes(library), ...receptionRoutes(library)];
}

function listRoutes({ navette, network }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/crates',
      who: 'read-shuttle',
      summary: 'Crates, the newest first: of one library (sent, expected or received), of one run, in one state.',
      query: cratesQuery,
      body: null,
      answer: crateList,
      problems: [400, 401, 403, 404],
      async handle({ query: { library, state, run, ...page }, visitor }) {
        // A run is looked at whole: what it carries is of many libraries.
        const isOfRun = library === undefined && run !== undefined;
        const asked = isOfRun ? granted(null) : await libraryLookedAt(library, visitor, network);
        if (!asked.granted) return asked;
        const { crates, total } = await navette.crates(
          { libraryId: asked.value, state: state ?? null, runId: run ?? null },
          page,
        );
        return granted({ items: crates.map((crate) => ({ ...viewCrate(crate, network), items: crate.items })), total });
      },
    }),
    guarded({
      method: 'get',
      path: '/crates/:id',
      who: 'read-shuttle',
      summary: 'A crate and its list.',
      params: idParams,
      query: noQuery,
      body: null,
      answer: crateSheetView,
      problems: [400, 401, 403, 404],
      handle: async ({ params }) => sheetOf(await navette.crate(params.id), network),
    }),
  ];
}

function fillingRoutes({ navette, network }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/crates',
      who: 'run-shuttle',
      summary: 'Opens a crate for a library, or for the hub to sort.',
      query: noQuery,
      body: crateRequest,
      answer: crateView,
      problems: [400, 401, 403, 404, 409],
      async handle({ body, visitor }) {
        const from = await libraryActedFor(body.from, visitor, network);
        if (!from.granted) return from;
        const to = body.to === null ? granted(null) : await libraryByCode(body.to, network);
        if (!to.granted) return to;
        const opened = await navette.openCrate({ fromLibraryId: from.value, toLibraryId: to.value }, visitor.user);
        return opened.granted ? granted(viewCrate(opened.value, network)) : opened;
      },
    }),
    guarded({
      method: 'post',
      path: '/crates/:id/items',
      who: 'run-shuttle',
      summary: 'Puts a document in an open crate by scanning it. Refused with what is wrong (`facts`).',
      params: idParams,
      query: noQuery,
      body: crateScan,
      answer: crateSheetView,
      problems: [400, 401, 403, 404, 409],
      handle: async ({ params, body, visitor }) =>
        sheetOf(await navette.putInCrate(params.id, body.barcode, visitor.user), network),
    }),
    guarded({
      method: 'post',
      path: '/crates/:id/items/remove',
      who: 'run-shuttle',
      summary: 'Takes a document out of an open crate.',
      params: idParams,
      query: noQuery,
      body: crateScan,
      answer: crateSheetView,
      problems: [400, 401, 403, 404, 409],
      handle: async ({ params, body, visitor }) =>
        sheetOf(await navette.takeOutOfCrate(params.id, body.barcode, visitor.user), network),
    }),
    guarded({
      method: 'post',
      path: '/crates/:id/seal',
      who: 'run-shuttle',
      summary: 'Closes a crate: its list is what the other side is told to expect.',
      params: idParams,
      query: noQuery,
      body: null,
      answer: crateSheetView,
      problems: [400, 401, 403, 404, 409],
      handle: async ({ params, visitor }) => sheetOf(await navette.sealCrate(params.id, visitor.user), network),
    }),
  ];
}

function loadingRoutes({ navette, network }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/crates/:id/reopen',
      who: 'run-shuttle',
      summary: 'Opens a sealed crate again, before the van has taken it.',
      params: idParams,
      query: noQuery,
      body: null,
      answer: crateSheetView,
      problems: [400, 401, 403, 404, 409],
      handle: async ({ params, visitor }) => sheetOf(await navette.reopenCrate(params.id, visitor.user), network),
    }),
    guarded({
      method: 'post',
      path: '/crates/:id/load',
      who: 'run-shuttle',
      summary: 'Puts a sealed crate on board of a van that is on its way.',
      params: idParams,
      query: noQuery,
      body: loadRequest,
      answer: crateSheetView,
      problems: [400, 401, 403, 404, 409],
      handle: async ({ params, body, visitor }) =>
        sheetOf(await navette.loadCrate(params.id, body.run, visitor.user), network),
    }),
    guarded({
      method: 'post',
      path: '/crates/:id/unload',
      who: 'run-shuttle',
      summary: 'Takes a crate off the van where it was loaded; it waits, sealed, for the next run.',
      params: idParams,
      query: noQuery,
      body: null,
      answer: crateSheetView,
      problems: [400, 401, 403, 404, 409],
      handle: async ({ params, visitor }) => sheetOf(await navette.unloadCrate(params.id, visitor.user), network),
    }),
  ];
}

function receptionRoutes({ navette, network }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/crates/:id/receive',
      who: 'run-shuttle',
      summary: 'Checks in what a crate brought, a result per barcode. What was announced and not scanned is missing.',
      params: idParams,
      query: noQuery,
      body: receptionRequest,
      answer: receptionView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ params, body, visitor }) {
        const library =
          body.library === undefined ? granted(null) : await libraryActedFor(body.library, visitor, network);
        if (!library.granted) return library;
        const { barcodes, closing = 'now' } = body;
        const request = { crateId: params.id, libraryId: library.value, barcodes, closing };
        const reception = await navette.receiveCrate(request, visitor.user);
        return reception.granted ? granted(viewReception(reception.value, network)) : reception;
      },
    }),
  ];
}

function sheetOf(outcome: Outcome<CrateSheet>, network: Desk['network']): Outcome<CrateSheetView> {
  return outcome.granted ? granted(viewCrateSheet(outcome.value, network)) : outcome;
}
