import { open, type Entry, type ZipFile } from 'yauzl';

/** Why an archive is not read, to be put after its name. */
export class ZipFault extends Error {
  override readonly name = 'ZipFault';
}

/** Opens the one file a zip archive holds, folders and the side files of a Mac apart. Throws ZipFault. */
export async function openOnlyEntry(
  path: string,
  maxEntries: number,
): Promise<{ chunks: AsyncIterable<Uint8Array>; packedBytes: number }> {
  const zip = await promised<ZipFile>((done) => open(path, { lazyEntries: true, autoClose: false }, done));
  try {
    if (zip.entryCount > maxEntries) throw new ZipFault(`holds ${zip.entryCount} files: hand over one`);
    const files = (await entriesOf(zip)).filter(({ fileName }) => !aside.test(fileName));
    const [only] = files;
    if (!only || files.length > 1) {
      const named = files.slice(0, 5).map(({ fileName }) => fileName);
      throw new ZipFault(`holds ${files.length} files (${named.join(', ')}): hand over one at a time`);
    }
    const stream = await promised<NodeJS.ReadableStream>((done) => zip.openReadStream(only, done));
    return { chunks: read(zip, stream), packedBytes: only.compressedSize };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** Folders, hidden files, what a Mac adds. */
const aside = /\/$|(?:^|\/)(?:__MACOSX\/|\.)/;

async function* read(zip: ZipFile, stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  try {
    yield* stream as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new ZipFault(`is damaged: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    zip.close();
  }
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error: Error) => reject(new ZipFault(`is no sound zip archive: ${error.message}`)));
    zip.readEntry();
  });
}

function promised<T>(call: (done: (error: Error | null, value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, value) => {
      if (error) reject(new ZipFault(`is no sound zip archive: ${error.message}`));
      else resolve(value);
    });
  });
}
