import { dayMilliseconds } from '../circulation/ports.ts';
import { localDate } from '../circulation/local-days.ts';
import type { HarvestDesk } from '../harvest/desk.ts';
import type { NavetteDesk } from '../navette/desk.ts';
import type { Directory } from '../network/directory.ts';
import { granted, refused } from '../outcome.ts';
import type { LibraryCount } from '../ports/alerts.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { AlertDesk, AlertsAsked } from './desk.ts';
import type { Alert, AlertKind } from './entities.ts';
import { silentAmong } from './silent-devices.ts';

/** Late documents looked at for one list: beyond, the counts are those of the oldest. */
const lateLooked = 1_000;
/** Acknowledgements older than this are of alerts long past. */
const acknowledgedDays = 90;

export interface AlertPorts {
  readonly store: Store;
  readonly directory: Pick<Directory, 'calendars'>;
  readonly clock: Clock;
  readonly navette: Pick<NavetteDesk, 'late'>;
  readonly harvests: Pick<HarvestDesk, 'sources'>;
}
type NewAlert = Omit<Alert, 'acknowledged'>;

/** What calls for somebody: each kind is found by its own function, and nothing of it is stored but who sees to it. */
export function alertDesk(ports: AlertPorts): AlertDesk {
  const list = async ({ libraryId, kinds }: AlertsAsked): Promise<readonly Alert[]> => {
    const found = await Promise.all(kinds.map((kind) => finders[kind](ports)));
    const own = found.flat().filter((alert) => libraryId === null || alert.libraryId === libraryId);
    const seen = await ports.store.read.alerts.acknowledged(own.map(({ key }) => key));
    return own
      .map((alert) => ({ ...alert, acknowledged: seen.get(alert.key) ?? null }))
      .sort((a, b) => a.since - b.since || (a.key < b.key ? -1 : 1));
  };
  return {
    list,
    async acknowledge(key, asked, { login }) {
      const alert = (await list(asked)).find((one) => one.key === key);
      if (!alert) return refused('alert-unknown');
      const at = ports.clock.now();
      const kept = await ports.store.transaction(async (work) => {
        if (!(await work.alerts.acknowledge(key, { login, at }))) return granted(null);
        await work.alerts.forget(at - acknowledgedDays * dayMilliseconds);
        await work.journal.append({
          at,
          type: 'ALERT_ACKNOWLEDGED',
          actor: `user:${login}`,
          libraryId: alert.libraryId,
          deviceId: null,
          itemId: null,
          patronRef: null,
          payload: { kind: alert.kind, subject: alert.subject, count: alert.count },
        });
        return granted(null);
      });
      if (!kept.granted) return kept;
      const seen = await ports.store.read.alerts.acknowledged([key]);
      return granted({ ...alert, acknowledged: seen.get(key) ?? null });
    },
  };
}

const finders: Record<AlertKind, (ports: AlertPorts) => Promise<NewAlert[]>> = {
  async 'device-silent'({ store, directory, clock }) {
    const silent = silentAmong(await store.read.devices(), directory.calendars, clock.now());
    return silent.map(({ device: { login, name, libraryId }, since }) => ({
      ...{ key: `device-silent ${login} ${since}`, kind: 'device-silent', subject: login, name },
      ...{ libraryId, since, count: 1 },
    }));
  },
  // The list is worked through once a day: seen to today, it calls again tomorrow.
  'hold-shelf-expired': async ({ store, clock }) =>
    (await store.read.alerts.endedOnShelf()).map((count) =>
      ofLibrary('hold-shelf-expired', count, localDate(clock.now())),
    ),
  async 'shuttle-late'({ navette, clock }) {
    const { late } = await navette.late(null, { offset: 0, limit: lateLooked });
    const counts = new Map<number, LibraryCount>();
    for (const { transit, promisedAt, lastSeenLibraryId: libraryId } of late) {
      const { count = 0, since = promisedAt } = counts.get(libraryId) ?? {};
      counts.set(libraryId, { libraryId, count: count + 1, since: Math.min(since, promisedAt), newest: transit.id });
    }
    return [...counts.values()].map((count) => ofLibrary('shuttle-late', count, localDate(clock.now())));
  },
  async 'harvest-failed'({ harvests }) {
    const sheets = await harvests.sources();
    return sheets.flatMap(({ source: { code, name, active }, lastRun }) => {
      if (!active || (lastRun?.state !== 'FAILED' && lastRun?.state !== 'TO_APPROVE')) return [];
      const key = `harvest-failed ${code} ${lastRun.id}`;
      const since = lastRun.finishedAt ?? lastRun.startedAt;
      return [{ key, kind: 'harvest-failed', libraryId: null, subject: code, name, count: 1, since }];
    });
  },
  // A new exception is another alert: somebody sees to those he knew of.
  'offline-exceptions': async ({ store }) =>
    (await store.read.alerts.openExceptions()).map((count) =>
      ofLibrary('offline-exceptions', count, String(count.newest)),
    ),
};

function ofLibrary(kind: AlertKind, { libraryId, count, since }: LibraryCount, episode: string): NewAlert {
  return { key: `${kind} ${libraryId} ${episode}`, kind, libraryId, subject: null, name: null, count, since };
}
