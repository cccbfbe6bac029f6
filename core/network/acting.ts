import { refused, type Refused } from '../outcome.ts';
import type { Directory } from './directory.ts';

/** Whoever acts: the library he works for, null for one who works for the whole network. */
export interface Acting {
  readonly libraryId: number | null;
}

/** Staff of a library act for it and for no other: `library-not-yours`, with the library asked for. Null when they may. */
export function notYours(
  { libraryId: own }: Acting,
  libraryId: number,
  directory: Pick<Directory, 'library'>,
): Refused | null {
  if (own === null || own === libraryId) return null;
  return refused('library-not-yours', { library: directory.library(libraryId).code });
}
