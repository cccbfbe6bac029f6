import { type Observable, EMPTY, concat, defer, expand, from, of, switchMap } from 'rxjs';
import type { FileView } from '../api/contract';
import type { ImportsApi } from './imports-api';

/** How far a file is on its way: bytes there, and its name once it is whole. */
export type HandedOver = Pick<FileView, 'received' | 'file'>;

/**
 * Hands a file over in parts, one after the other, from where an earlier attempt was cut. Unsubscribing stops between
 * two parts; what is there stays, and the next attempt goes on from it.
 */
export function handOver(api: ImportsApi, library: string, file: File): Observable<HandedOver> {
  const upload = { library, name: file.name, size: file.size };
  const next = ({ received, partBytes, file: whole }: FileView): Observable<FileView> => {
    if (whole !== null) return EMPTY;
    const part = file.slice(received, received + partBytes);
    return defer(() => from(base64Of(part))).pipe(
      switchMap((bytes) => api.receive({ ...upload, offset: received, bytes })),
    );
  };
  return api.received(upload).pipe(switchMap((there) => concat(of(there)).pipe(expand(next))));
}

/** The bytes of a part of a file, in base64. */
export async function base64Of(part: Blob): Promise<string> {
  const bytes = new Uint8Array(await part.arrayBuffer());
  // A call takes so many arguments and no more.
  const atOnce = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += atOnce) text += String.fromCharCode(...bytes.subarray(at, at + atOnce));
  return btoa(text);
}

/** A name the server takes: letters, figures, dots, spaces, dashes, a hundred at most, not hidden. */
export function isTakenName(name: string): boolean {
  return /^(?!\.)[\p{L}\p{N}._ -]{1,100}$/u.test(name);
}

/** Ends a record (ISO 2709). */
const recordTerminator = 0x1d;

/** The first records of a file of ISO 2709, whole ones only. */
export function firstRecords(bytes: Uint8Array, most: number): Uint8Array[] {
  const records: Uint8Array[] = [];
  for (let from = 0; records.length < most;) {
    const end = bytes.indexOf(recordTerminator, from);
    if (end === -1) break;
    records.push(bytes.subarray(from, end + 1));
    from = end + 1;
  }
  return records;
}
