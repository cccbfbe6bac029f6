import { open } from 'node:fs/promises';
import { RecordFileUnreadable, type Container, type RecordFileFault } from '../../core/ports/record-source.ts';

const headLength = 64;

/** What a file is, before anything is read from it. */
export interface FileFacts {
  /** Bytes, as it stands on the disk. */
  readonly size: number;
  readonly container: Container;
}

/** Looks at a file before anything is read from it. Throws RecordFileUnreadable. */
export async function checkFile(path: string): Promise<FileFacts> {
  const file = await opened(path);
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw new RecordFileUnreadable('not-a-file', `${path} is not a file`);
    if (facts.size === 0) throw new RecordFileUnreadable('empty', `${path} is empty`);
    const head = Buffer.alloc(headLength);
    const { bytesRead } = await file.read(head, 0, headLength, 0);
    const latin1 = head.toString('latin1', 0, bytesRead);
    refuseStrangers(path, latin1);
    return { size: facts.size, container: containerOf(latin1) };
  } finally {
    await file.close();
  }
}

/** Refuses what is neither records nor a table, by its first bytes. */
export function refuseStrangers(path: string, head: string): void {
  const wrong = strangers.find(({ begins }) => begins.test(head));
  if (wrong) throw new RecordFileUnreadable(wrong.fault, `${path} ${wrong.says}`);
}

/** By its first bytes, never by its name. */
function containerOf(head: string): Container {
  if (head.startsWith('\x1f\x8b')) return 'gzip';
  return head.startsWith('PK\x03\x04') ? 'zip' : 'plain';
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

/** What people hand over instead of records, by its first bytes. */
const strangers: readonly Stranger[] = [
  { begins: /^BZh/, fault: 'compressed', says: 'is compressed (bzip2): decompress it, or use gzip or zip' },
  {
    begins: /^\xfd7zXZ|^7z\xbc\xaf|^\x28\xb5\x2f\xfd|^Rar!/,
    fault: 'compressed',
    says: 'is compressed: decompress it, or use gzip or zip',
  },
  { begins: /^PK\x05\x06/, fault: 'archive', says: 'is an empty zip archive' },
  { begins: /^(?:\xff\xfe|\xfe\xff)/, fault: 'utf-16', says: 'is in UTF-16: export it in UTF-8' },
];
