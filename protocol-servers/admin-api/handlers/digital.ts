import type { ResourceDetails, ResourceSheet } from '../../../core/digital/desk.ts';
import type { DigitalResource } from '../../../core/digital/entities.ts';
import type { Library } from '../../../core/library.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import type { LinkLine } from '../../../core/ports/digital.ts';
import type { ResourceDetailsRequest, ResourceLinkView, ResourceSheetView, ResourceView } from '../contract-digital.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  linkDecision,
  linkList,
  linkParams,
  newResource,
  ofRecordParams,
  partnerParams,
  readinessList,
  readinessParams,
  readinessQuery,
  readinessSummary,
  readinessView,
  recordResources,
  resourceDetails,
  resourceList,
  resourceParams,
  resourceSheet,
  resourcesQuery,
} from '../schemas-digital.ts';
import { afterQuery } from '../schemas-harvest.ts';
import { noQuery } from '../schemas.ts';

type Asked = Pick<Library, 'digital'>;

/** The digital library: resources, their links with the print, and what partners would say of them. */
export function digitalRoutes(library: Asked): AnyRoute[] {
  return [...resourceRoutes(library), ...linkRoutes(library), ...readinessRoutes(library)];
}

function resourceRoutes({ digital }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/digital-resources',
      who: 'read-digital',
      summary:
        'What is read on line, by title: narrowed by type, access, origin, source, and whether it goes with the print.',
      query: resourcesQuery,
      body: null,
      answer: resourceList,
      problems: [400, 401, 403, 404],
      async handle({ query }) {
        const { q: words, linked, ...asked } = query;
        const found = await digital.resources({ ...asked, words, linked: linked && linked === 'true' });
        if (!found.granted) return found;
        const { lines, total } = found.value;
        const items = lines.map(({ resource, controlNumber: record, ...line }) => ({
          ...viewResource(resource),
          record,
          ...line,
        }));
        return granted({ items, total });
      },
    }),
    guarded({
      method: 'post',
      path: '/digital-resources',
      who: 'edit-digital',
      summary: 'Makes a resource, and the record that describes it.',
      query: noQuery,
      body: newResource,
      answer: resourceSheet,
      problems: [400, 401, 403, 409, 422],
      async handle({ body, visitor }) {
        const { url, title, creator, language } = body;
        return viewed(await digital.add(visitor.user, { url, title, creator, language, ...detailsOf(body) }));
      },
    }),
    guarded({
      method: 'get',
      path: '/digital-resources/:id',
      who: 'read-digital',
      summary: 'One resource, with the records it goes with.',
      params: resourceParams,
      query: noQuery,
      body: null,
      answer: resourceSheet,
      problems: [400, 401, 403, 404],
      handle: async ({ params }) => viewed(await digital.resource(params.id)),
    }),
    guarded({
      method: 'put',
      path: '/digital-resources/:id',
      who: 'edit-digital',
      summary: 'Says anew what a resource is, unless a source does.',
      params: resourceParams,
      query: noQuery,
      body: resourceDetails,
      answer: resourceSheet,
      problems: [400, 401, 403, 404, 422],
      handle: async ({ params, body, visitor }) =>
        viewed(await digital.change(visitor.user, params.id, detailsOf(body))),
    }),
    guarded({
      method: 'delete',
      path: '/digital-resources/:id',
      who: 'edit-digital',
      summary: 'Takes away a resource that was made by hand, with its record.',
      params: resourceParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [400, 401, 403, 404, 422],
      handle: ({ params, visitor }) => digital.withdraw(visitor.user, params.id),
    }),
    guarded({
      method: 'get',
      path: '/records/:record/digital-resources',
      who: 'read-digital',
      summary: 'What a record gives to read on line, and what goes with it.',
      params: ofRecordParams,
      query: noQuery,
      body: null,
      answer: recordResources,
      problems: [400, 401, 403, 404],
      async handle({ params }) {
        const found = await digital.ofRecord(params.record);
        if (!found.granted) return found;
        return granted({ items: found.value.map(({ resource, link }) => ({ ...viewResource(resource), link })) });
      },
    }),
  ];
}

function linkRoutes({ digital }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/digital-links/proposals',
      who: 'read-digital',
      summary: 'Links that are likely, and wait for somebody to say so. `after`: the last resource seen.',
      query: afterQuery,
      body: null,
      answer: linkList,
      problems: [400, 401, 403],
      handle: async ({ query }) =>
        granted({ items: (await digital.proposals(query.after, query.limit)).map(viewLink) }),
    }),
    guarded({
      method: 'put',
      path: '/digital-resources/:id/links/:record',
      who: 'edit-digital',
      summary: 'Says whether a resource goes with a record; no harvest changes it any more.',
      params: linkParams,
      query: noQuery,
      body: linkDecision,
      answer: resourceSheet,
      problems: [400, 401, 403, 404, 422],
      handle: async ({ params, body, visitor }) =>
        viewed(await digital.link(visitor.user, params.id, params.record, body.state)),
    }),
  ];
}

function readinessRoutes({ digital }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/digital-resources/:id/readiness/:partner',
      who: 'read-digital',
      summary: 'What a resource lacks for Gallica or Europeana.',
      params: readinessParams,
      query: noQuery,
      body: null,
      answer: readinessView,
      problems: [400, 401, 403, 404],
      handle: ({ params }) => digital.readiness(params.id, params.partner),
    }),
    guarded({
      method: 'get',
      path: '/digital-readiness/:partner',
      who: 'read-digital',
      summary: 'How many resources a partner would take, and what the others lack: before registering there.',
      params: partnerParams,
      query: noQuery,
      body: null,
      answer: readinessSummary,
      problems: [400, 401, 403],
      handle: async ({ params }) => granted(await digital.readinessOfAll(params.partner)),
    }),
    guarded({
      method: 'get',
      path: '/digital-readiness/:partner/resources',
      who: 'read-digital',
      summary: 'Resource by resource: whether a partner would take it, and what it lacks.',
      params: partnerParams,
      query: readinessQuery,
      body: null,
      answer: readinessList,
      problems: [400, 401, 403],
      async handle({ params, query: { after, limit } }) {
        const listed = await digital.readinessOfEach(params.partner, after, limit);
        const items = listed.map(({ resource: { id, title }, record, readiness }) => ({
          ...{ ...readiness, resource: id, title, record },
        }));
        return granted({ items });
      },
    }),
  ];
}

function detailsOf({ type, access, thumbnail, rights, rightsUri, audiences }: ResourceDetailsRequest): ResourceDetails {
  return { resourceType: type, access, thumbnail, rights, rightsUri, audiences };
}

function viewResource(resource: DigitalResource): ResourceView {
  const { id, resourceType: type, access, thumbnail, rights, rightsUri, audiences } = resource;
  const { origin, status, url, title, updatedAt } = resource;
  const details = { type, access, thumbnail, rights, rightsUri, audiences };
  return { id, ...details, origin, status, url, title, updatedAt: new Date(updatedAt).toISOString() };
}

function viewLink(link: LinkLine): ResourceLinkView {
  const { resourceId: resource, resourceTitle, controlNumber: record, recordTitle } = link;
  const { state, score, evidence, decidedBy } = link;
  return { resource, resourceTitle, record, recordTitle, state, score, evidence, decidedBy };
}

function viewed(outcome: Outcome<ResourceSheet>): Outcome<ResourceSheetView & { links: ResourceLinkView[] }> {
  if (!outcome.granted) return outcome;
  const { resource, controlNumber, source, links } = outcome.value;
  return granted({ ...viewResource(resource), record: controlNumber, source, links: links.map(viewLink) });
}
