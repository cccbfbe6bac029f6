import type { BulkSheet, CopySheet } from '../../../core/catalogue/copies/desk.ts';
import type { CopyEdit } from '../../../core/catalogue/copies/entities.ts';
import type { Library } from '../../../core/library.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import type { CopyChangeView, CopySheetView } from '../contract-copies.ts';
import { type AnyRoute, type Asked, guarded } from '../route.ts';
import { recordParams } from '../schemas-cataloguing.ts';
import {
  changeLines,
  changeParams,
  copyChange,
  copyChangeRequest,
  copyHistory,
  copyParams,
  copySheet,
  editCopyRequest,
  historyQuery,
  linesQuery,
  moveCopyRequest,
  newCopyRequest,
  removeCopyRequest,
} from '../schemas-copies.ts';
import { recordBodyBytes } from '../schemas-marc.ts';
import { noQuery } from '../schemas.ts';
import { cataloguerOf, tellVersion, versionAsked } from '../version-asked.ts';
import { libraryOf } from './library-asked.ts';
import { changeProblems } from './records.ts';

type Desk = Pick<Library, 'copies' | 'network'>;
const instant = (at: number): string => new Date(at).toISOString();

/** Copies made, described, moved and withdrawn, one at a time or many at once. */
export function copyRoutes(library: Desk): AnyRoute[] {
  return [...oneCopyRoutes(library), ...manyCopiesRoutes(library)];
}

function oneCopyRoutes({ copies, network }: Desk): AnyRoute[] {
  const told = (outcome: Outcome<CopySheet>, { response }: Pick<Asked<unknown, unknown, unknown>, 'response'>) => {
    if (!outcome.granted) return outcome;
    tellVersion(response, outcome.value.item.version);
    return granted(viewCopySheet(outcome.value, network));
  };
  const change = ({
    params,
    request,
    visitor,
  }: Pick<Asked<unknown, unknown, { barcode: string }>, 'params' | 'request' | 'visitor'>) => {
    const version = versionAsked(request);
    return version.granted
      ? granted({ by: cataloguerOf(visitor), barcode: params.barcode, version: version.value })
      : version;
  };
  return [
    guarded({
      method: 'post',
      path: '/records/:number/items',
      who: 'edit-items',
      summary: 'Makes a copy of a record.',
      params: recordParams,
      query: noQuery,
      body: newCopyRequest,
      answer: copySheet,
      problems: [400, 401, 403, 404, 409, 422],
      async handle({ params, body, visitor, response }) {
        const { library, status, ...copy } = body;
        const home = await libraryOf(network, library);
        if (!home.granted) return home;
        const made = await copies.create({
          by: cataloguerOf(visitor),
          controlNumber: params.number,
          homeLibraryId: home.value.id,
          copy: { ...given(copy), barcode: copy.barcode },
          status,
        });
        return told(made, { response });
      },
    }),
    guarded({
      method: 'get',
      path: '/copies/:barcode',
      who: 'read-records',
      summary: 'One copy as its cataloguers see it. Its version is the ETag.',
      params: copyParams,
      query: noQuery,
      body: null,
      answer: copySheet,
      problems: [401, 403, 404],
      handle: async ({ params, response }) => told(await copies.sheet(params.barcode), { response }),
    }),
    guarded({
      method: 'put',
      path: '/copies/:barcode',
      who: 'edit-items',
      summary: 'Changes what is said of a copy; what is left out stays. If-Match says the version it was made on.',
      params: copyParams,
      query: noQuery,
      body: editCopyRequest,
      answer: copySheet,
      problems: changeProblems,
      async handle(asked) {
        const which = change(asked);
        return which.granted ? told(await copies.edit({ ...which.value, edit: given(asked.body) }), asked) : which;
      },
    }),
    guarded({
      method: 'post',
      path: '/copies/:barcode/move',
      who: 'edit-items',
      summary: 'Gives a copy to another record.',
      params: copyParams,
      query: noQuery,
      body: moveCopyRequest,
      answer: copySheet,
      problems: changeProblems,
      async handle(asked) {
        const which = change(asked);
        return which.granted
          ? told(await copies.move({ ...which.value, controlNumber: asked.body.record }), asked)
          : which;
      },
    }),
    guarded({
      method: 'post',
      path: '/copies/:barcode/removal',
      who: 'edit-items',
      summary: 'Withdraws a copy, or takes it away when nothing ever used it. Refused while anything is open on it.',
      params: copyParams,
      query: noQuery,
      body: removeCopyRequest,
      answer: null,
      problems: changeProblems,
      async handle(asked) {
        const which = change(asked);
        return which.granted ? copies.remove({ ...which.value, how: asked.body.how }) : which;
      },
    }),
    guarded({
      method: 'get',
      path: '/copies/:barcode/history',
      who: 'read-records',
      summary: 'What the journal says of a copy, the last first. Never who borrowed it.',
      params: copyParams,
      query: historyQuery,
      body: null,
      answer: copyHistory,
      problems: [400, 401, 403, 404],
      async handle({ params, query }) {
        const found = await copies.history(params.barcode, query.before ?? null, query.limit);
        if (!found.granted) return found;
        const items = found.value.events.map(({ seq, at, type, actor, libraryId, payload }) => ({
          seq,
          at: instant(at),
          type,
          by: actor,
          library: libraryId === null ? null : network.library(libraryId).code,
          facts: payload,
        }));
        return granted({ items, next: found.value.reached });
      },
    }),
  ];
}

