import { granted } from '../../../core/outcome.ts';
import type { StaffSession } from '../../../core/ports/staff.ts';
import type { Administration } from '../../../core/ports/store.ts';
import { migrate } from '../migrate.ts';
import { defineModels } from '../models/models.ts';
import type { Sql } from '../sql.ts';
import { ConstraintViolation } from '../sql.ts';
import { sequelizeOverSqlite } from '../sqlite/sequelize.ts';
import { staffWork } from '../stores/staff.ts';
import { onBothDatabases } from '../testing.ts';
import { createAdministration } from './administration.ts';

const library = (code: string) => ({
  code,
  name: `Médiathèque de ${code}`,
  commune: code,
  inseeCode: '62498',
  kind: 'BRANCH' as const,
  state: 'LIVE' as const,
  isPickup: true,
  acceptsReturns: false,
});
const device = (login: string, libraryId: number) => ({
  login,
  name: login,
  kind: 'SELFCHECK' as const,
  libraryId,
  profile: { language: 'fr' as const },
  secretHash: 'scrypt$…',
});
const user = (login: string) => ({
  login,
  name: 'Élise',
  role: 'STAFF' as const,
  libraryId: null,
  active: true,
  passwordHash: 'old',
});
const session = (tokenHash: string, userId: number, lastSeenAt: number, createdAt = 1000): StaffSession => ({
  ...{ tokenHash, userId, createdAt, lastSeenAt },
  ...{ passedAt: null, client: '' },
});

