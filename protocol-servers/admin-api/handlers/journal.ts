import type { JournalAsked } from '../../../core/journal/desk.ts';
import type { Library } from '../../../core/library.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import type { JournalExportRequest } from '../contract-journal.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { noQuery } from '../schemas.ts';
import {
  journalExport,
  journalExportRequest,
  journalPage,
  journalParams,
  journalQuery,
  journalSheet,
  journalVerdict,
} from '../schemas-journal.ts';
import { placeOf, viewLine, viewPlace, viewSheet } from '../views-journal.ts';
import { libraryOf } from './library-asked.ts';

type Asked = Pick<Library, 'journal' | 'network'>;

/** Who did what: looked for, read line by line, proved, taken away in a file. */
export function journalRoutes({ journal, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/journal',
      who: 'read-journal',
      summary: 'Lines of the journal, the newest first. A manager, those of his library.',
      query: journalQuery,
      body: null,
      answer: journalPage,
      problems: [400, 401, 403, 404],
      async handle({ query, visitor }) {
        const { before, limit, ...filters } = query;
        const asked = await askedOf(filters, network);
        if (!asked.granted) return asked;
        const page = await journal.page(
          visitor.user,
          asked.value,
          before === undefined ? null : placeOf(before),
          limit,
        );
        if (!page.granted) return page;
        const { rows, next } = page.value;
        return granted({ items: rows.map((row) => viewLine(row, network)), next: next && viewPlace(next) });
      },
    }),
    guarded({
      method: 'get',
      path: '/journal/:seq',
      who: 'read-journal',
      summary: 'One line, its facts and what changed.',
      params: journalParams,
      query: noQuery,
      body: null,
      answer: journalSheet,
      problems: [400, 401, 403, 404],
      async handle({ params, visitor }) {
        const row = await journal.line(visitor.user, params.seq);
        return row.granted ? granted(viewSheet(row.value, network)) : row;
      },
    }),
    guarded({
      method: 'post',
      path: '/journal/verification',
      who: 'verify-journal',
      summary: 'Walks the whole chain of the journal and says whether a line was changed, cut or added.',
      query: noQuery,
      body: null,
      answer: journalVerdict,
      problems: [401, 403],
      async handle({ visitor }) {
        const verdict = await journal.verify(visitor.user);
        if (!verdict.granted) return verdict;
        const { at, lastAt, ...rest } = verdict.value;
        const told = {
          at: new Date(at).toISOString(),
          lastAt: lastAt === null ? null : new Date(lastAt).toISOString(),
        };
        return granted({ ...rest, ...told });
      },
    }),
    guarded({
      method: 'post',
      path: '/journal/exports',
      who: 'read-journal',
      summary: 'Every line asked for, to be kept in a file. The journal is told who took it.',
      query: noQuery,
      body: journalExportRequest,
      answer: journalExport,
      problems: [400, 401, 403, 404, 415, 422],
      onlyReads: () => true, // a copy of the journal is no answer to keep
      async handle({ body, visitor }) {
        const asked = await askedOf(body, network);
        if (!asked.granted) return asked;
        const rows = await journal.export(visitor.user, asked.value);
        return rows.granted ? granted({ items: rows.value.map((row) => viewLine(row, network)) }) : rows;
      },
    }),
  ];
}

type Filters = { readonly [Name in keyof JournalExportRequest]?: JournalExportRequest[Name] | undefined };

/** What is looked for, its library found and its moments read. Refused `library-unknown`. */
async function askedOf(
  { from, to, family, library, actor, object }: Filters,
  network: Asked['network'],
): Promise<Outcome<JournalAsked>> {
  const place = library ? await libraryOf(network, library) : null;
  if (place && !place.granted) return place;
  const moment = (text: string | null | undefined): number | null => (text ? Date.parse(text) : null);
  return granted({
    ...{ from: moment(from), to: moment(to), family: family ?? null, library: place?.value ?? null },
    ...{ actor: actor ?? null, object: object ?? null },
  });
}