function manyCopiesRoutes({ copies, network }: Desk): AnyRoute[] {
  const told = (outcome: Outcome<BulkSheet>) => (outcome.granted ? granted(viewChange(outcome.value)) : outcome);
  return [
    guarded({
      method: 'post',
      path: '/copy-changes',
      who: 'edit-items',
      summary: 'Keeps a change of many copies and counts what it selects. Changes no copy yet.',
      query: noQuery,
      body: copyChangeRequest,
      bodyBytes: 4 * recordBodyBytes,
      answer: copyChange,
      problems: [400, 401, 403, 404, 422],
      async handle({ body, visitor }) {
        const by = cataloguerOf(visitor);
        const wanted = given(body.change);
        if ('barcodes' in body.select) return told(await copies.prepareBulk({ by, select: body.select, wanted }));
        const { library, ...filter } = body.select.filter;
        const home = library === undefined ? null : await libraryOf(network, library);
        if (home && !home.granted) return home;
        const select = { filter: { ...given(filter), ...(home && { homeLibraryId: home.value.id }) } };
        return told(await copies.prepareBulk({ by, select, wanted }));
      },
    }),
    guarded({
      method: 'post',
      path: '/copy-changes/:id/run',
      who: 'edit-items',
      summary: 'Applies it, a few copies at a time; again, it goes on where it stopped and changes nothing twice.',
      params: changeParams,
      query: noQuery,
      body: null,
      answer: copyChange,
      problems: [400, 401, 403, 404],
      handle: async ({ params, visitor }) => told(await copies.applyBulk(cataloguerOf(visitor), params.id)),
    }),
    guarded({
      method: 'get',
      path: '/copy-changes/:id',
      who: 'read-records',
      summary: 'How far it is.',
      params: changeParams,
      query: noQuery,
      body: null,
      answer: copyChange,
      problems: [400, 401, 403, 404],
      handle: async ({ params }) => told(await copies.bulk(params.id)),
    }),
    guarded({
      method: 'get',
      path: '/copy-changes/:id/lines',
      who: 'read-records',
      summary: 'What became of each copy.',
      params: changeParams,
      query: linesQuery,
      body: null,
      answer: changeLines,
      problems: [400, 401, 403, 404],
      async handle({ params, query }) {
        const lines = await copies.bulkLines(params.id, query.after, query.limit);
        if (!lines.granted) return lines;
        const next = lines.value.length < query.limit ? null : lines.value.at(-1)!.position;
        return granted({ items: lines.value, next });
      },
    }),
  ];
}

/** What was given, without what was left out. */
function given<Body extends object>(body: Body): { [Name in keyof Body]: Exclude<Body[Name], undefined> } & CopyEdit {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as never;
}

function viewCopySheet({ item, controlNumber, title }: CopySheet, network: Library['network']): CopySheetView {
  const { barcode, type, location, callNumber, volume, inventoryNo, loanable, minAge, notes, status, version } = item;
  return {
    barcode,
    record: controlNumber,
    title,
    homeLibrary: network.library(item.homeLibraryId).code,
    holdingLibrary: network.library(item.holdingLibraryId).code,
    type,
    location,
    callNumber,
    volume,
    inventoryNo,
    loanable,
    minAge,
    notes,
    status,
    statusSince: instant(item.statusSince),
    version,
  };
}

function viewChange({ change, counts }: BulkSheet): CopyChangeView {
  const { WAITING: waiting, CHANGED: changed, UNCHANGED: unchanged, REFUSED: refusedOnes } = counts;
  const moment = (at: number | null) => (at === null ? null : instant(at));
  return {
    id: change.id,
    by: change.actor,
    createdAt: instant(change.createdAt),
    startedAt: moment(change.startedAt),
    finishedAt: moment(change.finishedAt),
    selected: waiting + changed + unchanged + refusedOnes,
    counts: { waiting, changed, unchanged, refused: refusedOnes },
  };
}
