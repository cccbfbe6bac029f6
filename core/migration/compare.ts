import { decode } from '../marc/iso2709.ts';
import { isDataField, type MarcField } from '../marc/record.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Directory } from '../network/directory.ts';
import type { Store } from '../ports/store.ts';
import type { Target } from './decide.ts';
import type { MigrationBatch, MigrationLine } from './entities.ts';

/** Two or more records beside each other. */
export interface Comparison {
  readonly line: MigrationLine;
  readonly fields: readonly MarcField[];
  readonly copies: readonly CopiesThere[];
  readonly candidates: readonly {
    readonly target: Target;
    readonly score: number;
    readonly evidence: MigrationLine['proposals'][number]['evidence'];
    readonly controlNumber: string | null;
    readonly fields: readonly MarcField[];
    /** Tags whose fields are not the same in both. */
    readonly differences: readonly string[];
    readonly copies: readonly CopiesThere[];
    /** Readers who wait for it. */
    readonly holds: number;
  }[];
}
/** Copies of a record that one library has. */
export interface CopiesThere {
  /** Code. */
  readonly library: string;
  readonly copies: number;
}

interface ComparisonPorts {
  readonly store: Store;
  readonly directory: Directory;
}

/** A line beside what it may be the same as, field by field. Refused `batch-line-unknown` for what is no record. */
export async function compare(
  { store, directory }: ComparisonPorts,
  batch: MigrationBatch,
  number: number,
): Promise<Outcome<Comparison>> {
  const [line] = await store.read.migration.linesNumbered(batch.id, [number]);
  if (!line || line.content.kind !== 'record') return refused('batch-line-unknown');
  const own = directory.library(batch.libraryId).code;
  const fields = decode(line.content.marc, 'utf-8').record.fields;
  const ids = line.proposals.flatMap(({ target }) => ('record' in target ? [target.record] : []));
  const [records, holdings] = await Promise.all([store.read.records(ids), store.read.holdings(ids)]);
  const candidates = [];
  for (const { target, score, evidence } of line.proposals) {
    const told = { target, score, evidence };
    if ('record' in target) {
      const record = records.find(({ id }) => id === target.record);
      if (!record) continue;
      const theirs = decode(record.marc, 'utf-8').record.fields;
      const libraries = (holdings.get(record.id) ?? []).map(
        ({ homeLibraryId }) => directory.library(homeLibraryId).code,
      );
      const beside = { ...told, controlNumber: record.controlNumber, fields: theirs, copies: counted(libraries) };
      const holds = (await store.read.holds.queue(record.id)).length;
      candidates.push({ ...beside, differences: differences(fields, theirs), holds });
      continue;
    }
    const [other] = await store.read.migration.linesNumbered(batch.id, [target.line]);
    if (other?.content.kind !== 'record') continue;
    const theirs = decode(other.content.marc, 'utf-8').record.fields;
    const copies = counted(other.content.items.map(({ owner }) => owner || own));
    const beside = { ...told, controlNumber: null, fields: theirs, copies, holds: 0 };
    candidates.push({ ...beside, differences: differences(fields, theirs) });
  }
  const copies = counted(line.content.items.map(({ owner }) => owner || own));
  return granted({ line, fields, copies, candidates });
}

function counted(libraries: readonly string[]): CopiesThere[] {
  return [...new Set(libraries)].sort().map((library) => {
    return { library, copies: libraries.filter((one) => one === library).length };
  });
}

function differences(one: readonly MarcField[], other: readonly MarcField[]): string[] {
  const said = (fields: readonly MarcField[], tag: string) =>
    fields
      .filter((field) => field.tag === tag)
      .map((field) =>
        isDataField(field) ? field.subfields.map(({ code, value }) => code + value).join('$') : field.value,
      )
      .sort()
      .join('\n');
  const tags = new Set([...one, ...other].map(({ tag }) => tag));
  return [...tags].filter((tag) => tag !== '001' && said(one, tag) !== said(other, tag)).sort();
}
