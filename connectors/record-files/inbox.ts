import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Inbox } from '../../core/migration/ports.ts';
import { systemCode } from './check-file.ts';

/** The files of one folder; a name that leads elsewhere is nobody's. */
export function inboxFolder(folder: string): Inbox {
  return {
    async find(name) {
      if (basename(name) !== name || name.startsWith('.')) return null;
      const path = join(folder, name);
      try {
        const facts = await stat(path);
        return facts.isFile() ? { path, size: facts.size } : null;
      } catch (error) {
        if (systemCode(error) === null) throw error;
        return null;
      }
    },
  };
}
