import type { Role } from '../api/contract';

const deskRoles: readonly Role[] = ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'];

/** Whether a role lends and takes back. The server decides again at each request. */
export function circulates(role: Role): boolean {
  return deskRoles.includes(role);
}

/** Whether a role sees readers, an auditor without their person. */
export function readsReaders(role: Role): boolean {
  return circulates(role) || role === 'AUDITOR';
}

/** Whether a role answers for what is kept of readers: makes one account of two, gives a reader his data. */
export function answersForReaders(role: Role): boolean {
  return runsReaders(role) || role === 'LIBRARY_MANAGER';
}

/** Whether a role erases readers and decides of their categories. */
export function runsReaders(role: Role): boolean {
  return role === 'NETWORK_ADMIN' || role === 'COORDINATOR';
}
