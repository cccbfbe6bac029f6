import type { Library } from '../../../core/library.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  afterQuery,
  harvestedList,
  harvestedQuery,
  harvestOrder,
  identifyRequest,
  identifyView,
  mappedAgain,
  noteList,
  runList,
  runParams,
  runsQuery,
  runView,
  sourceList,
  sourceParams,
  sourceRequest,
  sourceView,
  sweepDecision,
} from '../schemas-harvest.ts';
import { noQuery } from '../schemas.ts';
import { sourceCodes, viewHarvested, viewIdentification, viewRun, viewSource } from '../views-harvest.ts';

type Asked = Pick<Library, 'harvests'>;

/** Repositories that are harvested, and each harvest. */
export function harvestRoutes(library: Asked): AnyRoute[] {
  return [...sourceRoutes(library), ...runRoutes(library)];
}

function mapped<From, To>(outcome: Outcome<From>, view: (value: From) => To): Outcome<To> {
  return outcome.granted ? granted(view(outcome.value)) : outcome;
}

function sourceRoutes({ harvests }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/harvest-sources',
      who: 'read-harvests',
      summary: 'The repositories that are harvested, with what came of them.',
      query: noQuery,
      body: null,
      answer: sourceList,
      problems: [401, 403],
      async handle() {
        const items = (await harvests.sources()).map(viewSource);
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'post',
      path: '/harvest-sources/identify',
      who: 'edit-harvest-sources',
      summary: 'Asks a repository who it is, what formats and sets it has. Nothing is kept.',
      query: noQuery,
      body: identifyRequest,
      answer: identifyView,
      problems: [400, 401, 403, 422],
      handle: async ({ body }) => mapped(await harvests.identify(body), viewIdentification),
    }),
    guarded({
      method: 'get',
      path: '/harvest-sources/:code',
      who: 'read-harvests',
      summary: 'One repository.',
      params: sourceParams,
      query: noQuery,
      body: null,
      answer: sourceView,
      problems: [401, 403, 404],
      handle: async ({ params }) => mapped(await harvests.source(params.code), viewSource),
    }),
    guarded({
      method: 'put',
      path: '/harvest-sources/:code',
      who: 'edit-harvest-sources',
      summary: 'Makes a source, or describes it anew. Another address, format or set is harvested from its beginning.',
      params: sourceParams,
      query: noQuery,
      body: sourceRequest,
      answer: sourceView,
      problems: [400, 401, 403, 422],
      handle: async ({ params, body, visitor }) =>
        mapped(await harvests.save(visitor.user, { code: params.code, ...body }), viewSource),
    }),
    guarded({
      method: 'post',
      path: '/harvest-sources/:code/harvest',
      who: 'run-harvests',
      summary: 'Orders a harvest, made in the background. One that was stopped goes on where it was.',
      params: sourceParams,
      query: noQuery,
      body: harvestOrder,
      answer: null,
      problems: [400, 401, 403, 404, 409],
      handle: ({ params, body: { kind, from }, visitor }) =>
        harvests.start(visitor.user, params.code, {
          kind,
          ...(from !== undefined && { from: Date.parse(from) }),
        }),
    }),
    guarded({
      method: 'delete',
      path: '/harvest-sources/:code/harvest',
      who: 'run-harvests',
      summary: 'Stops the harvest of a source after the page in hand.',
      params: sourceParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [401, 403, 404],
      handle: ({ params }) => harvests.stop(params.code),
    }),
    guarded({
      method: 'post',
      path: '/harvest-sources/:code/remap',
      who: 'run-harvests',
      summary: 'Maps every record of a source again, from what was kept of it, in the background.',
      params: sourceParams,
      query: noQuery,
      body: null,
      answer: mappedAgain,
      problems: [401, 403, 404],
      handle: async ({ params }) => mapped(await harvests.mapAgain(params.code), (waiting) => ({ waiting })),
    }),
    guarded({
      method: 'get',
      path: '/harvest-sources/:code/records',
      who: 'read-harvests',
      summary: 'What a source gave, as it gave it, and what became of it.',
      params: sourceParams,
      query: harvestedQuery,
      body: null,
      answer: harvestedList,
      problems: [400, 401, 403, 404],
      async handle({ params, query }) {
        const found = await harvests.records({ source: params.code, ...query });
        return mapped(found, (records) => ({ items: records.map(viewHarvested) }));
      },
    }),
  ];
}

function runRoutes({ harvests }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/harvest-runs',
      who: 'read-harvests',
      summary: 'Harvests, the newest first; of one source when it is named.',
      query: runsQuery,
      body: null,
      answer: runList,
      problems: [400, 401, 403, 404],
      async handle({ query }) {
        const codeOf = await sourceCodes(harvests);
        return mapped(await harvests.runs(query), (runs) => ({ items: runs.map((run) => viewRun(run, codeOf(run))) }));
      },
    }),
    guarded({
      method: 'get',
      path: '/harvest-runs/:id',
      who: 'read-harvests',
      summary: 'One harvest: where it is, what it counted, why it ended.',
      params: runParams,
      query: noQuery,
      body: null,
      answer: runView,
      problems: [400, 401, 403, 404],
      async handle({ params }) {
        const codeOf = await sourceCodes(harvests);
        return mapped(await harvests.run(params.id), (run) => viewRun(run, codeOf(run)));
      },
    }),
    guarded({
      method: 'get',
      path: '/harvest-runs/:id/notes',
      who: 'read-harvests',
      summary: 'What is to be known of a harvest: each record that failed and why, pages mended, lists split.',
      params: runParams,
      query: afterQuery,
      body: null,
      answer: noteList,
      problems: [400, 401, 403, 404],
      async handle({ params, query }) {
        const run = await harvests.run(params.id);
        if (!run.granted) return run;
        return granted({ items: [...(await harvests.notes(params.id, query.after, query.limit))] });
      },
    }),
    guarded({
      method: 'post',
      path: '/harvest-runs/:id/decision',
      who: 'run-harvests',
      summary: 'Decides on a sweep that would take much away.',
      params: runParams,
      query: noQuery,
      body: sweepDecision,
      answer: runView,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body, visitor }) {
        const codeOf = await sourceCodes(harvests);
        return mapped(await harvests.decide(visitor.user, params.id, body.decision), (run) =>
          viewRun(run, codeOf(run)),
        );
      },
    }),
  ];
}
