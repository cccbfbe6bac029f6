import type { Role } from '../../core/ports/store.ts';

/** What may be asked of the API. Every route names one; a route without one does not start. */
export const actions = ['use-own-session', 'read-network', 'read-devices', 'read-totals', 'read-movements'] as const;
export type Action = (typeof actions)[number];

const everyRole: readonly Role[] = [
  'NETWORK_ADMIN',
  'COORDINATOR',
  'LIBRARY_MANAGER',
  'STAFF',
  'IT_REFERENT',
  'AUDITOR',
];

/** Who may do what: denied unless written here. Movements name documents, never readers; auditors see counts. */
const allowed: Record<Action, readonly Role[]> = {
  'use-own-session': everyRole,
  'read-network': everyRole,
  'read-devices': everyRole,
  'read-totals': everyRole,
  'read-movements': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
};

/** Whether a role may do this. */
export function can(role: Role, action: Action): boolean {
  return allowed[action].includes(role);
}
