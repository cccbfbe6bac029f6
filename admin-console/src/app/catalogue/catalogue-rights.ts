import type { Role } from '../api/contract';
import { runsReaders } from '../session/roles';

const heads: readonly Role[] = ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'];

/** Whether a role merges, deletes and exports records, and edits authorities. The server decides again at each request. */
export function headsLibrary(role: Role): boolean {
  return heads.includes(role);
}

/** Whether a role looks after the digital library, or audits it. */
export function readsDigital(role: Role): boolean {
  return runsReaders(role) || role === 'AUDITOR';
}
