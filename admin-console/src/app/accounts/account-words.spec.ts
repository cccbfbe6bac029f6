import type { AccountView } from '../api/contract';
import { accountRefusal, accountRows, rolesGivenBy, stateOf } from './account-words';

const now = Date.parse('2026-11-29T10:00:00Z');
const account = (login: string, changes: Partial<AccountView> = {}): AccountView => ({
  ...{ login, name: login, role: 'STAFF', library: 'LENS', active: true, temporaryUntil: null },
  ...{ secondFactor: 'none', lastSignInAt: null, sessions: 0, mayChange: true },
  ...changes,
});

describe('an account', () => {
  const states: [Partial<AccountView>, string][] = [
    [{}, 'accounts.active'],
    [{ active: false, temporaryUntil: '2026-12-01T10:00:00Z' }, 'accounts.suspended'],
    [{ temporaryUntil: '2026-12-01T10:00:00Z' }, 'accounts.invited'],
    [{ temporaryUntil: '2026-11-28T10:00:00Z' }, 'accounts.late'],
  ];
  for (const [changes, word] of states) {
    it(`${JSON.stringify(changes)} is ${word}`, () =>
      expect(stateOf(account('zoe', changes), now).word).toBe(word as never));
  }

  it('is found without accents, by name, login or library, in the order of names', () => {
    const all = [account('zoe', { name: 'Élise' }), account('bob', { library: 'AVION' }), account('ana')];
    expect(accountRows(all, '').map(({ login }) => login)).toEqual(['ana', 'bob', 'zoe']);
    expect(accountRows(all, 'elise').map(({ login }) => login)).toEqual(['zoe']);
    expect(accountRows(all, 'avion bob').map(({ login }) => login)).toEqual(['bob']);
    expect(accountRows(all, 'paris')).toEqual([]);
  });

  it('is given by a coordinator the roles of libraries alone', () => {
    expect(rolesGivenBy('COORDINATOR')).toEqual(['LIBRARY_MANAGER', 'STAFF']);
    expect(rolesGivenBy('NETWORK_ADMIN').length).toBe(6);
  });

  it('says why the server said no, and nothing of what it does not know', () => {
    const problem = (code: string, reason?: string) => ({
      ...{ type: 'about:blank', title: '', status: 403, code },
      ...(reason !== undefined && { facts: { reason } }),
    });
    expect(accountRefusal(problem('account-protected', 'last-administrator'))).toBe(
      'accounts.refused.lastAdministrator',
    );
    expect(accountRefusal(problem('account-invalid', 'library-needed'))).toBe('accounts.refused.libraryNeeded');
    expect(accountRefusal(problem('login-taken'))).toBe('accounts.refused.taken');
    expect(accountRefusal(problem('forbidden'))).toBeNull();
    expect(accountRefusal(null)).toBeNull();
  });
});
