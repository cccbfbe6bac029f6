import { Buffer } from 'node:buffer';
import type { Response } from 'express';
import type { RecordSheet } from '../../../core/catalogue/editing/desk.ts';
import type { Library } from '../../../core/library.ts';
import { decode } from '../../../core/marc/iso2709.ts';
import { MalformedRecord } from '../../../core/marc/malformed.ts';
import { toMarcXchange } from '../../../core/marc/marcxchange.ts';
import type { MarcRecord } from '../../../core/marc/record.ts';
import { DoctypeRefused, XmlSplitter } from '../../../core/marc/xml-frame.ts';
import { decodeXml } from '../../../core/marc/xml-record.ts';
import { granted, refused, type Outcome } from '../../../core/outcome.ts';
import type { RecordSheetView } from '../contract-cataloguing.ts';
import { type AnyRoute, type Asked, guarded } from '../route.ts';
import {
  deletionRequest,
  editRecordRequest,
  judgeRequest,
  newRecordRequest,
  recordParams,
  recordSheet,
  restoreRequest,
  sourceView,
  suppressedList,
  suppressedQuery,
  suppressionRequest,
} from '../schemas-cataloguing.ts';
import { findingList, recordBodyBytes } from '../schemas-marc.ts';
import { noQuery } from '../schemas.ts';
import { cataloguerOf, tellVersion, versionAsked } from '../version-asked.ts';
import { viewRecord } from '../views-cataloguing.ts';

type Desk = Pick<Library, 'cataloguing' | 'now'>;
/** Every change of one record is refused with these. */
export const changeProblems = [400, 401, 403, 404, 409, 412, 422, 428];

/** A record as it is now, its version as ETag. */
export function toldRecord(outcome: Outcome<RecordSheet>, response: Response): Outcome<RecordSheetView> {
  if (!outcome.granted) return outcome;
  tellVersion(response, outcome.value.record.version);
  return granted(viewRecord(outcome.value));
}

/** What every change of one record says: who, which, on which version, why. */
export function changeAsked(
  { params, request, visitor, body }: Asked<unknown, { reason?: string | undefined }, { number: string }>, // prettier-ignore
): Outcome<{ by: ReturnType<typeof cataloguerOf>; controlNumber: string; version: number; reason: string }> {
  const version = versionAsked(request);
  if (!version.granted) return version;
  const { number: controlNumber } = params;
  return granted({ by: cataloguerOf(visitor), controlNumber, version: version.value, reason: body.reason ?? '' });
}

