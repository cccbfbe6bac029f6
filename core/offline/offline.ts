import type { CirculationPorts } from '../circulation/ports.ts';
import { granted, refused } from '../outcome.ts';
import type { OfflineDesk } from './desk.ts';
import { replayBatch, reportOf } from './replay.ts';
import { tellFact } from './tell.ts';
import { defaultOfflineSettings, type OfflineSettings } from './settings.ts';

/** The desk of the off-line batches. */
export function offlineDesk(ports: CirculationPorts, settings: OfflineSettings = defaultOfflineSettings): OfflineDesk {
  return {
    replay: replayBatch({ ...ports, offline: settings }),
    tell: tellFact({ ...ports, offline: settings }),
    report: (batchKey) => reportOf(ports.store, batchKey),
    exceptions: (asked) => ports.store.read.offline.exceptions(asked),
    resolve: resolveException(ports),
  };
}

function resolveException({ store, clock }: CirculationPorts): OfflineDesk['resolve'] {
  return async ({ id, note, by, libraryId }) => {
    const line = await store.read.offline.exception(id);
    if (!line || (libraryId !== null && line.libraryId !== libraryId)) return refused('exception-unknown');
    const resolved = await store.transaction(async (work) => {
      const at = clock.now();
      if (!(await work.offline.resolve(id, { at, by, note }))) return refused('exception-resolved');
      await work.journal.append({
        at,
        type: 'OFFLINE_RESOLVED',
        actor: `user:${by}`,
        libraryId: line.libraryId,
        deviceId: line.deviceId,
        itemId: line.itemId,
        patronRef: null,
        payload: { line: id },
      });
      return granted({ ...line, card: null, resolvedAt: at, resolvedBy: by, note });
    });
    return resolved;
  };
}
