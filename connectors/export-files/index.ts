import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportFile, ExportShelf, ShelvedExport } from '../../core/ports/export-files.ts';
import { isMissing, keptState, openExportFile, type ExportPaths } from './export-file.ts';

/** A file a command writes where it was told: `FILE.part` and its state beside it until it is whole. */
export function exportFileAt(path: string): Promise<ExportFile> {
  const part = `${path}.part`;
  return openExportFile({ whole: path, part, state: `${part}.json`, afterwards: 'drop-state' });
}

/** Exports kept in a folder, one folder each, named by its id. */
export function exportShelf(folder: string): ExportShelf {
  const pathsOf = (id: string): ExportPaths => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new RangeError(`${id} is no id of an export`);
    const at = (name: string) => join(folder, id, name);
    return { whole: at('content'), part: at('content.part'), state: at('state.json'), afterwards: 'keep-state' };
  };
  return {
    async list() {
      const found: ShelvedExport[] = [];
      for (const id of await idsIn(folder)) {
        const paths = pathsOf(id);
        const whole = await sizeOf(paths.whole); // before its state, which is kept first
        const kept = await keptState(paths.state);
        if (kept) found.push({ id, state: kept.state, finished: whole !== null, bytes: whole ?? kept.bytes });
      }
      return found;
    },
    async open(id) {
      await mkdir(join(folder, id), { recursive: true, mode: 0o700 });
      return openExportFile(pathsOf(id));
    },
    read: (id) => createReadStream(pathsOf(id).whole) as AsyncIterable<Uint8Array>,
    async remove(id) {
      pathsOf(id); // refuses what is no id before anything is removed
      await rm(join(folder, id), { recursive: true, force: true });
    },
  };
}

async function idsIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^[0-9a-f-]{36}$/.test(name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
