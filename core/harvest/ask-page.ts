import type {
  BrokenRecord,
  OaiAnswer,
  OaiQuestion,
  OaiRecord,
  OaiSilence,
  OaiTarget,
  OaiToken,
  Silence,
} from '../ports/oai-source.ts';
import { writeDate } from './dates.ts';
import type { HarvestNote, HarvestRun, HarvestSource, RunReason, Window } from './entities.ts';
import type { HarvestPorts } from './ports.ts';

/** What asking for the next page came to. */
export type Asked =
  | { readonly kind: 'page'; readonly page: ReadPage }
  /** Nothing matches. */
  | { readonly kind: 'nothing'; readonly responseDate: string | null; readonly retries: number }
  /** The token means nothing to the provider any more. */
  | { readonly kind: 'token-refused'; readonly detail: string; readonly retries: number }
  /** The provider answers, but not to this. */
  | { readonly kind: 'page-fails'; readonly reason: RunReason; readonly detail: string; readonly retries: number }
  | { readonly kind: 'put-off'; readonly until: number; readonly detail: string; readonly retries: number }
  | { readonly kind: 'fails'; readonly reason: RunReason; readonly detail: string; readonly retries: number }
  | { readonly kind: 'stopped' };

export interface ReadPage {
  readonly responseDate: string | null;
  readonly records: readonly OaiRecord[];
  readonly broken: readonly BrokenRecord[];
  readonly notes: readonly HarvestNote[];
  readonly token: OaiToken | null;
  readonly whole: boolean;
  readonly retries: number;
}

type Ports = Pick<HarvestPorts, 'repositories'>;

export function targetOf({ baseUrl, networks, repair }: HarvestSource): OaiTarget {
  return { baseUrl, networks, repair };
}

/** Asks for the page a run is at. */
export async function askPage(
  ports: Ports,
  source: HarvestSource,
  run: HarvestRun,
  signal: AbortSignal,
): Promise<Asked> {
  const window = run.place.windows[0]!;
  const oneByOne = window.level === 'records';
  const question = questionOf(source, run, window);
  const reply = await ports.repositories.ask(targetOf(source), question, signal);
  if (reply.kind === 'silence') return whySilent(ports, source, reply, signal);
  const { retries } = reply;
  const error = reply.errors.find(({ code }) => code !== 'noRecordsMatch') ?? reply.errors[0];
  if (error && reply.records.length === 0) {
    const { token } = run.place;
    const detail = `${error.code} ${error.message}`.trim();
    if (token !== null && tokenErrors.has(error.code)) return { kind: 'token-refused', detail, retries };
    if (run.set !== null && setErrors.has(error.code) && (await hasDisappeared(ports, source, run.set, signal))) {
      return { kind: 'fails', reason: 'set-disappeared', detail: run.set, retries };
    }
    if (error.code === 'noRecordsMatch') return { kind: 'nothing', responseDate: reply.responseDate, retries };
    const reason = error.code === 'cannotDisseminateFormat' ? 'format-missing' : 'oai-error';
    return { kind: 'fails', reason, detail, retries };
  }
  const page = pageOf(reply);
  if (run.kind === 'SWEEP' || !oneByOne) return { kind: 'page', page };
  return eachRecord(ports, source, run, page, signal);
}

/** OAI-PMH §3.6; some say badArgument, or that nothing matches, of a token that has expired. */
const tokenErrors: ReadonlySet<string> = new Set(['badResumptionToken', 'badArgument', 'noRecordsMatch', '']);
const setErrors: ReadonlySet<string> = new Set(['noRecordsMatch', 'noSetHierarchy', 'badArgument']);
/** What a provider that is well may do to one page. */
const ofThePage: ReadonlySet<Silence> = new Set([
  ...(['unreadable', 'http-status', 'timed-out', 'connection-failed', 'not-oai-pmh', 'too-large'] as const),
]);

