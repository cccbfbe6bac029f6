import { correctionSentences, recordRejectionSentences } from '../core/catalogue/import/index.ts';
import type { CheckedRecord, RewritingReason } from '../core/marc/check-record.ts';
import type { Correction } from '../core/marc/corrections.ts';

/** What a librarian reads beside a record that nothing had to be put right in and that is yet not written as it was. */
const rewritingSentences: Record<RewritingReason, string> = {
  'field-order': "ses zones ne se suivent pas dans l'ordre de son répertoire",
  'charset-not-written': "son jeu de caractères n'est pas de ceux que ce serveur écrit",
  'does-not-fit': "elle ne tient pas en ISO 2709, ou son jeu de caractères n'a pas tous ses caractères",
  other: 'elle diffère une fois écrite',
};

/** Counts records and bytes, and keeps the first of what must be listed. */
export class CheckTally {
  readonly #listed: number;
  readonly #unreadable: string[] = [];
  readonly #rewritten: string[] = [];
  readonly #corrections = new Map<string, { records: number; first: number }>();
  #records = 0;
  #identical = 0;
  #changed = 0;
  #readBytes = 0;
  #unreadableBytes = 0;
  unreadable = 0;
  lastByte = 0;

  constructor(listed: number) {
    this.#listed = listed;
  }

  add(record: CheckedRecord): void {
    this.#records += 1;
    this.lastByte = record.offset + record.size;
    if (record.verdict === 'unreadable') {
      this.unreadable += 1;
      this.#unreadableBytes += record.size;
      const { offset, size, fault, detail } = record;
      this.#list(
        this.#unreadable,
        `byte ${offset}, ${size} bytes: ${recordRejectionSentences[fault]} ${detail}`.trim(),
      );
      return;
    }
    this.#readBytes += record.size;
    this.#count(record);
    if (record.verdict === 'identical') this.#identical += 1;
    else {
      this.#changed += 1;
      const why = record.reason === null ? reasons(record.corrections) : rewritingSentences[record.reason];
      this.#list(this.#rewritten, `byte ${record.offset}: ${why}`);
    }
  }

  /** The sums, by records and by bytes, then what was put right, then the records one by one. `size`: bytes of the file. */
  report(size: number): string[] {
    const between = size - this.#readBytes - this.#unreadableBytes;
    const read = this.#identical + this.#changed;
    return [
      `records: ${this.#records} = ${read} read + ${this.unreadable} unreadable`,
      `bytes:   ${size} = ${this.#readBytes} read + ${this.#unreadableBytes} unreadable + ${between} between records`,
      `written again: ${this.#identical} identical + ${this.#changed} not`,
      ...[...this.#corrections]
        .sort(([, one], [, other]) => other.records - one.records)
        .map(([sentence, { records, first }]) => `${sentence}: ${records} records, first at byte ${first}`),
      ...listing('unreadable', this.#unreadable, this.unreadable),
      ...listing('not identical', this.#rewritten, this.#changed),
    ];
  }

  #count(record: Exclude<CheckedRecord, { verdict: 'unreadable' }>): void {
    for (const code of new Set(record.corrections.map((correction) => correction.code))) {
      const known = this.#corrections.get(correctionSentences[code]);
      if (known) known.records += 1;
      else this.#corrections.set(correctionSentences[code], { records: 1, first: record.offset });
    }
  }

  #list(into: string[], line: string): void {
    if (into.length < this.#listed) into.push(line);
  }
}

function listing(what: string, lines: readonly string[], all: number): string[] {
  if (all === 0) return [];
  const more = all - lines.length;
  return [`${what}:`, ...lines.map((line) => `  ${line}`), ...(more > 0 ? [`  … and ${more} more (--lines)`] : [])];
}

/** A declaration that lies changes nothing in the record. */
function reasons(corrections: readonly Correction[]): string {
  const codes = new Set(corrections.map(({ code }) => code).filter((code) => code !== 'charset-declared'));
  return [...codes].map((code) => correctionSentences[code]).join(' ; ');
}
