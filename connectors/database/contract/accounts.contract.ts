import { granted } from '../../../core/outcome.ts';
import type { NewEvent } from '../../../core/ports/journal.ts';
import { committed, noon, shelved, type Subject } from './small-network.ts';

/** Accounts, second factors and sessions; and the journal as it is looked through. */
export function accountsContract(subject: () => Subject): void {
  const hash = (letter: string) => letter.repeat(64);
  const session = (letter: string, userId: number) => ({
    ...{
      tokenHash: hash(letter),
      userId,
      createdAt: noon,
      lastSeenAt: noon,
      passedAt: null,
      client: 'Firefox, Windows',
    },
  });
  const idOf = async (login: string) => (await subject().store.read.staffUser(login))!.id;

  beforeAll(async () => {
    const { store } = subject();
    const account = { libraryId: null, active: true, passwordHash: 'x', temporaryUntil: null } as const;
    for (const [login, role] of [
      ['ana', 'NETWORK_ADMIN'],
      ['bob', 'NETWORK_ADMIN'],
      ['zoe', 'STAFF'],
    ] as const) {
      const made = await committed(store, (work) => work.staff.insert({ ...account, login, name: login, role }));
      expect(made).toBe(true);
    }
  });

  test('a login is taken once, though twenty want it at the same time', async () => {
    const { store } = subject();
    const account = { name: 'x', role: 'STAFF', libraryId: null, active: true, passwordHash: 'x' } as const;
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        committed(store, (work) => work.staff.insert({ ...account, login: 'one', temporaryUntil: n })),
      ),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  test('an account is claimed, described and given a password', async () => {
    const { store, network } = subject();
    const id = await idOf('zoe');
    await committed(store, async (work) => {
      expect(await work.staff.claim('nobody')).toBeNull();
      expect(await work.staff.claim('zoe')).toMatchObject({ id, role: 'STAFF', active: true, enrolledAt: null });
      const rights = { name: 'Zoé', role: 'LIBRARY_MANAGER', libraryId: network.lens, active: false } as const;
      await work.staff.describe(id, rights);
      await work.staff.setPassword(id, 'y', noon);
    });
    expect(await store.read.staff.account('zoe')).toEqual({
      ...{ id, login: 'zoe', name: 'Zoé', role: 'LIBRARY_MANAGER', libraryId: network.lens, active: false },
      ...{ temporaryUntil: noon, enrolledAt: null, lastSignInAt: null, sessions: 0 },
    });
    expect(await store.read.staff.account('nobody')).toBeNull();
  });

  test('administrators in use are counted', async () => {
    const { store } = subject();
    expect(await committed(store, (work) => work.staff.claimAdministrators())).toBe(2);
  });

  test('sessions are opened, passed under another token, listed and ended', async () => {
    const { store } = subject();
    const id = await idOf('ana');
    for (const letter of ['a', 'b', 'c']) {
      await committed(store, (work) => work.staff.openSession(session(letter, id)));
    }
    expect(await store.read.staff.account('ana')).toMatchObject({ lastSignInAt: noon, sessions: 3 });
    await committed(store, async (work) => {
      expect(await work.staff.passSession(hash('a'), { tokenHash: hash('d'), passedAt: noon + 1 })).toBe(true);
      expect(await work.staff.passSession(hash('a'), { tokenHash: hash('e'), passedAt: noon + 1 })).toBe(false);
    });
    expect(await store.read.session(hash('a'))).toBeNull();
    expect((await store.read.session(hash('d')))?.session).toMatchObject({ passedAt: noon + 1, createdAt: noon });
    await committed(store, async (work) => {
      expect(await work.staff.endSession(id, hash('b'))).toBe(true);
      expect(await work.staff.endSession(id, hash('b'))).toBe(false);
      expect(await work.staff.endSessions(id, hash('d'))).toBe(1);
    });
    expect((await store.read.staff.sessions(id)).map(({ tokenHash }) => tokenHash)).toEqual([hash('d')]);
    expect((await store.read.audit()).map(({ invariant }) => invariant)).toContain('passed-session-of-enrolled');
  });

  test('what is being edited in a session goes on under its next token, and ends with it', async () => {
    const { store, network, database } = subject();
    const id = await idOf('bob');
    const { recordId } = await shelved(store, network);
    await committed(store, (work) => work.staff.openSession(session('f', id)));
    await database.transaction(async (sql) => {
      const text = 'INSERT INTO record_locks (recordId, login, sessionHash, since, expiresAt) VALUES (?, ?, ?, ?, ?)';
      return granted(await sql.run(text, [recordId, 'bob', hash('f'), noon, noon]));
    });
    await committed(store, (work) => work.staff.passSession(hash('f'), { tokenHash: hash('9'), passedAt: noon }));
    const lock = () => database.reader.one('SELECT sessionHash FROM record_locks WHERE recordId = ?', [recordId]);
    expect(await lock()).toEqual({ sessionHash: hash('9') });
    await committed(store, (work) => work.staff.endSessions(id));
    expect(await lock()).toBeNull();
  });

  test('a second factor is kept, replaced and taken away with its codes; a code is used once', async () => {
    const { store } = subject();
    const id = await idOf('ana');
    const factor = { userId: id, secret: 'sealed', enrolledAt: noon, lastStep: 5, failures: 0, lockedUntil: 0 };
    await committed(store, async (work) => {
      await work.staff.claim('ana');
      await work.staff.saveSecondFactor({ ...factor, secret: 'other', enrolledAt: null });
      await work.staff.saveSecondFactor(factor);
      await work.staff.setRecoveryCodes(id, [hash('1'), hash('2')]);
      await work.staff.setRecoveryCodes(id, [hash('3'), hash('4')]);
    });
    expect((await store.read.staffUser('ana'))?.enrolledAt).toBe(noon);
    expect(await committed(store, (work) => work.staff.secondFactor(id))).toEqual(factor);
    expect(await store.read.staff.recoveryCodesLeft(id)).toBe(2);
    const used = await Promise.all(
      Array.from({ length: 10 }, () => committed(store, (work) => work.staff.useRecoveryCode(id, hash('3'), noon))),
    );
    expect(used.filter(Boolean)).toHaveLength(1);
    expect(await committed(store, (work) => work.staff.useRecoveryCode(id, hash('1'), noon))).toBe(false);
    expect(await store.read.staff.recoveryCodesLeft(id)).toBe(1);
    expect((await store.read.audit()).map(({ invariant }) => invariant)).not.toContain('passed-session-of-enrolled');
    await committed(store, async (work) => {
      expect(await work.staff.removeSecondFactor(id)).toBe(true);
      expect(await work.staff.removeSecondFactor(id)).toBe(false);
    });
    expect(await store.read.staff.recoveryCodesLeft(id)).toBe(0);
  });

  test('broken accounts are found', async () => {
    const { store, database } = subject();
    const write = (text: string) => database.transaction(async (sql) => granted(await sql.run(text)));
    const id = await idOf('bob');
    await write(`UPDATE staff_users SET active = 0 WHERE role = 'NETWORK_ADMIN'`);
    await write(`INSERT INTO staff_recovery_codes (codeHash, userId) VALUES ('stray', ${id})`);
    const found = (await store.read.audit()).filter(({ invariant }) =>
      /account|administrator|enrolled/.test(invariant),
    );
    expect(found.map(({ invariant }) => invariant).toSorted()).toEqual([
      'network-has-an-administrator',
      'passed-session-of-enrolled',
      'recovery-codes-of-enrolled',
      'suspended-account-has-no-session',
    ]);
    await write('DELETE FROM staff_recovery_codes');
    await write('UPDATE staff_users SET active = 1');
    await write('DELETE FROM staff_sessions');
  });

  describe('the journal, looked through', () => {
    const day = 86_400_000;
    const nobody = { libraryId: null, deviceId: null, itemId: null, patronRef: null };
    const all = {
      from: 0,
      to: null,
      types: null,
      libraryId: null,
      actor: null,
      itemId: null,
      deviceId: null,
      reader: null,
    };
    const seen = async (filter: object, limit = 100) =>
      (await subject().store.read.journal.lines({ ...all, ...filter }, null, limit)).rows.map(
        ({ payload }) => payload['n'],
      );

    beforeAll(async () => {
      const { store, network } = subject();
      const lines: Partial<NewEvent>[] = [
        { at: noon, type: 'SIGN_IN', actor: 'user:ana' },
        { at: noon, type: 'LOAN', actor: 'device:kiosk-lens', libraryId: network.lens, deviceId: network.kiosk },
        { at: noon, type: 'LOAN', actor: 'user:ana', libraryId: network.lievin, patronRef: 'ab'.repeat(16) },
        { at: noon + day, type: 'RETURN', actor: 'user:ana', libraryId: network.lens },
        { at: noon + 2 * day, type: 'SIGN_IN', actor: 'user:bob' },
      ];
      await committed(store, async (work) => {
        for (const [n, line] of lines.entries()) {
          await work.journal.append({ ...nobody, ...line, payload: { n } } as NewEvent);
        }
      });
    });

    test('comes the newest first, and by each filter', async () => {
      const { network } = subject();
      expect(await seen({})).toEqual([4, 3, 0, 2, 1]);
      expect(await seen({ from: noon + 1, to: noon + 2 * day })).toEqual([3]);
      expect(await seen({ types: ['SIGN_IN', 'RETURN'] })).toEqual([4, 3, 0]);
      expect(await seen({ libraryId: network.lens })).toEqual([3, 1]);
      expect(await seen({ actor: 'ana' })).toEqual([3, 0, 2]);
      expect(await seen({ actor: 'kiosk-lens' })).toEqual([1]);
      expect(await seen({ deviceId: network.kiosk })).toEqual([1]);
      expect(await seen({ reader: 'abab' })).toEqual([2]);
      expect(await seen({ itemId: 62 })).toEqual([]);
    });

    test('a page ends where the next begins, whatever its size', async () => {
      const { read } = subject().store;
      for (const limit of [1, 2, 5]) {
        const found: unknown[] = [];
        let before = null;
        do {
          const page: Awaited<ReturnType<typeof read.journal.lines>> = await read.journal.lines(all, before, limit);
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          found.push(...page.rows.map(({ payload }) => payload['n']));
          before = page.next;
        } while (before !== null);
        expect(found).toEqual([4, 3, 0, 2, 1]);
      }
    });

    test('a line is read alone; nobody’s number is null; a reader erased since is known to be', async () => {
      const { store, database } = subject();
      const [line] = (await store.read.journal.lines({ ...all, reader: 'abab' }, null, 1)).rows;
      expect(await store.read.journal.line(line!.seq)).toEqual(line);
      expect(line).toMatchObject({ isErased: false, position: null, barcode: null, device: null });
      expect(await store.read.journal.line(999_999)).toBeNull();
      expect(await store.read.journal.unsealed()).toBe(5);
      await database.transaction(async (sql) =>
        granted(await sql.run(`UPDATE events SET patronRef = NULL, patronDigest = 'd' WHERE seq = ${line!.seq}`)),
      );
      expect(await store.read.journal.line(line!.seq)).toMatchObject({ isErased: true, patronRef: null });
    });
  });
}