function questionOf(source: HarvestSource, run: HarvestRun, window: Window): OaiQuestion {
  const verb = run.kind === 'SWEEP' || window.level === 'records' ? 'ListIdentifiers' : 'ListRecords';
  if (run.place.token !== null) return { verb, arguments: { resumptionToken: run.place.token } };
  const granularity = source.granularity ?? 'day';
  return {
    verb,
    arguments: {
      metadataPrefix: run.metadataPrefix,
      ...(window.from !== null && { from: writeDate(window.from, granularity) }),
      ...(window.until !== null && { until: writeDate(window.until, granularity) }),
      ...(run.set !== null && { set: run.set }),
    },
  };
}

function pageOf({ responseDate, records, broken, token, whole, repairs, retries }: OaiAnswer): ReadPage {
  const notes: HarvestNote[] = repairs.map((detail) => ({ kind: 'page-mended', identifier: '', detail }));
  return { responseDate, records, broken, notes, token, whole, retries };
}

async function whySilent(
  ports: Ports,
  source: HarvestSource,
  silence: OaiSilence,
  signal: AbortSignal,
): Promise<Asked> {
  const { why, detail, retries, retryAt } = silence;
  if (why === 'stopped') return { kind: 'stopped' };
  if (why === 'try-later') return { kind: 'put-off', until: retryAt ?? 0, detail, retries };
  if (!ofThePage.has(why)) return { kind: 'fails', reason: why, detail, retries };
  const alive = await ports.repositories.ask(targetOf(source), { verb: 'Identify', arguments: {} }, signal);
  if (alive.kind === 'answer' && alive.identity) return { kind: 'page-fails', reason: why, detail, retries };
  return { kind: 'fails', reason: why, detail, retries };
}

/** Whether a set is no longer among those of its provider: then "nothing matches" does not mean that nothing changed. */
async function hasDisappeared(
  { repositories }: Ports,
  source: HarvestSource,
  set: string,
  signal: AbortSignal,
): Promise<boolean> {
  let token: string | null = null;
  for (let pages = 0; pages < mostSetPages; pages += 1) {
    const given: Record<string, string> = token === null ? {} : { resumptionToken: token };
    const reply = await repositories.ask(targetOf(source), { verb: 'ListSets', arguments: given }, signal);
    if (reply.kind === 'silence') return false;
    if (reply.errors.some(({ code }) => code === 'noSetHierarchy')) return true;
    if (reply.sets.includes(set)) return false;
    token = reply.token?.value ?? '';
    if (token === '') return reply.errors.length === 0;
  }
  return false;
}
const mostSetPages = 200;

/** The records of a page of headers, asked for one by one: one that the provider cannot give is noted, the others are kept. */
async function eachRecord(
  { repositories }: Ports,
  source: HarvestSource,
  run: HarvestRun,
  headers: ReadPage,
  signal: AbortSignal,
): Promise<Asked> {
  const records: OaiRecord[] = [];
  const broken: BrokenRecord[] = [...headers.broken];
  let { retries } = headers;
  for (const header of headers.records) {
    if (header.deleted) {
      records.push(header);
      continue;
    }
    const found = await askRecord({ repositories }, source, run.metadataPrefix, header.identifier, signal);
    if (found === 'stopped') return { kind: 'stopped' };
    retries += found.retries;
    records.push(...found.records);
    broken.push(...found.broken);
  }
  return { kind: 'page', page: { ...headers, records, broken, retries } };
}

/** One record by its identifier. */
export async function askRecord(
  { repositories }: Ports,
  source: HarvestSource,
  metadataPrefix: string,
  identifier: string,
  signal: AbortSignal,
): Promise<Pick<ReadPage, 'records' | 'broken' | 'retries'> | 'stopped'> {
  const question = { verb: 'GetRecord', arguments: { identifier, metadataPrefix } } as const;
  const reply = await repositories.ask(targetOf(source), question, signal);
  const without = (detail: string): BrokenRecord[] => [{ identifier, reason: 'not-well-formed', detail }];
  if (reply.kind === 'silence') {
    if (reply.why === 'stopped') return 'stopped';
    return { records: [], broken: without(`${reply.why} ${reply.detail}`), retries: reply.retries };
  }
  const { records, broken, errors, retries } = reply;
  if (records.length + broken.length > 0) return { records, broken, retries };
  return { records: [], broken: without(errors.map(({ code }) => code).join(' ')), retries };
}
