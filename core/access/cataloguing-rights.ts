import type { Role } from '../ports/staff.ts';

/** Who may change records, whichever protocol he comes by. */
export const cataloguingRights: Readonly<Record<'edit-records' | 'delete-records', readonly Role[]>> = {
  'edit-records': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'delete-records': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'],
};
