import type { Item } from '../../core/circulation/entities.ts';
import {
  DocumentUnreadable,
  QueryUnsupported,
  SearchUnavailable,
  type ScanRequest,
  type SearchDocument,
  type SearchPage,
} from '../../core/ports/search-index.ts';
import type { Query } from '../../core/query/model.ts';
import type { IndexOptions } from './options.ts';

/** What a worker thread is started with. */
export interface WorkerStart {
  readonly role: 'write' | 'search';
  readonly file: string;
  readonly options: IndexOptions;
}

/** Documents on their way to the writing thread: the records in one block of bytes, which changes hands. */
export interface PackedDocuments {
  readonly recordIds: readonly number[];
  readonly marc: Uint8Array<ArrayBuffer>;
  /** Where each record ends in `marc`. */
  readonly ends: Uint32Array;
  readonly items: readonly (readonly Item[])[];
  /** Library codes by the ids that the items name. */
  readonly libraryCodes: ReadonlyMap<number, string>;
}

/** What is asked of a worker thread. */
export type Request =
  | { readonly kind: 'open' }
  | { readonly kind: 'put'; readonly generation: number | null; readonly documents: PackedDocuments }
  | { readonly kind: 'remove'; readonly recordIds: readonly number[] }
  | { readonly kind: 'begin-rebuild'; readonly afresh: boolean }
  | { readonly kind: 'finish-rebuild' | 'abandon-rebuild'; readonly generation: number }
  | { readonly kind: 'search'; readonly query: Query; readonly page: SearchPage }
  | { readonly kind: 'scan'; readonly request: ScanRequest }
  | { readonly kind: 'close' };

/** What a worker thread says: an answer to a request, or that it found the file damaged. */
export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: Fault }
  | { readonly damaged: string };

/** An error between threads: structured cloning would lose its class. */
export interface Fault {
  readonly name: string;
  readonly message: string;
  readonly feature?: string;
  readonly recordIds?: readonly number[];
  readonly mustRebuild?: boolean;
}

/** Packs documents for the writing thread. */
export function pack(
  documents: readonly SearchDocument[],
  libraryCode: (libraryId: number) => string,
): PackedDocuments {
  let size = 0;
  for (const { record } of documents) size += record.marc.length;
  const marc = new Uint8Array(size);
  const ends = new Uint32Array(documents.length);
  const libraryCodes = new Map<number, string>();
  let at = 0;
  documents.forEach(({ record, items }, index) => {
    marc.set(record.marc, at);
    ends[index] = at += record.marc.length;
    for (const { homeLibraryId } of items) {
      if (!libraryCodes.has(homeLibraryId)) libraryCodes.set(homeLibraryId, libraryCode(homeLibraryId));
    }
  });
  return {
    recordIds: documents.map(({ record }) => record.id),
    marc,
    ends,
    items: documents.map(({ items }) => items),
    libraryCodes,
  };
}

export function faultOf(error: unknown): Fault {
  if (error instanceof SearchUnavailable)
    return { name: error.name, message: error.message, mustRebuild: error.mustRebuild };
  if (error instanceof QueryUnsupported) return { name: error.name, message: error.message, feature: error.feature };
  if (error instanceof DocumentUnreadable)
    return { name: error.name, message: error.message, recordIds: error.recordIds };
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}

export function errorOf(fault: Fault): Error {
  if (fault.name === 'QueryUnsupported') return new QueryUnsupported(fault.feature ?? '');
  if (fault.name === 'DocumentUnreadable') return new DocumentUnreadable(fault.recordIds ?? [], fault.message);
  if (fault.name === 'SearchUnavailable')
    return new SearchUnavailable(fault.message, { mustRebuild: fault.mustRebuild });
  const error = new Error(fault.message);
  error.name = fault.name;
  return error;
}
