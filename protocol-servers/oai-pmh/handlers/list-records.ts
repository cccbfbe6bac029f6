import type { Header, Walk } from '../../../core/dissemination/desk.ts';
import { writeDatestamp } from '../codec/dates.ts';
import type { OaiRequest } from '../codec/request.ts';
import { writeAttributes } from '../codec/response.ts';
import { headerElement, recordElement } from '../records.ts';
import { formatHere, type Repository } from '../repository.ts';
import { type ListPosition, readToken, writeToken } from '../resumption-token.ts';
import { type Answer, failed, type Handler } from './answer.ts';

/** ListRecords (Protocol §4.5). */
export const listRecords: Handler = (repository, request) =>
  list(repository, request, async (walk, position) => {
    const { pageSize } = repository.limits;
    const found = await repository.library.dissemination.records(walk, position.after, pageSize + 1);
    return page(repository, found, pageSize, (record) => recordElement(repository, record, position.metadataPrefix));
  });

/** ListIdentifiers (Protocol §4.3): the same list, headers only. */
export const listIdentifiers: Handler = (repository, request) =>
  list(repository, request, async (walk, position) => {
    const { pageSize } = repository.limits;
    const found = await repository.library.dissemination.headers(walk, position.after, pageSize + 1);
    return page(repository, found, pageSize, (header) => headerElement(repository, header));
  });

/** A walk as it stands: at its beginning (`after` is null) or where a token left it. */
type Position = Omit<ListPosition, 'after' | 'completeListSize' | 'expiresAt'> & {
  readonly after: ListPosition['after'] | null;
  readonly completeListSize: number | null;
  /** Of a walk that begins: everything before is told. */
  readonly asOf?: number;
};
interface Page {
  /** Its records or headers, UTF-8: a page made ahead is ready to leave. */
  readonly text: Uint8Array;
  readonly given: number;
  /** Null when the page is empty. */
  readonly last: Header | null;
  /** Whether something is behind it. */
  readonly isLast: boolean;
}

async function list(
  repository: Repository,
  request: OaiRequest,
  read: (walk: Walk, position: Position) => Promise<Page>,
): Promise<Answer> {
  const { resumptionToken, metadataPrefix = '', set = null } = request.arguments;
  const { view } = repository;
  if (resumptionToken === undefined) {
    if (!formatHere(repository, metadataPrefix)) {
      return failed('cannotDisseminateFormat', `No record is disseminated as ${metadataPrefix}.`);
    }
    if (set !== null && view.sets.length === 0) return failed('noSetHierarchy', 'This repository has no sets.');
    // Also one that was here: whoever harvested it learns nothing more from it.
    if (set !== null && !view.sets.some(({ setSpec }) => setSpec === set)) return nothing;
  }
  const position =
    resumptionToken === undefined ? await begin(repository, request) : resume(repository, request, resumptionToken);
  if (!position || !formatHere(repository, position.metadataPrefix)) {
    return failed('badResumptionToken', 'The resumptionToken is unknown, altered or expired.');
  }
  const { from, until, asOf } = position;
  const dated = asOf === undefined ? {} : { asOf };
  if (from !== null && from > until) return { ...nothing, ...dated };

  const walk: Walk = { view, set: position.set, from, until };
  const found = await read(walk, position);
  if (!found.last) return { ...nothing, ...dated };
  const { element, next } = await close(repository, walk, position, found);
  const onward = next === undefined ? {} : { next };
  return { element: [`<${position.verb}>`, found.text, `${element}</${position.verb}>`], ...dated, ...onward };
}

/**
 * Also the answer to a token whose remaining records all changed since: they left the window for a later one, where the
 * next harvest finds them.
 */
const nothing = failed('noRecordsMatch', 'No record changed in this window.');

/** The window is frozen here, at a moment that is sealed: what changes during the walk leaves it, and is found by the next one. */
async function begin(repository: Repository, request: OaiRequest): Promise<Position> {
  const sealed = await repository.library.dissemination.seal();
  return {
    verb: request.verb,
    repository: repository.view.name,
    metadataPrefix: request.arguments.metadataPrefix ?? '',
    set: request.arguments.set ?? null,
    from: request.from?.first ?? null,
    until: Math.min(request.until?.last ?? sealed, sealed),
    after: null,
    cursor: 0,
    completeListSize: null,
    asOf: sealed + 1_000,
  };
}

/** Null when the token is not one of ours, is too old, or was given for another verb or by another repository. */
function resume(repository: Repository, request: OaiRequest, token: string): Position | null {
  const position = readToken(token, repository.tokenKeys);
  if (!position || position.verb !== request.verb || position.expiresAt < repository.library.now()) return null;
  if (position.repository !== repository.view.name) return null;
  const { set } = position;
  return set === null || repository.view.sets.some(({ setSpec }) => setSpec === set) ? position : null;
}

/** As many as a page may hold, one at least, letting others have their turn on the way. */
async function page<Line extends Header>(
  { limits }: Repository,
  found: readonly Line[],
  pageSize: number,
  write: (line: Line) => string,
): Promise<Page> {
  const lines = found.slice(0, pageSize);
  const parts: string[] = [];
  let length = 0;
  for (const line of lines) {
    const part = write(line);
    if (parts.length > 0 && length + part.length > limits.pageCharacters) break;
    parts.push(part);
    length += part.length;
    if (parts.length % limits.recordsInOneGo === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const given = parts.length;
  return { text: Buffer.from(parts.join('')), given, last: lines[given - 1] ?? null, isLast: found.length === given };
}

/** Writes the resumptionToken (Protocol §3.5): none for a list given whole, an empty one on the last page. */
async function close(
  { library, limits, tokenKeys }: Repository,
  walk: Walk,
  position: Position,
  { given, last, isLast }: Page,
): Promise<{ readonly element: string; readonly next?: string }> {
  const { cursor } = position;
  if (isLast && cursor === 0) return { element: '' };
  // Counted once, for the first page: the token carries it on.
  const completeListSize = position.completeListSize ?? (await library.dissemination.count(walk));
  if (isLast || !last) return { element: `<resumptionToken${writeAttributes({ completeListSize, cursor })}/>` };

  const expiresAt = library.now() + limits.tokenLife;
  const { verb, repository, metadataPrefix, set, from, until } = position;
  const after = { datestamp: last.datestamp, controlNumber: last.controlNumber };
  const onward: ListPosition = {
    ...{ verb, repository, metadataPrefix, set, from, until, after },
    ...{ cursor: cursor + given, completeListSize, expiresAt },
  };
  const attributes = { expirationDate: writeDatestamp(expiresAt), completeListSize, cursor };
  const next = writeToken(onward, tokenKeys);
  return { element: `<resumptionToken${writeAttributes(attributes)}>${next}</resumptionToken>`, next };
}
