import { granted, refused, type Outcome } from '../outcome.ts';
import type { MigrationPorts, Upload } from './ports.ts';
import type { By } from './steps.ts';

/** How much of a file is there. */
export interface ReceivedFile {
  /** Bytes. */
  readonly received: number;
  /** Its name in the inbox, once it is whole. */
  readonly file: string | null;
}

/**
 * How much of a file has been handed over already: one that was cut goes on from there. Refused `library-unknown`,
 * `library-not-yours`, `batch-file-too-large`.
 */
export async function receivedOf(ports: MigrationPorts, upload: Upload, by: By): Promise<Outcome<ReceivedFile>> {
  const known = whose(ports, upload, by);
  if (!known.granted) return known;
  return granted({ received: await ports.inbox.received(known.value), file: null });
}

/**
 * Takes the next part of a file; one that is there already, said again, changes nothing. Refused as above, and
 * `batch-file-offset` (facts.received) when it does not follow.
 */
export async function receivePart(
  ports: MigrationPorts,
  { upload, offset, bytes }: { upload: Upload; offset: number; bytes: Uint8Array },
  by: By,
): Promise<Outcome<ReceivedFile>> {
  const known = whose(ports, upload, by);
  if (!known.granted) return known;
  if (offset + bytes.length > upload.size) return refused('batch-file-too-large', { bytes: upload.size });
  const { received, file } = await ports.inbox.append(known.value, offset, bytes);
  return received === offset + bytes.length ? granted({ received, file }) : refused('batch-file-offset', { received });
}

function whose({ directory, limits }: MigrationPorts, upload: Upload, by: By): Outcome<Upload> {
  const library = directory.libraryByCode(upload.library.toUpperCase());
  if (!library) return refused('library-unknown', { library: upload.library });
  if (by.libraryId !== null && by.libraryId !== library.id) return refused('library-not-yours');
  if (upload.size > limits.fileBytes) return refused('batch-file-too-large', { bytes: limits.fileBytes });
  return granted({ ...upload, library: library.code });
}
