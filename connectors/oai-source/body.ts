import { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { NoAnswer } from './no-answer.ts';
import type { OaiSourceOptions } from './options.ts';

/** The bytes of an answer, unpacked. */
export interface Body {
  readonly bytes: Uint8Array;
  /** Null when it came whole; else what cut it. */
  readonly cut: string | null;
}

/**
 * Reads a body, unpacked as it comes so that no more than the limits is ever held. One that ends too early is returned as
 * far as it came. Throws NoAnswer `too-large`, `compression-bomb`, `unreadable`.
 */
export async function readBody(response: IncomingMessage, options: OaiSourceOptions): Promise<Body> {
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const unpack = unpackers[coding];
  if (!unpack) {
    response.destroy();
    throw new NoAnswer('unreadable', `packed as ${coding}`);
  }
  let packed = 0;
  response.on('data', (chunk: Buffer) => (packed += chunk.length));
  const stream = unpack(response);
  const chunks: Buffer[] = [];
  let size = 0;
  let idle: NodeJS.Timeout | undefined;
  const cutShort = (why: string): void => void stream.destroy(new CutShort(why));
  const watch = (): void => {
    clearTimeout(idle);
    idle = setTimeout(() => cutShort(`silent for ${options.bodyIdle} ms`), options.bodyIdle);
  };
  const late = setTimeout(() => cutShort(`not there in ${options.answerTime} ms`), options.answerTime);
  watch();
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      watch();
      size += chunk.length;
      if (size > options.pageBytes) throw new NoAnswer('too-large', `more than ${options.pageBytes} bytes`);
      if (size > options.ratioFrom && size > packed * options.ratio) {
        throw new NoAnswer('compression-bomb', `${packed} bytes became ${size}`);
      }
      chunks.push(chunk);
    }
    const cut = response.complete ? null : 'the connection was closed';
    return { bytes: Buffer.concat(chunks), cut };
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    const { code, message, name } = error as NodeJS.ErrnoException;
    if (name === 'AbortError') throw new NoAnswer('stopped', 'the harvest was stopped');
    if (!code && !(error instanceof CutShort)) throw error;
    return { bytes: Buffer.concat(chunks), cut: code ?? message };
  } finally {
    clearTimeout(idle);
    clearTimeout(late);
    response.destroy();
  }
}

class CutShort extends Error {
  override readonly name = 'CutShort';
}

const unpackers: Readonly<Record<string, ((response: IncomingMessage) => Readable) | undefined>> = {
  identity: (response) => response,
  gzip: (response) => piped(response, createGunzip()),
  'x-gzip': (response) => piped(response, createGunzip()),
  deflate: (response) => piped(response, createInflate()),
};

/** A connection that breaks ends what it feeds: zlib says then that its input was cut. */
function piped(response: IncomingMessage, into: ReturnType<typeof createGunzip>): Readable {
  response.on('error', () => into.end());
  response.on('aborted', () => into.end());
  return response.pipe(into);
}
