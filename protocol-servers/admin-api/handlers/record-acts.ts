import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  formatQuery,
  formatView,
  keptRules,
  lockRequest,
  lockView,
  mergePreview,
  mergePreviewRequest,
  mergeRequest,
  networkRules,
  recordParams,
  recordSheet,
  splitRequest,
  splitView,
  templateList,
  versionList,
  versionParams,
  versionSheet,
  versionsQuery,
} from '../schemas-cataloguing.ts';
import { recordBodyBytes } from '../schemas-marc.ts';
import { noQuery } from '../schemas.ts';
import { cataloguerOf, tellVersion, versionAsked } from '../version-asked.ts';
import { viewFormat, viewLock, viewRecord, viewVersion } from '../views-cataloguing.ts';
import { changeAsked, changeProblems, toldRecord } from './records.ts';

type Desk = Pick<Library, 'cataloguing'>;

/** History, merges, splits and locks of records, and the rules they are made by. */
export function recordActRoutes({ cataloguing }: Desk): AnyRoute[] {
  return [
    ...historyRoutes({ cataloguing }),
    ...mergeRoutes({ cataloguing }),
    ...lockRoutes({ cataloguing }),
    ...ruleRoutes({ cataloguing }),
  ];
}

function historyRoutes({ cataloguing }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/records/:number/versions',
      who: 'read-records',
      summary: 'The versions of a record, the last first.',
      params: recordParams,
      query: versionsQuery,
      body: null,
      answer: versionList,
      problems: [400, 401, 403, 404],
      async handle({ params, query }) {
        const found = await cataloguing.history(params.number, query.before ?? null, query.limit);
        if (!found.granted) return found;
        const next = found.value.length < query.limit ? null : found.value.at(-1)!.version;
        return granted({ items: found.value.map(viewVersion), next });
      },
    }),
    guarded({
      method: 'get',
      path: '/records/:number/versions/:version',
      who: 'read-records',
      summary: 'A record as it was, and what that version changed, field by field.',
      params: versionParams,
      query: noQuery,
      body: null,
      answer: versionSheet,
      problems: [400, 401, 403, 404],
      async handle({ params }) {
        const found = await cataloguing.version(params.number, params.version);
        if (!found.granted) return found;
        const { version, marc, differences } = found.value;
        return granted({ ...viewVersion(version), marc, differences });
      },
    }),
  ];
}

function mergeRoutes({ cataloguing }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/records/:number/merge-preview',
      who: 'read-records',
      summary: 'What this record would be if another went into it. Changes nothing.',
      params: recordParams,
      query: noQuery,
      body: mergePreviewRequest,
      answer: mergePreview,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body }) {
        const preview = await cataloguing.mergePreview(params.number, body.absorbed, body.choices ?? {});
        if (!preview.granted) return preview;
        const { record, findings, differences } = preview.value;
        return granted({ marc: record, findings, differences });
      },
    }),
    guarded({
      method: 'post',
      path: '/records/:number/merge',
      who: 'merge-records',
      summary: 'Merges another record into this one: text, copies and holds. The other leads here from now on.',
      params: recordParams,
      query: noQuery,
      body: mergeRequest,
      answer: recordSheet,
      problems: changeProblems,
      async handle(asked) {
        const change = changeAsked(asked);
        if (!change.granted) return change;
        const { absorbed: controlNumber, absorbedVersion: version, choices = {} } = asked.body;
        const merged = await cataloguing.merge({ ...change.value, absorbed: { controlNumber, version }, choices });
        return toldRecord(merged, asked.response);
      },
    }),
    guarded({
      method: 'post',
      path: '/records/:number/split',
      who: 'merge-records',
      summary: 'Undoes a merge, or gives some copies a record of their own.',
      params: recordParams,
      query: noQuery,
      body: splitRequest,
      bodyBytes: recordBodyBytes,
      answer: splitView,
      problems: changeProblems,
      async handle(asked) {
        const change = changeAsked(asked);
        if (!change.granted) return change;
        const { body } = asked;
        const how = 'merge' in body ? { mergeId: body.merge } : { barcodes: body.items, marc: body.marc ?? null };
        const parted = await cataloguing.split({ ...change.value, ...how });
        if (!parted.granted) return parted;
        const { survivor, other, ...done } = parted.value;
        tellVersion(asked.response, survivor.record.version);
        return granted({ ...done, survivor: viewRecord(survivor), other: viewRecord(other) });
      },
    }),
  ];
}

function lockRoutes({ cataloguing }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'put',
      path: '/records/:number/lock',
      who: 'edit-records',
      summary:
        'Takes or renews the editing lock; with a reason, takes it over. It ends by itself, or with the session.',
      params: recordParams,
      query: noQuery,
      body: lockRequest,
      answer: lockView,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body, visitor }) {
        const asked = { by: cataloguerOf(visitor), controlNumber: params.number, takeOver: body.takeOver ?? null };
        const lock = await cataloguing.lock(asked);
        return lock.granted ? granted(viewLock(lock.value)) : lock;
      },
    }),
    guarded({
      method: 'delete',
      path: '/records/:number/lock',
      who: 'edit-records',
      summary: 'Lets the editing lock go.',
      params: recordParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [401, 403, 404],
      handle: ({ params, visitor }) => cataloguing.unlock(cataloguerOf(visitor), params.number),
    }),
  ];
}

function ruleRoutes({ cataloguing }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/cataloguing/format',
      who: 'read-records',
      summary: 'The fields, indicators, subfields and coded positions of UNIMARC (B) or UNIMARC/A (A).',
      query: formatQuery,
      body: null,
      answer: formatView,
      problems: [400, 401, 403],
      handle: async ({ query }) => granted(viewFormat(query.format)),
    }),
    guarded({
      method: 'get',
      path: '/cataloguing/templates',
      who: 'read-records',
      summary: 'The kinds of document a new record may be made for.',
      query: noQuery,
      body: null,
      answer: templateList,
      problems: [401, 403],
      async handle() {
        const items = cataloguing.templates.map(({ code, label, carrier, itemType }) => ({
          code,
          label,
          carrier,
          itemType,
        }));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'get',
      path: '/cataloguing/rules',
      who: 'read-records',
      summary: 'What the network asks of records, and its tables. Their version is the ETag.',
      query: noQuery,
      body: null,
      answer: keptRules,
      problems: [401, 403],
      async handle({ response }) {
        const kept = await cataloguing.rules();
        tellVersion(response, kept.version);
        return granted(kept);
      },
    }),
    guarded({
      method: 'put',
      path: '/cataloguing/rules',
      who: 'edit-cataloguing-rules',
      summary: 'Replaces them.',
      query: noQuery,
      body: networkRules,
      bodyBytes: recordBodyBytes,
      answer: keptRules,
      problems: [400, 401, 403, 412, 422, 428],
      async handle({ body, request, response, visitor }) {
        const version = versionAsked(request);
        if (!version.granted) return version;
        const kept = await cataloguing.setRules(cataloguerOf(visitor), body, version.value);
        if (kept.granted) tellVersion(response, kept.value.version);
        return kept;
      },
    }),
  ];
}