/** Records read, made and changed. */
export function recordRoutes({ cataloguing, now }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/suppressed-records',
      who: 'read-records',
      summary: 'Records that staff hide from the public, by their place in the catalogue.',
      query: suppressedQuery,
      body: null,
      answer: suppressedList,
      problems: [400, 401, 403],
      async handle({ query }) {
        const found = await cataloguing.suppressed(query.after, query.limit);
        const next = found.length < query.limit ? null : found.at(-1)!.id;
        const items = found.map((record) => ({
          record: record.controlNumber,
          title: viewRecord({
            record,
            marc: decode(record.marc, 'utf-8').record,
            mergedInto: null,
            lock: null,
            merges: [],
          }).title,
          suppressedAt: new Date(record.suppressedAt!).toISOString(),
        }));
        return granted({ items, next });
      },
    }),
    guarded({
      method: 'post',
      path: '/records/validate',
      who: 'read-records',
      summary: 'What UNIMARC and the network say against a record. Saves nothing.',
      query: noQuery,
      body: judgeRequest,
      bodyBytes: recordBodyBytes,
      answer: findingList,
      problems: [400, 401, 403],
      async handle({ body }) {
        const items = await cataloguing.judge(body.marc);
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'post',
      path: '/records',
      who: 'edit-records',
      summary: 'Makes a record: from a template, or from what is uploaded.',
      query: noQuery,
      body: newRecordRequest,
      bodyBytes: recordBodyBytes,
      answer: recordSheet,
      problems: [400, 401, 403, 404, 422],
      async handle({ body, visitor, response }) {
        const by = cataloguerOf(visitor);
        const reason = body.reason ?? '';
        if ('template' in body) {
          const { template, title, language = 'fre', year = new Date(now()).getUTCFullYear() } = body;
          return toldRecord(await cataloguing.create({ by, reason, template, title, language, year }), response);
        }
        const given =
          'marc' in body
            ? granted<MarcRecord>(body.marc)
            : 'iso2709' in body
              ? uploaded(body.iso2709)
              : uploadedXml(body.marcXchange);
        if (!given.granted) return given;
        return toldRecord(await cataloguing.create({ by, reason, marc: given.value }), response);
      },
    }),
    guarded({
      method: 'get',
      path: '/records/:number',
      who: 'read-records',
      summary: 'One record, plain and as UNIMARC; also one that is hidden, deleted or merged. Its version is the ETag.',
      params: recordParams,
      query: noQuery,
      body: null,
      answer: recordSheet,
      problems: [401, 403, 404],
      handle: async ({ params, response }) => toldRecord(await cataloguing.sheet(params.number), response),
    }),
    guarded({
      method: 'get',
      path: '/records/:number/source',
      who: 'read-records',
      summary: 'One record as ISO 2709 (base64) and as MarcXchange.',
      params: recordParams,
      query: noQuery,
      body: null,
      answer: sourceView,
      problems: [401, 403, 404],
      async handle({ params }) {
        const found = await cataloguing.sheet(params.number);
        if (!found.granted) return found;
        const { record, marc } = found.value;
        return granted({ iso2709: Buffer.from(record.marc).toString('base64'), marcXchange: toMarcXchange(marc) });
      },
    }),
    guarded({
      method: 'put',
      path: '/records/:number',
      who: 'edit-records',
      summary: 'Changes a record. If-Match says the version it was made on.',
      params: recordParams,
      query: noQuery,
      body: editRecordRequest,
      bodyBytes: recordBodyBytes,
      answer: recordSheet,
      problems: changeProblems,
      async handle(asked) {
        const change = changeAsked(asked);
        if (!change.granted) return change;
        return toldRecord(await cataloguing.edit({ ...change.value, marc: asked.body.marc }), asked.response);
      },
    }),
    guarded({
      method: 'post',
      path: '/records/:number/deletion',
      who: 'delete-records',
      summary: 'Deletes a record without copies nor holds. It stays as DELETED and may be restored.',
      params: recordParams,
      query: noQuery,
      body: deletionRequest,
      answer: recordSheet,
      problems: changeProblems,
      async handle(asked) {
        const change = changeAsked(asked);
        return change.granted ? toldRecord(await cataloguing.remove(change.value), asked.response) : change;
      },
    }),
    guarded({
      method: 'post',
      path: '/records/:number/restoration',
      who: 'edit-records',
      summary: 'Brings back the text of one of its versions, as a new version.',
      params: recordParams,
      query: noQuery,
      body: restoreRequest,
      answer: recordSheet,
      problems: changeProblems,
      async handle(asked) {
        const change = changeAsked(asked);
        if (!change.granted) return change;
        return toldRecord(await cataloguing.restore({ ...change.value, to: asked.body.version }), asked.response);
      },
    }),
    guarded({
      method: 'put',
      path: '/records/:number/suppression',
      who: 'edit-records',
      summary: 'Hides a record from search, partners and harvesters, or shows it again.',
      params: recordParams,
      query: noQuery,
      body: suppressionRequest,
      answer: recordSheet,
      problems: changeProblems,
      async handle(asked) {
        const change = changeAsked(asked);
        if (!change.granted) return change;
        return toldRecord(await cataloguing.suppress({ ...change.value, hidden: asked.body.hidden }), asked.response);
      },
    }),
  ];
}

/** The first record of a MarcXchange or MARCXML document. */
function uploadedXml(xml: string): Outcome<MarcRecord> {
  try {
    const splitter = new XmlSplitter();
    const [frame] = [...splitter.push(Buffer.from(xml)), ...splitter.end()];
    if (!frame || frame.rejected) return refused('upload-unreadable', { fault: frame?.rejected ?? 'no-record' });
    return granted(decodeXml(frame.bytes, splitter.scope).record);
  } catch (error) {
    if (error instanceof MalformedRecord) return refused('upload-unreadable', { fault: error.fault });
    if (error instanceof DoctypeRefused) return refused('upload-unreadable', { fault: 'doctype' });
    throw error;
  }
}

/** One ISO 2709 record in base64. */
export function uploaded(base64: string): Outcome<MarcRecord> {
  try {
    return granted(decode(Buffer.from(base64, 'base64')).record);
  } catch (error) {
    if (error instanceof MalformedRecord) return refused('upload-unreadable', { fault: error.fault });
    throw error;
  }
}
