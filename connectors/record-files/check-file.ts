import { open } from 'node:fs/promises';
import { RecordFileUnreadable, type RecordFileFault } from '../../core/ports/record-source.ts';

const headLength = 64;

/** Looks at a file before anything is read from it and returns its size in bytes. Throws RecordFileUnreadable. */
export async function checkFile(path: string): Promise<number> {
  const file = await opened(path);
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw new RecordFileUnreadable('not-a-file', `${path} is not a file`);
    if (facts.size === 0) throw new RecordFileUnreadable('empty', `${path} is empty`);
    const head = Buffer.alloc(headLength);
    const { bytesRead } = await file.read(head, 0, headLength, 0);
    const wrong = strangers.find(({ begins }) => begins.test(head.toString('latin1', 0, bytesRead)));
    if (wrong) throw new RecordFileUnreadable(wrong.fault, `${path} ${wrong.says}`);
    return facts.size;
  } finally {
    await file.close();
  }
}

async function opened(path: string) {
  try {
    return await open(path, 'r');
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new RecordFileUnreadable('missing', `${path} does not exist`);
    throw new RecordFileUnreadable('unreadable', `${path} cannot be read (${code})`);
  }
}

/** The code of an error of the operating system (`EACCES`), null for any other. */
export function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('syscall' in error)) return null;
  return String(error.code);
}

interface Stranger {
  readonly begins: RegExp;
  readonly fault: RecordFileFault;
  readonly says: string;
}

/** What people hand over instead of ISO 2709, by its first bytes. */
const strangers: readonly Stranger[] = [
  { begins: /^\x1f\x8b/, fault: 'compressed', says: 'is compressed (gzip): decompress it first' },
  { begins: /^PK\x03\x04/, fault: 'compressed', says: 'is compressed (zip): decompress it first' },
  { begins: /^BZh/, fault: 'compressed', says: 'is compressed (bzip2): decompress it first' },
  {
    begins: /^\xfd7zXZ|^7z\xbc\xaf|^\x28\xb5\x2f\xfd/,
    fault: 'compressed',
    says: 'is compressed: decompress it first',
  },
  { begins: /^(?:\xff\xfe|\xfe\xff)/, fault: 'utf-16', says: 'is in UTF-16: export it in UTF-8' },
  { begins: /^(?:\xef\xbb\xbf)?\s*</, fault: 'xml', says: 'is XML: export it in ISO 2709' },
];
