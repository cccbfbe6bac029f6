import type { Library } from '../../core/library.ts';
import type { MigrationBatch } from '../../core/migration/entities.ts';
import type { Device, NetworkLibrary } from '../../core/network/network.ts';
import { granted, refused } from '../../core/outcome.ts';
import type { ActivityRow } from '../../core/ports/reading.ts';
import type { Role, StaffUser } from '../../core/ports/staff.ts';

/** 12:00 UTC, 13:00 in Paris. */
export const noon = Date.parse('2026-11-21T12:00:00Z');

const lens: NetworkLibrary = {
  id: 1,
  code: 'LENS',
  name: 'Médiathèque de Lens',
  commune: 'Lens',
  inseeCode: '62498',
  kind: 'HUB',
  state: 'LIVE',
  isPickup: true,
  acceptsReturns: true,
};
const avion: NetworkLibrary = {
  ...lens,
  id: 2,
  code: 'AVION',
  name: 'Médiathèque d’Avion',
  commune: 'Avion',
  kind: 'BRANCH',
  isPickup: false,
};

/** A terminal of Lens, never seen unless told otherwise. */
export function kiosk(login: string, changes: Partial<Device> = {}): Device {
  const never = { profile: {}, lastSeenAt: null, lastStatus: null };
  return { id: 1, login, name: `Automate ${login}`, kind: 'SELFCHECK', libraryId: 1, ...never, ...changes };
}

/** A movement of the day. */
export function movement(seq: number, changes: Partial<ActivityRow> = {}): ActivityRow {
  const facts = {
    libraryCode: 'LENS',
    device: 'kiosk-lens',
    barcode: `3000000${seq}`,
    title: `Titre ${seq}`,
    routing: null,
  };
  return { seq, at: noon, type: 'LOAN', ...facts, ...changes };
}

/** A batch of Lens, handed over unless told otherwise. */
export function batchOfLens(id: number, changes: Partial<MigrationBatch> = {}): MigrationBatch {
  return {
    ...{ id, kind: 'RECORDS', libraryId: 1, source: 'LENS', profile: 'koha', profileVersion: 0 },
    ...{ file: '/data/migration/LENS-export.mrc', size: 1_000, state: 'UPLOADED', step: null, done: 0, lineCount: 0 },
    ...{ analysedAt: null, appliedAt: null, createdAt: noon, updatedAt: noon, createdBy: 'coord' },
    ...{ signedBy: null, signedAt: null, stopReason: null, stopDetail: null, digest: null },
    ...changes,
  };
}

/** What the admin API asks of a library: two libraries, staff of every role (password `demo`), sessions that end. */
export class SmallNetwork {
  time = noon;
  devices: Device[] = [kiosk('kiosk-lens'), kiosk('kiosk-avion', { id: 2, libraryId: 2 })];
  movements: ActivityRow[] = [];
  batches: MigrationBatch[] = [];
  readonly sessions = new Map<string, StaffUser>();
  readonly followers = new Set<(row: ActivityRow) => void>();
  readonly uses: (string | undefined)[] = [];
  fault: Error | null = null;

  /** Something happens in the network. */
  happens(row: ActivityRow): void {
    this.movements.push(row);
    for (const follower of this.followers) follower(row);
  }

  readonly library = {
    now: () => this.time,
    network: {
      libraries: async () => [lens, avion],
      library: (id: number) => (id === 1 ? lens : avion),
      devices: async () => {
        if (this.fault) throw this.fault;
        return this.devices;
      },
    },
    staff: {
      signIn: async (login: string, password: string) => {
        const user = staff.find((one) => one.login === login);
        if (!user || password !== 'demo') return refused('credentials-wrong');
        const token = `token-of-${login}-${this.sessions.size + 1}`.padEnd(43, '0');
        this.sessions.set(token, user);
        return granted({ user, token, ...open });
      },
      session: async (token: string, use?: string) => {
        this.uses.push(use);
        const user = this.sessions.get(token);
        return user ? granted({ user, ...open }) : refused('not-authorised');
      },
      signOut: async (token: string) => void this.sessions.delete(token),
    },
    migration: { batches: async () => this.batches, isStopped: () => false },
    activity: {
      today: async (limit: number) => ({
        rows: [...this.movements].reverse().slice(0, limit),
        totals: { loans: this.movements.length, returns: 0, renewals: 0 },
      }),
      follow: (listener: (row: ActivityRow) => void) => {
        this.followers.add(listener);
        return () => void this.followers.delete(listener);
      },
    },
  } as unknown as Library;
}

/** A session that does what its role may, and ends at two. */
const open = { stage: 'open', endsAt: noon + 3_600_000 };

const member = (id: number, login: string, role: Role, libraryId: number | null): StaffUser => {
  return { id, login, name: `Nom de ${login}`, role, libraryId, active: true };
};
const staff: readonly StaffUser[] = [
  member(1, 'admin', 'NETWORK_ADMIN', null),
  member(2, 'coord', 'COORDINATOR', null),
  member(3, 'resp-lens', 'LIBRARY_MANAGER', 1),
  member(4, 'agent-lens', 'STAFF', 1),
  member(5, 'info', 'IT_REFERENT', null),
  member(6, 'audit', 'AUDITOR', null),
];
