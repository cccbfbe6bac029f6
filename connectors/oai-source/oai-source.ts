import { lookup } from 'node:dns/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { OaiAnswer, OaiQuestion, OaiReply, OaiSource, OaiTarget } from '../../core/ports/oai-source.ts';
import { get, type HttpAnswer } from './exchange.ts';
import { NoAnswer } from './no-answer.ts';
import { defaultOaiSourceOptions, type OaiSourceOptions } from './options.ts';
import { NotWellFormed, readPage } from './reading.ts';
import { salvagePage } from './salvage.ts';
import { pageText, type PageText } from './text.ts';

/** Asks OAI-PMH repositories over HTTP, one request at a time for each of them. */
export function oaiSource(given: Partial<OaiSourceOptions> = {}): OaiSource {
  const options: OaiSourceOptions = {
    ...defaultOaiSourceOptions,
    resolve: (host) => lookup(host, { all: true }),
    now: () => Date.now(),
    pause: (milliseconds, signal) => delay(milliseconds, undefined, signal ? { signal } : {}),
    ...given,
  };
  const lastAnswers = new Map<string, number>();

  return {
    async ask(target, question, signal) {
      const { host } = new URL(target.baseUrl);
      for (let retries = 0; ; retries += 1) {
        const wait = (lastAnswers.get(host) ?? 0) + options.betweenRequests - options.now();
        try {
          if (wait > 0) await options.pause(wait, signal);
          const answer = await askOnce(target, question, options, { signal, last: retries + 1 >= options.tries });
          return { ...answer, retries };
        } catch (error) {
          const silence = silenceOf(error);
          if (!silence.passing || retries + 1 >= options.tries || signal?.aborted) return told(silence, retries);
          const asked = silence instanceof TryLater ? silence.after : null;
          if (asked !== null && asked > options.longestRetryAfter) return told(silence, retries);
          try {
            await options.pause(asked ?? backOff(retries, options), signal);
          } catch (stopped) {
            return told(silenceOf(stopped), retries);
          }
        } finally {
          lastAnswers.set(host, options.now());
        }
      }
    },
  };

  function told(silence: NoAnswer, retries: number): OaiReply {
    const after =
      silence instanceof TryLater ? Math.min(silence.after ?? options.longestPause, options.longestPutOff) : null;
    const retryAt = after === null ? null : options.now() + after;
    return { kind: 'silence', why: silence.why, detail: silence.message, retries, retryAt };
  }
}

/** The provider says when it wishes to be asked again. */
class TryLater extends NoAnswer {
  /** Milliseconds; null when it did not say. */
  readonly after: number | null;
  constructor(message: string, after: number | null) {
    super('try-later', message, { passing: true });
    this.after = after;
  }
}

function silenceOf(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  if (error instanceof Error && error.name === 'AbortError') return new NoAnswer('stopped', 'the harvest was stopped');
  throw error;
}

function backOff(retries: number, { firstPause, longestPause, jitter }: OaiSourceOptions): number {
  const spread = 1 + jitter * (2 * Math.random() - 1);
  return Math.round(Math.min(firstPause * 2 ** retries, longestPause) * spread);
}

async function askOnce(
  target: OaiTarget,
  question: OaiQuestion,
  options: OaiSourceOptions,
  { signal, last }: { readonly signal: AbortSignal | undefined; readonly last: boolean },
): Promise<Omit<OaiAnswer, 'retries'>> {
  const url = new URL(target.baseUrl);
  for (const [name, value] of Object.entries({ verb: question.verb, ...question.arguments })) {
    url.searchParams.set(name, value);
  }
  const answer = await get(target, url, options, signal);
  // What is cut is asked again; the last time, what came is read as far as it goes.
  if (answer.cut !== null && (!last || answer.bytes.length === 0)) {
    throw new NoAnswer('connection-failed', answer.cut, { passing: true });
  }
  if (answer.status === 200) return read(target, answer, options);
  return whatStatusSays(target, answer, options);
}

/** A refusal of the HTTP server; some providers give their OAI-PMH errors with one (422, 400, 500). */
async function whatStatusSays(
  target: OaiTarget,
  answer: HttpAnswer,
  options: OaiSourceOptions,
): Promise<Omit<OaiAnswer, 'retries'>> {
  const { status } = answer;
  try {
    const page = await read(target, answer, options);
    if (page.errors.length > 0) return page;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
  }
  if (status === 503 || status === 429)
    throw new TryLater(`HTTP ${status}`, retryAfter(answer.retryAfter, options.now()));
  throw new NoAnswer('http-status', `HTTP ${status}`, { passing: status >= 500 || status === 408 });
}

/** Retry-After (RFC 9110 §10.2.3): seconds, or a date. Milliseconds from now; null when it says neither. */
export function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

async function read(
  target: OaiTarget,
  { bytes, contentType, cut }: HttpAnswer,
  options: OaiSourceOptions,
): Promise<Omit<OaiAnswer, 'retries'>> {
  const page = pageText(bytes, contentType, target.repair);
  const { text, repairs } = page;
  try {
    const found = withoutDamaged(await readPage(text, options), page);
    return { kind: 'answer', ...found, repairs, whole: cut === null };
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    const saved = await salvagePage(text, options);
    if (!saved) throw new NoAnswer('unreadable', error.message);
    return { kind: 'answer', ...withoutDamaged(saved, page), repairs: [...repairs, 'record-by-record'] };
  }
}

/** Records with bytes that are in no charset the page could have: kept apart, the others are read. */
function withoutDamaged<Page extends Pick<OaiAnswer, 'records' | 'broken'>>(page: Page, { damaged }: PageText): Page {
  if (!damaged) return page;
  const records = page.records.filter(({ raw }) => !raw.includes('\ufffd'));
  const others = page.records.filter(({ raw }) => raw.includes('\ufffd'));
  const broken = others.map(({ identifier }) => ({ identifier, reason: 'wrong-charset' as const, detail: '' }));
  return { ...page, records, broken: [...page.broken, ...broken] };
}
