import { formats } from '../../../core/dissemination/formats/formats.ts';
import type { SizedSet } from '../../../core/dissemination/desk.ts';
import type { VirtualRepository } from '../../../core/dissemination/entities.ts';
import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import type { RepositoryView, SetView } from '../contract-dissemination.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  formatList,
  previewQuery,
  previewView,
  recordPreviewList,
  repositoryList,
  repositoryParams,
  repositoryRequest,
  repositoryView,
  setEstimateRequest,
  setEstimateView,
  setList,
  setParams,
  setPreviewQuery,
  setRequest,
  setView,
  unwritableView,
} from '../schemas-dissemination.ts';
import { noQuery } from '../schemas.ts';

type Desk = Library['dissemination'];

/** What is given to harvesters: sets, virtual repositories, how a record is given out. */
export function disseminationRoutes({ dissemination: desk }: Pick<Library, 'dissemination'>): AnyRoute[] {
  return [...setRoutes(desk), ...trialRoutes(desk), ...repositoryRoutes(desk), ...recordRoutes(desk)];
}

function setRoutes(desk: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/dissemination/sets',
      who: 'read-dissemination',
      summary: 'The sets harvesters choose from, each after its parent, with what it holds.',
      query: noQuery,
      body: null,
      answer: setList,
      problems: [401, 403],
      async handle() {
        const items = (await desk.sets()).map(viewSet);
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'put',
      path: '/dissemination/sets/:spec',
      who: 'edit-dissemination',
      summary: 'Makes a set or changes it. Records are looked at again in the background; what leaves is told.',
      params: setParams,
      query: noQuery,
      body: setRequest,
      answer: setView,
      problems: [400, 401, 403, 422, 503],
      async handle({ params, body, visitor }) {
        const saved = await desk.saveSet(visitor.user, { setSpec: params.spec, ...body });
        return saved.granted ? granted(viewSet(saved.value)) : saved;
      },
    }),
    guarded({
      method: 'delete',
      path: '/dissemination/sets/:spec',
      who: 'edit-dissemination',
      summary: 'Retires a set: it is offered no more, and those who harvested it are told that everything left.',
      params: setParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [401, 403, 404, 422, 503],
      handle: ({ params, visitor }) => desk.retireSet(visitor.user, params.spec),
    }),
  ];
}

/** What a set gives out, and would hold. */
function trialRoutes(desk: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/dissemination/formats',
      who: 'read-dissemination',
      summary: 'The formats in which records are given out.',
      query: noQuery,
      body: null,
      answer: formatList,
      problems: [401, 403],
      async handle() {
        const items = Object.entries(formats).map(([prefix, { schema, metadataNamespace: namespace }]) => ({
          ...{ prefix, schema, namespace },
        }));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'get',
      path: '/dissemination/sets/:spec/preview',
      who: 'read-dissemination',
      summary: 'The first records of a set as a format gives them out, and what its partners would find wanting.',
      params: setParams,
      query: setPreviewQuery,
      body: null,
      answer: recordPreviewList,
      problems: [400, 401, 403, 404],
      async handle({ params, query: { format, limit } }) {
        const shown = await desk.previewSet(params.spec, format, limit);
        if (!shown.granted) return shown;
        const items = shown.value.map(({ controlNumber: record, ...preview }) => ({ record, format, ...preview }));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'post',
      path: '/dissemination/sets/:spec/estimate',
      who: 'edit-dissemination',
      summary: 'What a set would hold by this rule, what would come in and what would leave. Nothing is written.',
      params: setParams,
      query: noQuery,
      body: setEstimateRequest,
      answer: setEstimateView,
      problems: [400, 401, 403],
      onlyReads: () => true,
      handle: ({ params, body, visitor }) => desk.estimate(visitor.user, params.spec, body.rule),
    }),
  ];
}

function repositoryRoutes(desk: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/dissemination/repositories',
      who: 'read-dissemination',
      summary: 'The virtual repositories, one for each partner.',
      query: noQuery,
      body: null,
      answer: repositoryList,
      problems: [401, 403],
      async handle() {
        const items = (await desk.repositories()).map(viewRepository);
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'put',
      path: '/dissemination/repositories/:name',
      who: 'edit-dissemination',
      summary: 'Opens a virtual repository at /oai/:name, or changes it.',
      params: repositoryParams,
      query: noQuery,
      body: repositoryRequest,
      answer: repositoryView,
      problems: [400, 401, 403, 422, 503],
      async handle({ params, body, visitor }) {
        const saved = await desk.saveRepository(visitor.user, { name: params.name, ...body });
        return saved.granted ? granted(viewRepository(saved.value)) : saved;
      },
    }),
    guarded({
      method: 'delete',
      path: '/dissemination/repositories/:name',
      who: 'edit-dissemination',
      summary: 'Closes a virtual repository: it answers nobody any more.',
      params: repositoryParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [401, 403, 404, 503],
      handle: ({ params, visitor }) => desk.closeRepository(visitor.user, params.name),
    }),
  ];
}

function recordRoutes(desk: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/dissemination/preview',
      who: 'read-dissemination',
      summary: 'How a record is given out in a format, and what its partners would find wanting.',
      query: previewQuery,
      body: null,
      answer: previewView,
      problems: [400, 401, 403, 404],
      async handle({ query: { record, format } }) {
        const preview = await desk.preview(record, format);
        return preview.granted ? granted({ record, format, ...preview.value }) : preview;
      },
    }),
    guarded({
      method: 'get',
      path: '/dissemination/unwritable',
      who: 'read-dissemination',
      summary: 'Records that could not be written for harvesters since this server began.',
      query: noQuery,
      body: null,
      answer: unwritableView,
      problems: [401, 403],
      async handle() {
        const { count, latest } = desk.unwritable();
        const view = latest.map(({ controlNumber, metadataPrefix, reason, at }) => ({
          ...{ record: controlNumber, format: metadataPrefix, reason, at: iso(at) },
        }));
        return granted({ count, latest: view });
      },
    }),
  ];
}

function viewSet({ setSpec, name, description, rule, audience, records, gone, retiredAt }: SizedSet): SetView {
  const retired = retiredAt === null ? null : iso(retiredAt);
  return { spec: setSpec, name, description, rule, audience, records, gone, retiredAt: retired };
}

function viewRepository({ closedAt, ...repository }: VirtualRepository): RepositoryView {
  return { ...repository, closedAt: closedAt === null ? null : iso(closedAt) };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
