import { Buffer } from 'node:buffer';
import type { AuthorityLine, AuthoritySheet } from '../../../core/authorities/desk.ts';
import type { BibRecord } from '../../../core/catalogue/record.ts';
import type { Library } from '../../../core/library.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import { derive } from '../../../core/marc/derive.ts';
import { decode } from '../../../core/marc/iso2709.ts';
import type { AuthorityLineView, AuthorityView, LinkedRecordView } from '../contract-authorities.ts';
import { type AnyRoute, type Asked, guarded } from '../route.ts';
import {
  adopted,
  adoptRequest,
  authorityFileBytes,
  authorityList,
  authorityParams,
  authorityRequest,
  authorityView,
  browseQuery,
  fromHeadingRequest,
  importReport,
  importRequest,
  linkedList,
  mergeAuthorityPreview,
  mergeAuthorityPreviewRequest,
  mergeAuthorityRequest,
  proposalList,
  proposalRequest,
  recordAuthorities,
  recordsQuery,
  unlinkedList,
  unlinkedQuery,
} from '../schemas-authorities.ts';
import { findingList, recordBodyBytes } from '../schemas-marc.ts';
import { noQuery } from '../schemas.ts';
import { cataloguerOf, tellVersion, versionAsked } from '../version-asked.ts';
import { changeProblems } from './records.ts';

type Desk = Pick<Library, 'authorities'>;
const instant = (at: number): string => new Date(at).toISOString();

/** Authorities read, made, changed, merged and imported; headings that nothing controls. */
export function authorityRoutes(library: Desk): AnyRoute[] {
  return [...readingRoutes(library), ...changingRoutes(library), ...headingRoutes(library)];
}

function told(outcome: Outcome<AuthoritySheet>, { response }: Pick<Asked<unknown, unknown, unknown>, 'response'>) {
  if (!outcome.granted) return outcome;
  tellVersion(response, outcome.value.authority.version);
  return granted(viewAuthority(outcome.value));
}

function readingRoutes({ authorities }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/authorities',
      who: 'read-records',
      summary: 'Authorities by heading, from the one that begins so.',
      query: browseQuery,
      body: null,
      answer: authorityList,
      problems: [400, 401, 403],
      async handle({ query }) {
        const { type, from, after, stubs, unused, limit } = query;
        const found = await authorities.browse({
          type: type ?? null,
          from,
          after: after === undefined ? null : placeOf(after),
          stubsOnly: stubs === 'true',
          unusedOnly: unused === 'true',
          limit,
        });
        const last = found.length < limit ? undefined : found.at(-1)?.authority;
        return granted({ items: found.map(viewLine), next: last ? `${last.id} ${last.headingKey}` : null });
      },
    }),
    guarded({
      method: 'get',
      path: '/authorities/:number',
      who: 'read-records',
      summary: 'One authority, with its names, its numbers and what it controls. Its version is the ETag.',
      params: authorityParams,
      query: noQuery,
      body: null,
      answer: authorityView,
      problems: [401, 403, 404],
      handle: async (asked) => told(await authorities.sheet(asked.params.number), asked),
    }),
    guarded({
      method: 'get',
      path: '/authorities/:number/records',
      who: 'read-records',
      summary: 'The records whose headings it controls.',
      params: authorityParams,
      query: recordsQuery,
      body: null,
      answer: linkedList,
      problems: [400, 401, 403, 404],
      async handle({ params, query }) {
        const found = await authorities.records(params.number, query.after, query.limit);
        if (!found.granted) return found;
        const next = found.value.length < query.limit ? null : found.value.at(-1)!.id;
        return granted({ items: found.value.map(viewLinked), next });
      },
    }),
    guarded({
      method: 'get',
      path: '/records/:number/authorities',
      who: 'read-records',
      summary: 'What controls each heading of a record.',
      params: authorityParams,
      query: noQuery,
      body: null,
      answer: recordAuthorities,
      problems: [401, 403, 404],
      async handle({ params }) {
        const found = await authorities.ofRecord(params.number);
        if (!found.granted) return found;
        const items = found.value.map(
          ({ tag, occurrence, authority: { controlNumber: authority, type, heading } }) => ({
            ...{ tag, occurrence, authority, type, heading },
          }),
        );
        return granted({ items });
      },
    }),
    guarded({
      method: 'post',
      path: '/authorities/proposals',
      who: 'read-records',
      summary: 'Authorities for a heading as it is typed, and the field once linked to each. Saves nothing.',
      query: noQuery,
      body: proposalRequest,
      bodyBytes: recordBodyBytes,
      answer: proposalList,
      problems: [400, 401, 403],
      async handle({ body }) {
        const found = await authorities.propose(body.field, body.limit);
        return granted({ items: found.map(({ also, field, ...line }) => ({ ...viewLine(line), also, field })) });
      },
    }),
    guarded({
      method: 'post',
      path: '/authorities/:number/merge-preview',
      who: 'read-records',
      summary: 'What would change if another authority went into this one. Changes nothing.',
      params: authorityParams,
      query: noQuery,
      body: mergeAuthorityPreviewRequest,
      answer: mergeAuthorityPreview,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body }) {
        const preview = await authorities.mergePreview(params.number, body.absorbed);
        if (!preview.granted) return preview;
        const { absorbed, differences, records, examples } = preview.value;
        const links = await authorities.sheet(absorbed.controlNumber);
        if (!links.granted) return links;
        return granted({
          absorbed: { ...viewLine(links.value), version: absorbed.version },
          differences,
          records,
          examples: examples.map(({ record, before, after }) => {
            const { title } = viewLinked(record);
            return { record: record.controlNumber, title, before, after };
          }),
        });
      },
    }),
    guarded({
      method: 'post',
      path: '/authorities/validate',
      who: 'read-records',
      summary: 'What UNIMARC/A says against a record. Saves nothing.',
      query: noQuery,
      body: authorityRequest,
      bodyBytes: recordBodyBytes,
      answer: findingList,
      problems: [400, 401, 403],
      async handle({ body }) {
        const items = authorities.judge(body.marc);
        return granted({ items, total: items.length });
      },
    }),
  ];
}

