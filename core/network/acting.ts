import { refused, type Refused } from '../outcome.ts';
import type { Directory } from './directory.ts';

/** Whoever acts: the library he works for, null for one who works for the whole network. */
export interface Acting {
  readonly libraryId: number | null;
}

/** Whether somebody acts for this library. */
export function actsFor({ libraryId: own }: Acting, libraryId: number): boolean {
  return own === null || own === libraryId;
}

/** Staff of a library act for it and for no other: `library-not-yours`, with the library asked for. Null when they may. */
export function notYours(by: Acting, libraryId: number, directory: Pick<Directory, 'library'>): Refused | null {
  if (actsFor(by, libraryId)) return null;
  return refused('library-not-yours', { library: directory.library(libraryId).code });
}
