import type { Role } from '../api/contract';

/** Who edits the rules of the network. The server decides again at each request. */
export function editsRules(role: Role): boolean {
  return role === 'NETWORK_ADMIN' || role === 'COORDINATOR';
}

/** Who reads the rules and the calendars in the console: those who edit them, those who live by them, and auditors. */
export function readsRules(role: Role): boolean {
  return editsRules(role) || role === 'LIBRARY_MANAGER' || role === 'AUDITOR';
}

/** Who edits calendars: a manager, that of his own library. */
export function editsCalendars(role: Role): boolean {
  return editsRules(role) || role === 'LIBRARY_MANAGER';
}

/** Who may read one library in detail: a manager, his own. */
export function readsLibraryLife(role: Role): boolean {
  return readsRules(role);
}

/** Who reads the statistics: a manager, those of his library. */
export function readsStatistics(role: Role): boolean {
  return readsRules(role);
}

/** Who says the inhabitants and the budgets of the communes. */
export function editsBudgets(role: Role): boolean {
  return editsRules(role);
}

/** Who looks after the server. */
export function readsSystem(role: Role): boolean {
  return role === 'NETWORK_ADMIN' || role === 'IT_REFERENT';
}

/** Who keeps accounts: a coordinator, those of managers and agents. */
export function keepsAccounts(role: Role): boolean {
  return editsRules(role);
}

/** Who reads the journal: a manager, the lines of his library. */
export function readsJournal(role: Role): boolean {
  return readsRules(role);
}

/** Who has the whole chain of the journal checked. */
export function verifiesJournal(role: Role): boolean {
  return editsRules(role) || role === 'AUDITOR';
}
