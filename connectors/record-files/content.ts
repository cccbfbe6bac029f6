import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RecordFileUnreadable, type Container } from '../../core/ports/record-source.ts';
import { systemCode } from './check-file.ts';
import { openOnlyEntry, ZipFault } from './zip.ts';

/** How far a packed file may unpack. */
export interface UnpackingLimits {
  /** Bytes unpacked. */
  readonly maxBytes: number;
  /** Bytes unpacked for each byte packed; looked at from `ratioFrom` bytes on. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
  /** Entries in a zip archive, folders and all. */
  readonly maxEntries: number;
}
export const unpackingLimits: UnpackingLimits = {
  maxBytes: 8 * 1024 ** 3,
  maxRatio: 200,
  ratioFrom: 10 * 1024 ** 2,
  maxEntries: 100,
};

/** A file whose content is wanted. */
export interface ContentTask {
  readonly path: string;
  readonly container: Container;
  /** Bytes on the disk, as the file was when it was opened. */
  readonly size: number;
  /** Bytes read at once. */
  readonly chunkSize: number;
  readonly limits: UnpackingLimits;
}

/** The bytes of a file, unpacked, in order. Throws RecordFileUnreadable when it is damaged or unpacks too far. */
export async function* contentOf(task: ContentTask): AsyncGenerator<Uint8Array> {
  const { path, limits } = task;
  try {
    const { chunks, packedBytes } = await opened(task);
    let unpacked = 0;
    for await (const chunk of chunks) {
      unpacked += chunk.length;
      const tooDense = packedBytes !== null && unpacked > limits.ratioFrom && unpacked > packedBytes * limits.maxRatio;
      if (tooDense || unpacked > limits.maxBytes) {
        throw new RecordFileUnreadable('too-large', `${path} unpacks beyond what is accepted: hand it over unpacked`);
      }
      yield chunk;
    }
  } catch (error) {
    throw inWords(error, path);
  }
}

interface Opened {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Null: nothing is packed. */
  readonly packedBytes: number | null;
}

async function opened({ path, container, size, chunkSize, limits }: ContentTask): Promise<Opened> {
  if (container === 'zip') return openOnlyEntry(path, limits.maxEntries);
  const source = createReadStream(path, { highWaterMark: chunkSize });
  if (container === 'plain') return { chunks: source as AsyncIterable<Uint8Array>, packedBytes: null };
  const gunzip = createGunzip({ chunkSize });
  // A fault of either destroys the last one with it, which whoever reads it then sees.
  pipeline(source, gunzip, () => undefined);
  return { chunks: gunzip as AsyncIterable<Uint8Array>, packedBytes: size };
}

function inWords(error: unknown, path: string): unknown {
  if (error instanceof ZipFault) return new RecordFileUnreadable('archive', `${path} ${error.message}`);
  const code = systemCode(error);
  if (code !== null) return new RecordFileUnreadable('unreadable', `${path} cannot be read (${code})`);
  if (isZlibFault(error)) return new RecordFileUnreadable('compressed', `${path} is damaged: it does not unpack`);
  return error;
}

function isZlibFault(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && /^Z_/.test(String(error.code));
}
