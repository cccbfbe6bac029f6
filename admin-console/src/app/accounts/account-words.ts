import type { AccountView, Problem, Role } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

/** The roles, from the network's keys to the reader of everything. */
export const roleWords: Record<Role, MessageKey> = {
  NETWORK_ADMIN: 'role.NETWORK_ADMIN',
  COORDINATOR: 'role.COORDINATOR',
  LIBRARY_MANAGER: 'role.LIBRARY_MANAGER',
  STAFF: 'role.STAFF',
  IT_REFERENT: 'role.IT_REFERENT',
  AUDITOR: 'role.AUDITOR',
};
export const roles = Object.keys(roleWords) as readonly Role[];

/** Roles that are those of one library; the others are the network's. */
export function isOfOneLibrary(role: Role): boolean {
  return role === 'LIBRARY_MANAGER' || role === 'STAFF';
}

/** The roles somebody may give. The server decides again. */
export function rolesGivenBy(role: Role): readonly Role[] {
  return role === 'NETWORK_ADMIN' ? roles : roles.filter(isOfOneLibrary);
}

type Said = { readonly word: MessageKey; readonly icon: IconName; readonly tone: Tone };

/** Where an account stands: suspended, invited and not yet come, or in use. */
export function stateOf({ active, temporaryUntil }: AccountView, now: number): Said {
  if (!active) return { word: 'accounts.suspended', icon: 'pause', tone: 'refused' };
  if (temporaryUntil === null) return { word: 'accounts.active', icon: 'check', tone: 'shelf' };
  return Date.parse(temporaryUntil) < now
    ? { word: 'accounts.late', icon: 'warning', tone: 'decide' }
    : { word: 'accounts.invited', icon: 'clock', tone: 'shuttle' };
}

export const secondFactorWords: Record<AccountView['secondFactor'], Said> = {
  enrolled: { word: 'accounts.enrolled', icon: 'check', tone: 'shelf' },
  needed: { word: 'accounts.toEnrol', icon: 'clock', tone: 'decide' },
  none: { word: 'accounts.noSecondFactor', icon: 'minus', tone: 'neutral' },
};

const protectedWords: Readonly<Record<string, MessageKey>> = {
  own: 'accounts.refused.own',
  role: 'accounts.refused.role',
  'last-administrator': 'accounts.refused.lastAdministrator',
};
const invalidWords: Readonly<Record<string, MessageKey>> = {
  login: 'accounts.refused.login',
  name: 'accounts.refused.name',
  'library-needed': 'accounts.refused.libraryNeeded',
  'library-not-possible': 'accounts.refused.libraryNotPossible',
};

/** Why the server said no to an act on an account, null when it is none of its reasons. */
export function accountRefusal(problem: Problem | null): MessageKey | null {
  const reason = String(problem?.facts?.['reason']);
  switch (problem?.code) {
    case 'account-protected':
      return protectedWords[reason] ?? 'accounts.refused.role';
    case 'account-invalid':
      return invalidWords[reason] ?? 'accounts.refused.invalid';
    case 'login-taken':
      return 'accounts.refused.taken';
    case 'account-unknown':
      return 'accounts.refused.unknown';
    case 'session-unknown':
      return 'accounts.refused.session';
    case 'second-factor-not-possible':
      return 'accounts.refused.noSecondFactor';
    case 'invalid-request':
      return 'accounts.refused.login';
    default:
      return null;
  }
}

/** The accounts whose login, name or library contains every word of the filter, by name. */
export function accountRows(accounts: readonly AccountView[], filter: string): AccountView[] {
  const words = plain(filter).split(/\s+/).filter(Boolean);
  return accounts
    .filter(({ login, name, library }) => {
      const text = plain(`${login} ${name} ${library ?? ''}`);
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'fr') || one.login.localeCompare(other.login));
}

/** Without accents or case: `elise` finds Élise. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