onBothDatabases((open) => {
  async function network(): Promise<{
    administration: Administration;
    reader: Sql;
    openSession: (session: StaffSession) => Promise<unknown>;
  }> {
    const database = await open();
    await migrate(database);
    const sequelize = database.dialect === 'sqlite' ? sequelizeOverSqlite(database) : database.sequelize;
    const administration = createAdministration(database, sequelize, defineModels(sequelize), {
      place: 'the test database',
    });
    const openSession = (opened: StaffSession) =>
      database.transaction(async (sql) => granted(await staffWork(sql).openSession(opened)));
    return { administration, reader: database.reader, openSession };
  }

  test('what is inserted keeps every field, and ids come back in the order given', async () => {
    const { administration, reader } = await network();
    const [lens, avion, lievin] = await administration.insertLibraries(['LENS', 'AVION', 'LIEVIN'].map(library));
    const rows = await reader.all<object>('SELECT * FROM libraries ORDER BY id');
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { id: lens, ...library('LENS'), isPickup: 1, acceptsReturns: 0, isil: null },
      { id: avion, ...library('AVION'), isPickup: 1, acceptsReturns: 0, isil: null },
      { id: lievin, ...library('LIEVIN'), isPickup: 1, acceptsReturns: 0, isil: null },
    ]);
    const [category] = await administration.insertCategories([
      { code: 'JEUNE', label: 'Jeune', kind: 'CHILD', membershipMonths: 12 },
    ]);
    await administration.insertPolicies([
      {
        categoryId: category!,
        itemType: null,
        libraryId: avion!,
        loanDays: 21,
        renewals: 2,
        renewDays: 14,
        maxPerType: null,
        maxTotal: 20,
        holdsMax: 5,
        holdable: true,
        selfCheck: false,
        hardDueDate: '2027-06-30',
        graceOpenDays: 1,
        suspensionPerLateDay: 0,
        feeSchedule: null,
      },
    ]);
    expect(
      await reader.one('SELECT categoryId, libraryId, itemType, maxPerType, holdable, selfCheck FROM policies'),
    ).toEqual({
      categoryId: category,
      libraryId: avion,
      itemType: null,
      maxPerType: null,
      holdable: 1,
      selfCheck: 0,
    });
  });

  test('a code that exists is a violation, and nothing of that call stays', async () => {
    const { administration, reader } = await network();
    await administration.insertLibraries([library('LENS')]);
    await expect(administration.insertLibraries([library('AVION'), library('LENS')])).rejects.toThrow(
      ConstraintViolation,
    );
    expect(await reader.one('SELECT COUNT(*) AS n FROM libraries')).toEqual({ n: 1 });
    await expect(administration.insertDevices([device('kiosk-nowhere', 62)])).rejects.toMatchObject({
      kind: 'foreign-key',
    });
  });

  test('setting a calendar replaces the whole week and every exception of that library, of no other', async () => {
    const { administration, reader } = await network();
    const [lens, avion] = await administration.insertLibraries(['LENS', 'AVION'].map(library));
    const week = [[{ from: '10:00', to: '18:00' }], [], [], [], [], [], []];
    const closed = (date: string) => ({ date, until: null, weekday: null, yearly: true, hours: [], reason: 'Fête' });
    await administration.setCalendars([
      { libraryId: lens!, weekly: week, exceptions: [closed('2026-05-01'), closed('2026-07-14')] },
      { libraryId: avion!, weekly: week, exceptions: [closed('2026-12-04')] },
    ]);
    await administration.setCalendars([
      { libraryId: lens!, weekly: [...week].reverse(), exceptions: [closed('2026-12-25')] },
    ]);
    const weekly = await reader.all<{ weekly: string }>('SELECT weekly FROM calendars ORDER BY libraryId');
    expect(weekly.map((row) => JSON.parse(row.weekly) as unknown)).toEqual([[...week].reverse(), week]);
    const days = await reader.all<object>(
      'SELECT libraryId, date, yearly, hours FROM calendar_exceptions ORDER BY date',
    );
    expect(days.map((row) => ({ ...row }))).toEqual([
      { libraryId: avion, date: '2026-12-04', yearly: 1, hours: '[]' },
      { libraryId: lens, date: '2026-12-25', yearly: 1, hours: '[]' },
    ]);
  });

  test('a device seen late never looks older, and keeps the last status it told', async () => {
    const { administration, reader } = await network();
    const [lens] = await administration.insertLibraries([library('LENS')]);
    const [kiosk, gate] = await administration.insertDevices([device('kiosk-lens', lens!), device('gate-lens', lens!)]);
    await administration.sawDevices([
      { deviceId: gate!, at: 2000, status: null },
      { deviceId: kiosk!, at: 2000, status: 1 },
    ]);
    await administration.sawDevices([{ deviceId: kiosk!, at: 1500, status: 0 }]);
    await administration.sawDevices([{ deviceId: kiosk!, at: 2500, status: null }]);
    await administration.sawDevices([]);
    const rows = await reader.all<object>('SELECT login, lastSeenAt, lastStatus, profile FROM devices ORDER BY id');
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { login: 'kiosk-lens', lastSeenAt: 2500, lastStatus: 1, profile: '{"language":"fr"}' },
      { login: 'gate-lens', lastSeenAt: 2000, lastStatus: null, profile: '{"language":"fr"}' },
    ]);
  });

  test('a login is taken once; a new password closes every session of its user', async () => {
    const { administration, reader, openSession } = await network();
    expect(await administration.insertUser(user('elise'))).toBe(true);
    expect(await administration.insertUser(user('marc'))).toBe(true);
    expect(await administration.insertUser(user('elise'))).toBe(false);
    const [elise, marc] = await reader.all<{ id: number }>('SELECT id FROM staff_users ORDER BY id');
    for (const opened of [session('a', elise!.id, 1000), session('b', elise!.id, 1000), session('c', marc!.id, 1000)]) {
      await openSession(opened);
    }
    expect(await administration.setPassword('elise', 'new')).toBe(true);
    expect(await administration.setPassword('nobody', 'new')).toBe(false);
    expect(await reader.one('SELECT passwordHash FROM staff_users WHERE id = ?', [elise!.id])).toEqual({
      passwordHash: 'new',
    });
    expect(
      (await reader.all<{ tokenHash: string }>('SELECT tokenHash FROM staff_sessions')).map(
        ({ tokenHash }) => tokenHash,
      ),
    ).toEqual(['c']);
  });

  test('sessions end when idle, when old, or when closed', async () => {
    const { administration, reader, openSession } = await network();
    await administration.insertUser(user('elise'));
    const { id } = (await reader.one<{ id: number }>('SELECT id FROM staff_users'))!;
    for (const opened of [
      session('idle', id, 1000, 900),
      session('old', id, 9000, 10),
      session('live', id, 1000, 900),
      session('bye', id, 9000, 900),
    ]) {
      await openSession(opened);
    }
    await administration.touchSession('live', 9000);
    await administration.touchSession('live', 8000);
    await administration.closeSession('bye');
    expect(await administration.closeSessionsOlderThan(5000, 100)).toBe(2);
    expect(await reader.one('SELECT tokenHash, lastSeenAt FROM staff_sessions')).toEqual({
      tokenHash: 'live',
      lastSeenAt: 9000,
    });
  });

  test('one owner at a time holds a lease, may renew it, gives it back or loses it with time', async () => {
    const { administration } = await network();
    const { holdLease } = administration;
    expect(await Promise.all(['a', 'b', 'c'].map((owner) => holdLease('sealer', owner, 60_000)))).toContain(true);
    const owners = await Promise.all(['a', 'b', 'c'].map((owner) => holdLease('sealer', owner, 60_000)));
    expect(owners.filter(Boolean)).toHaveLength(1);
    const owner = ['a', 'b', 'c'][owners.indexOf(true)]!;
    expect(await holdLease('another', 'z', 60_000)).toBe(true);
    expect(await holdLease('sealer', owner, 0)).toBe(true);
    expect(await holdLease('sealer', 'z', 60_000)).toBe(true);
    expect(await holdLease('sealer', owner, 60_000)).toBe(false);
  });
});
