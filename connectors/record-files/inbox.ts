import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Inbox, Upload } from '../../core/migration/ports.ts';
import { systemCode } from './check-file.ts';

export interface InboxOptions {
  /** What was begun and is not whole is kept this long after its last part, in milliseconds. */
  readonly partsKeptFor?: number;
}
const aWeek = 7 * 24 * 3_600_000;

/** The files of one folder; a name that leads elsewhere is nobody's. Readable by this account alone. */
export function inboxFolder(folder: string, { partsKeptFor = aWeek }: InboxOptions = {}): Inbox {
  /** One part is written at a time. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work, work);
    turn = done.catch(() => undefined);
    return done;
  };
  const find: Inbox['find'] = async (name) => {
    if (basename(name) !== name || name.startsWith('.')) return null;
    const path = join(folder, name);
    const size = await sizeOf(path);
    return size === null ? null : { path, size };
  };
  /** Hidden until it is whole: `find` knows no name that begins with a dot. */
  const partOf = ({ library, name, size }: Upload): string => join(folder, `.${library}-${size}-${name}.part`);

  return {
    find,
    async digest(path) {
      const hash = createHash('sha256');
      await pipeline(createReadStream(path), hash);
      return hash.digest('hex');
    },
    received: (upload) =>
      inTurn(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await forgetParts(folder, Date.now() - partsKeptFor);
        return (await sizeOf(partOf(upload))) ?? 0;
      }),
    append: (upload, offset, bytes) =>
      inTurn(async () => {
        const path = partOf(upload);
        const before = (await sizeOf(path)) ?? 0;
        if (before !== offset) return { received: before, file: null };
        const handle = await open(path, 'a', 0o600);
        try {
          await handle.appendFile(bytes);
          await handle.datasync();
        } finally {
          await handle.close();
        }
        const received = before + bytes.length;
        if (received < upload.size) return { received, file: null };
        const file = await freeName(upload, find);
        await rename(path, join(folder, file));
        return { received, file };
      }),
  };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const facts = await stat(path);
    return facts.isFile() ? facts.size : null;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}

/** `LENS-export.mrc`, or `LENS-2-export.mrc` when a file has that name: none is ever written over. */
async function freeName({ library, name }: Upload, find: Inbox['find']): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const free = copy === 1 ? `${library}-${name}` : `${library}-${copy}-${name}`;
    if ((await find(free)) === null) return free;
  }
}

async function forgetParts(folder: string, before: number): Promise<void> {
  const parts = (await readdir(folder)).filter((name) => name.startsWith('.') && name.endsWith('.part'));
  for (const name of parts) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < before) await rm(path, { force: true });
  }
}
