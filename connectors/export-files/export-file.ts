import { open, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import type { ExportFile } from '../../core/ports/export-files.ts';

/** Where the parts of one export stand. */
export interface ExportPaths {
  /** The whole file. */
  readonly whole: string;
  /** The file in the making. */
  readonly part: string;
  /** How far it is. */
  readonly state: string;
  /** What becomes of the state when the file is whole. */
  readonly afterwards: 'keep-state' | 'drop-state';
}

interface Kept {
  /** Bytes of the part that count. */
  readonly bytes: number;
  readonly state: string;
}

/** Opens a file in the making, as it was when its state was kept last. Readable by this account alone. */
export async function openExportFile(paths: ExportPaths): Promise<ExportFile> {
  const kept = await keptState(paths.state);
  const handle = await open(paths.part, 'a', 0o600);
  const { size } = await handle.stat();
  // A state that counts more bytes than there are is of another file: begin again.
  const sound = kept !== null && kept.bytes <= size;
  await handle.truncate(sound ? kept.bytes : 0);
  return new PartFile(handle, paths, sound ? kept : { bytes: 0, state: null });
}

class PartFile implements ExportFile {
  readonly state: string | null;
  readonly #handle: FileHandle;
  readonly #paths: ExportPaths;
  #bytes: number;
  #open = true;
  #begun: boolean;

  constructor(handle: FileHandle, paths: ExportPaths, { bytes, state }: { bytes: number; state: string | null }) {
    this.#handle = handle;
    this.#paths = paths;
    this.#bytes = bytes;
    this.#begun = state !== null;
    this.state = state;
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.#begun = true;
    await this.#handle.appendFile(bytes);
    this.#bytes += bytes.length;
  }

  async keep(state: string): Promise<void> {
    this.#begun = true;
    await this.#handle.datasync();
    await this.#writeState(state);
  }

  async finish(state: string): Promise<void> {
    await this.keep(state);
    await this.close();
    await rename(this.#paths.part, this.#paths.whole);
    if (this.#paths.afterwards === 'drop-state') await rm(this.#paths.state, { force: true });
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#handle.close();
    if (!this.#begun) await rm(this.#paths.part, { force: true }); // refused before anything was written
  }

  async #writeState(state: string): Promise<void> {
    const next = `${this.#paths.state}.new`;
    const kept: Kept = { bytes: this.#bytes, state };
    await writeFile(next, JSON.stringify(kept), { mode: 0o600, flush: true });
    await rename(next, this.#paths.state);
  }
}

/** What was kept, null when there is none or it cannot be read as one. */
export async function keptState(path: string): Promise<Kept | null> {
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as Partial<Kept>;
    return typeof kept.bytes === 'number' && typeof kept.state === 'string' ? (kept as Kept) : null;
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return null;
    throw error;
  }
}

/** True when a file or folder is not there. */
export function isMissing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === 'ENOENT' || error.code === 'ENOTDIR';
}
