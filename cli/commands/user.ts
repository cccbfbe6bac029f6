import { generatedPassword, shortestPassword } from '../../core/access/passwords.ts';
import { hashSecret, passwordCost } from '../../core/access/secrets.ts';
import { accountEvent } from '../../core/access/sessions.ts';
import { granted, refused } from '../../core/outcome.ts';
import { roles, type Role } from '../../core/ports/staff.ts';
import type { Store } from '../../core/ports/store.ts';
import type { Application } from '../application.ts';
import { UserMistake, type DataCommand } from '../command.ts';

interface AddRequest {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly library: string | null;
  /** Null: one is generated and told once. */
  readonly password: string | null;
}

/** Creates a console account. */
export const userAdd: DataCommand<AddRequest> = {
  name: 'user-add',
  async run(application, request, teller) {
    const role = roles.find((candidate) => candidate === request.role);
    if (!role) throw new UserMistake(`${request.role} is not a role: ${roles.join(', ')}`);
    const { password, generated } = chosen(request.password);
    const made = await addUser(application, { ...request, role, password });
    if (!made) throw new UserMistake(`the login ${request.login} is taken`);
    teller.say(`${request.login} created (${role})`);
    if (generated) teller.say(`password, told this once: ${password}`);
    return 0;
  },
};

/** Gives an account a new password and closes its sessions. */
export const userPasswd: DataCommand<{ readonly login: string; readonly password: string | null }> = {
  name: 'user-passwd',
  async run({ store, clock }, request, teller) {
    const { password, generated } = chosen(request.password);
    const known = await store.administration.setPassword(request.login, await hashSecret(password, passwordCost));
    if (!known) throw new UserMistake(`no account is called ${request.login}`);
    await noteChange(store, request.login, 'password', clock.now());
    teller.say(`${request.login}: password changed, sessions closed`);
    if (generated) teller.say(`password, told this once: ${password}`);
    return 0;
  },
};

/** Takes the second factor of an account away: it enrols again at its next sign-in, or signs in by its password alone. */
export const userResetSecondFactor: DataCommand<{ readonly login: string }> = {
  name: 'user-reset-second-factor',
  async run({ store, clock }, { login }, teller) {
    const done = await store.transaction(async (work) => {
      const account = await work.staff.claim(login);
      if (!account) return refused('account-unknown');
      const had = await work.staff.removeSecondFactor(account.id);
      await work.staff.endSessions(account.id);
      const payload = { login, change: 'second-factor-reset' };
      if (had) await work.journal.append(accountEvent('command', clock.now(), 'USER_CHANGED', payload));
      return granted(had);
    });
    if (!done.granted) throw new UserMistake(`no account is called ${login}`);
    teller.say(done.value ? `${login}: second factor taken away, sessions closed` : `${login} has no second factor`);
    return 0;
  },
};

/** Lists the console accounts. */
export const userList: DataCommand<Record<string, never>> = {
  name: 'user-list',
  async run({ store, directory }, _request, teller) {
    for (const user of await store.read.staffUsers()) {
      const library = user.libraryId === null ? 'network' : directory.library(user.libraryId).code;
      teller.say(
        [
          user.login,
          user.role,
          library,
          user.active ? 'active' : 'inactive',
          user.enrolledAt === null ? 'password' : 'second-factor',
          user.name,
        ].join('\t'),
      );
    }
    return 0;
  },
};

/** Stores a new account; false when its login is taken. */
export async function addUser(
  { store, directory, clock }: Pick<Application, 'store' | 'directory' | 'clock'>,
  user: { login: string; name: string; role: Role; library: string | null; password: string },
): Promise<boolean> {
  const library = user.library === null ? null : directory.libraryByCode(user.library);
  if (user.library !== null && library === null) throw new UserMistake(`no library has the code ${user.library}`);
  const made = await store.administration.insertUser({
    login: user.login,
    name: user.name,
    role: user.role,
    libraryId: library?.id ?? null,
    active: true,
    passwordHash: await hashSecret(user.password, passwordCost),
  });
  if (made) await noteChange(store, user.login, 'created', clock.now());
  return made;
}

function chosen(password: string | null): { password: string; generated: boolean } {
  if (password === null) return { password: generatedPassword(), generated: true };
  if (password.length < shortestPassword) {
    throw new UserMistake(`a password has at least ${shortestPassword} characters`);
  }
  return { password, generated: false };
}

async function noteChange(store: Store, login: string, change: string, at: number): Promise<void> {
  await store.transaction(async (work) => {
    await work.journal.append(accountEvent('command', at, 'USER_CHANGED', { login, change }));
    return granted(null);
  });
}
