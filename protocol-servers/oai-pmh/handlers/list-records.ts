import type { BibRecord } from '../../../core/catalogue/record.ts';
import { writeDatestamp } from '../codec/dates.ts';
import type { OaiRequest } from '../codec/request.ts';
import { type Content, writeAttributes } from '../codec/response.ts';
import { formatOf, type MetadataFormat } from '../formats.ts';
import { headerElement, recordElement } from '../records.ts';
import { type Repository, settledAt } from '../repository.ts';
import { type ListPosition, readToken, writeToken } from '../resumption-token.ts';
import { failed, type Handler } from './answer.ts';

/** ListRecords (Protocol §4.5). */
export const listRecords: Handler = (repository, request) =>
  list(repository, request, (record, format) => recordElement(repository, record, format));

/** ListIdentifiers (Protocol §4.3): the same list, headers only. */
export const listIdentifiers: Handler = (repository, request) =>
  list(repository, request, (record) => headerElement(repository, record));

/** A walk as it stands: at its beginning (`after` is null) or where a token left it. */
type Walk = Omit<ListPosition, 'after' | 'completeListSize' | 'expiresAt'> & {
  readonly after: ListPosition['after'] | null;
  readonly completeListSize: number | null;
};
type Write = (record: BibRecord, format: MetadataFormat) => string;

async function list(repository: Repository, request: OaiRequest, write: Write): Promise<Content> {
  const { resumptionToken, set } = request.arguments;
  const walk =
    resumptionToken === undefined ? begin(repository, request) : resume(repository, request, resumptionToken);
  if (!walk) return failed('badResumptionToken', 'The resumptionToken is unknown, altered or expired.');

  const format = formatOf(walk.metadataPrefix);
  if (!format) return failed('cannotDisseminateFormat', `No record is disseminated as ${walk.metadataPrefix}.`);
  if (set !== undefined) return failed('noSetHierarchy', 'This repository has no sets.');
  if (walk.from !== null && walk.from > walk.until) return nothing;

  const { pageSize } = repository.limits;
  const { from, until, after } = walk;
  // One more than the page: a token is given only when there is something behind it.
  const found = await repository.library.catalogue.changes({ from, until, after, limit: pageSize + 1 });
  const page = fill(found.slice(0, pageSize), (record) => write(record, format), repository.limits.pageCharacters);
  const last = page.records.at(-1);
  if (!last) return nothing;
  const token = await close(repository, walk, page.records.length, found.length > page.records.length ? last : null);
  return { element: `<${walk.verb}>${page.text}${token}</${walk.verb}>` };
}

/**
 * Also the answer to a token whose remaining records all changed since: they left the window for a later one, where the
 * next harvest finds them.
 */
const nothing = failed('noRecordsMatch', 'No record changed in this window.');

/** The window is frozen here: what changes during the walk leaves it, and is found by the next one. */
function begin(repository: Repository, request: OaiRequest): Walk {
  const settled = settledAt(repository) - 1;
  return {
    verb: request.verb,
    metadataPrefix: request.arguments.metadataPrefix ?? '',
    from: request.from?.first ?? null,
    until: Math.min(request.until?.last ?? settled, settled),
    after: null,
    cursor: 0,
    completeListSize: null,
  };
}

/** Null when the token is not one of ours, is too old, or was given for another verb. */
function resume(repository: Repository, request: OaiRequest, token: string): Walk | null {
  const position = readToken(token, repository.tokenKeys);
  if (!position || position.verb !== request.verb || position.expiresAt < repository.library.now()) return null;
  return position;
}

/** As many records as a page may hold, and one at least. */
function fill(records: readonly BibRecord[], write: (record: BibRecord) => string, most: number) {
  const parts: string[] = [];
  let length = 0;
  for (const record of records) {
    const part = write(record);
    if (parts.length > 0 && length + part.length > most) break;
    parts.push(part);
    length += part.length;
  }
  return { text: parts.join(''), records: records.slice(0, parts.length) };
}

/**
 * Writes the resumptionToken (Protocol §3.5): none for a list given whole, an empty one on the last page. `last` is the
 * last record given, null when nothing follows it.
 */
async function close(repository: Repository, walk: Walk, given: number, last: BibRecord | null): Promise<string> {
  if (!last && walk.after === null) return '';
  const { from, until } = walk;
  // Counted once, for the first page: the token carries it on.
  const completeListSize = walk.completeListSize ?? (await repository.library.catalogue.countChanges({ from, until }));
  if (!last) return `<resumptionToken${writeAttributes({ completeListSize, cursor: walk.cursor })}/>`;

  const expiresAt = repository.library.now() + repository.limits.tokenLife;
  const after = { updatedAt: last.updatedAt, id: last.id };
  const next = { ...walk, after, cursor: walk.cursor + given, completeListSize, expiresAt };
  const attributes = { expirationDate: writeDatestamp(expiresAt), completeListSize, cursor: walk.cursor };
  return `<resumptionToken${writeAttributes(attributes)}>${writeToken(next, repository.tokenKeys)}</resumptionToken>`;
}
