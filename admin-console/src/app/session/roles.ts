import type { Role } from '../api/contract';

const deskRoles: readonly Role[] = ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'];

/** Whether a role lends and takes back. The server decides again at each request. */
export function circulates(role: Role): boolean {
  return deskRoles.includes(role);
}