/** `42 hugo victor`: the id and the key of the last line given. */
function placeOf(after: string): { id: number; headingKey: string } {
  const [, id = '0', headingKey = ''] = /^(\d{1,15}) (.*)$/s.exec(after) ?? [];
  return { id: Number(id), headingKey };
}

function changingRoutes({ authorities }: Desk): AnyRoute[] {
  const change = ({
    params,
    request,
    visitor,
  }: Pick<Asked<unknown, unknown, { number: string }>, 'params' | 'request' | 'visitor'>) => {
    const version = versionAsked(request);
    if (!version.granted) return version;
    return granted({ by: cataloguerOf(visitor), controlNumber: params.number, version: version.value });
  };
  return [
    guarded({
      method: 'post',
      path: '/authorities',
      who: 'edit-authorities',
      summary: 'Makes an authority; headings that waited for it are linked afterwards.',
      query: noQuery,
      body: authorityRequest,
      bodyBytes: recordBodyBytes,
      answer: authorityView,
      problems: [400, 401, 403, 422],
      handle: async (asked) => told(await authorities.create(cataloguerOf(asked.visitor), asked.body.marc), asked),
    }),
    guarded({
      method: 'put',
      path: '/authorities/:number',
      who: 'edit-authorities',
      summary: 'Changes an authority; a changed heading goes to its records afterwards (propagations).',
      params: authorityParams,
      query: noQuery,
      body: authorityRequest,
      bodyBytes: recordBodyBytes,
      answer: authorityView,
      problems: changeProblems,
      async handle(asked) {
        const which = change(asked);
        return which.granted ? told(await authorities.edit({ ...which.value, marc: asked.body.marc }), asked) : which;
      },
    }),
    guarded({
      method: 'post',
      path: '/authorities/:number/deletion',
      who: 'merge-authorities',
      summary: 'Deletes an authority that controls nothing.',
      params: authorityParams,
      query: noQuery,
      body: null,
      answer: authorityView,
      problems: changeProblems,
      async handle(asked) {
        const which = change(asked);
        return which.granted ? told(await authorities.remove(which.value), asked) : which;
      },
    }),
    guarded({
      method: 'post',
      path: '/authorities/:number/merge',
      who: 'merge-authorities',
      summary: 'Merges another authority into this one: links, numbers, and its heading as a see-from.',
      params: authorityParams,
      query: noQuery,
      body: mergeAuthorityRequest,
      answer: authorityView,
      problems: changeProblems,
      async handle(asked) {
        const which = change(asked);
        if (!which.granted) return which;
        const { absorbed: controlNumber, absorbedVersion: version } = asked.body;
        return told(await authorities.merge({ ...which.value, absorbed: { controlNumber, version } }), asked);
      },
    }),
    guarded({
      method: 'post',
      path: '/authorities/:number/adoption',
      who: 'merge-authorities',
      summary:
        'Takes a heading without authority for this one: a see-from of it, and its records are linked afterwards.',
      params: authorityParams,
      query: noQuery,
      body: adoptRequest,
      answer: adopted,
      problems: changeProblems,
      async handle(asked) {
        const which = change(asked);
        return which.granted ? authorities.adopt({ ...which.value, headingKey: asked.body.key }) : which;
      },
    }),
    guarded({
      method: 'post',
      path: '/authority-imports',
      who: 'import-authorities',
      summary: 'Imports UNIMARC/A records (ISO 2709 in base64). Again, it changes nothing.',
      query: noQuery,
      body: importRequest,
      bodyBytes: authorityFileBytes + 4_096,
      answer: importReport,
      problems: [400, 401, 403, 413],
      async handle({ body, visitor }) {
        const { source, dryRun, iso2709 } = body;
        const bytes = Buffer.from(iso2709, 'base64');
        return granted(await authorities.importBytes(cataloguerOf(visitor), bytes, { source, dryRun }));
      },
    }),
  ];
}

