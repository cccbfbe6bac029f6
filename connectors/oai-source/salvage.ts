import type { OaiSourceOptions } from './options.ts';
import { NotWellFormed, readPage, tokenOf, type ReadPage } from './reading.ts';

/** A page read record by record. */
export interface SalvagedPage extends ReadPage {
  /** False when its end is not there: another page may follow. */
  readonly whole: boolean;
}

/**
 * Saves what can be saved of a page that is no XML: each record is read by itself, the token by its look. Null when there
 * is neither a record nor a token in it.
 */
export async function salvagePage(
  text: string,
  limits: Pick<OaiSourceOptions, 'depth' | 'textLength'>,
): Promise<SalvagedPage | null> {
  const token = lastToken(text);
  const starts = [...text.matchAll(/<((?:[\w.-]+:)?)record(?:\s[^<>]*)?>\s*<\1header[\s>]/g)];
  if (starts.length === 0 && !token) return null;
  const shell = shellOf(text);
  const page: SalvagedPage = {
    ...{ errors: [], identity: null, formats: [], sets: [], records: [], broken: [], token },
    responseDate: /<(?:[\w.-]+:)?responseDate>\s*([^<]*?)\s*</.exec(text)?.[1] ?? null,
    whole: token !== null || /<\/(?:[\w.-]+:)?OAI-PMH\s*>\s*$/.test(text),
  };
  for (const [position, start] of starts.entries()) {
    const until = starts[position + 1]?.index ?? text.length;
    const part = text.slice(start.index, until);
    const close = `</${start[1]}record>`;
    const end = part.lastIndexOf(close);
    const identifier = /identifier>\s*([^<]*?)\s*</.exec(part)?.[1] ?? '';
    if (end < 0) {
      page.broken.push({ identifier, reason: 'truncated', detail: part.slice(-60).trim() });
      continue;
    }
    try {
      const read = await readPage(shell.around(part.slice(0, end + close.length)), limits);
      page.records.push(...read.records);
      page.broken.push(...read.broken);
    } catch (error) {
      if (!(error instanceof NotWellFormed)) throw error;
      page.broken.push({ identifier, reason: 'not-well-formed', detail: error.message });
    }
  }
  return page;
}

/** The elements around the records, with their namespaces: each record is put back between them. */
function shellOf(text: string): { around(record: string): string } {
  const tags = [/<(?:[\w.-]+:)?OAI-PMH[^>]*>/, /<(?:[\w.-]+:)?(?:ListRecords|GetRecord)[^>]*>/].map(
    (form) => form.exec(text)?.[0],
  );
  const [root = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">', verb = '<ListRecords>'] = tags;
  const close = (tag: string): string => `</${/^<([^\s>]+)/.exec(tag)![1]}>`;
  return { around: (record) => root + verb + record + close(verb) + close(root) };
}

function lastToken(text: string): ReadPage['token'] {
  const found = [...text.matchAll(/<(?:[\w.-]+:)?resumptionToken((?:\s[^<>]*)?)(?:\/>|>([^<]*)<)/g)].at(-1);
  if (!found) return null;
  const attributes = [...(found[1] ?? '').matchAll(/([\w]+)\s*=\s*["']([^"']*)["']/g)].map(
    ([, name, value]) => [name!, value!] as const,
  );
  return tokenOf(unescaped(found[2] ?? '').trim(), Object.fromEntries(attributes));
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!);
}
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
