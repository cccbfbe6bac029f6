import type { Role } from '../api/contract';

const heads: readonly Role[] = ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'];

/** Whether a role merges, deletes and exports records. The server decides again at each request. */
export function headsLibrary(role: Role): boolean {
  return heads.includes(role);
}