function headingRoutes({ authorities }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/unlinked-headings/authority',
      who: 'edit-authorities',
      summary: 'Makes an authority of a heading that nothing controls; its records are linked afterwards.',
      query: noQuery,
      body: fromHeadingRequest,
      answer: authorityView,
      problems: [400, 401, 403, 422],
      async handle(asked) {
        const { type, key: headingKey } = asked.body;
        return told(await authorities.createFrom({ by: cataloguerOf(asked.visitor), type, headingKey }), asked);
      },
    }),
    guarded({
      method: 'get',
      path: '/unlinked-headings',
      who: 'read-records',
      summary: 'Headings that nothing controls, counted, the most frequent first, with what they might be.',
      query: unlinkedQuery,
      body: null,
      answer: unlinkedList,
      problems: [400, 401, 403],
      async handle({ query }) {
        const { lines, total } = await authorities.unlinked({ ...query, type: query.type ?? null });
        const items = lines.map(({ type, headingKey: key, heading, reason, occurrences, example, proposals }) => {
          const named = proposals.map(({ controlNumber, heading: name }) => ({
            authority: controlNumber,
            heading: name,
          }));
          const seen = example && viewLinked(example);
          return { type, key, heading, reason, occurrences, example: seen, proposals: named };
        });
        return granted({ items, total });
      },
    }),
  ];
}

function viewLine({ authority: { controlNumber, type, heading, stub }, links }: AuthorityLine): AuthorityLineView {
  return { authority: controlNumber, type, heading, stub, links };
}

function viewLinked({ controlNumber: record, marc }: Pick<BibRecord, 'controlNumber' | 'marc'>): LinkedRecordView {
  const { title, authors, year } = derive(decode(marc, 'utf-8').record);
  return { record, title, authors, year };
}

function viewAuthority(sheet: AuthoritySheet): AuthorityView {
  const { authority, marc, names, identifiers, mergedInto, propagations } = sheet;
  return {
    ...viewLine(sheet),
    version: authority.version,
    status: authority.status,
    mergedInto,
    source: authority.source,
    names: names.map(({ relation, heading, identifier }) => ({ relation, heading, identifier })),
    identifiers,
    marc,
    propagations: propagations.map(({ total, done, changed, startedAt, finishedAt }) => ({
      total,
      done,
      changed,
      startedAt: instant(startedAt),
      finishedAt: finishedAt === null ? null : instant(finishedAt),
    })),
  };
}
