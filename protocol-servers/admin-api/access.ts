import { cataloguingRights } from '../../core/access/cataloguing-rights.ts';
import type { Role } from '../../core/ports/store.ts';

/** What may be asked of the API. Every route names one; a route without one does not start. */
export const actions = [
  'use-own-session',
  'read-network',
  'read-devices',
  'read-totals',
  'read-movements',
  'read-terms',
  'read-holds',
  'manage-holds',
  'read-shuttle',
  'run-shuttle',
  'edit-shuttle',
  'edit-terms',
  'edit-calendar',
  'explain',
  'circulate',
  'override',
  'replay-offline',
  'read-notices',
  'manage-notices',
  'edit-notice-templates',
  'read-patrons',
  'edit-patrons',
  'merge-patrons',
  'erase-patrons',
  'edit-patron-categories',
  'read-sorting',
  'edit-sorting',
  'edit-floating',
  'export-catalogue',
  'read-migration',
  'run-migration',
  'sign-migration',
  'edit-migration',
  'read-device-registry',
  'edit-devices',
  'read-exchanges',
  'try-terminal',
  'act-at-terminal',
  'read-tags',
  'edit-tags',
  'read-tagging',
  'edit-isil',
  'read-records',
  'edit-records',
  'delete-records',
  'merge-records',
  'edit-items',
  'edit-cataloguing-rules',
  'edit-authorities',
  'merge-authorities',
  'import-authorities',
] as const;
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
  'read-terms': everyRole,
  'read-holds': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'manage-holds': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'read-shuttle': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'run-shuttle': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'edit-shuttle': ['NETWORK_ADMIN', 'COORDINATOR'],
  'edit-terms': ['NETWORK_ADMIN', 'COORDINATOR'],
  // A manager, that of his own library: the library sees to it.
  'edit-calendar': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'],
  explain: ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  circulate: ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  override: ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'],
  'replay-offline': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'read-notices': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'manage-notices': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'edit-notice-templates': ['NETWORK_ADMIN', 'COORDINATOR'],
  // Readers are the business of those who stand at a desk: never of IT nor of auditors.
  'read-patrons': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'edit-patrons': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'merge-patrons': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'],
  'erase-patrons': ['NETWORK_ADMIN', 'COORDINATOR'],
  'edit-patron-categories': ['NETWORK_ADMIN', 'COORDINATOR'],
  'read-sorting': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  // A manager, that of his own library: the library sees to it.
  'edit-sorting': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'],
  'edit-floating': ['NETWORK_ADMIN', 'COORDINATOR'],
  'read-migration': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'],
  'run-migration': ['NETWORK_ADMIN', 'COORDINATOR'],
  // The head of a library, for his own: the desk sees to it.
  'sign-migration': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'],
  'edit-migration': ['NETWORK_ADMIN', 'COORDINATOR'],
  // A manager, that of his own library: the library sees to it.
  'export-catalogue': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'],
  // A manager, that of his own library: the library sees to it.
  'read-device-registry': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'IT_REFERENT', 'AUDITOR'],
  'edit-devices': ['NETWORK_ADMIN', 'IT_REFERENT'],
  // IT referents see what terminals say, never the readers in it.
  'read-exchanges': ['NETWORK_ADMIN', 'COORDINATOR', 'IT_REFERENT'],
  'try-terminal': ['NETWORK_ADMIN', 'COORDINATOR', 'IT_REFERENT'],
  'act-at-terminal': ['NETWORK_ADMIN', 'COORDINATOR'],
  'read-tags': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  // Whoever works for one library, what belongs or stands there: the library sees to it.
  'edit-tags': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'read-tagging': everyRole,
  'edit-isil': ['NETWORK_ADMIN', 'COORDINATOR'],
  'read-records': everyRole,
  ...cataloguingRights,
  'merge-records': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'],
  // Staff of one library, its own copies: the library sees to it.
  'edit-items': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'edit-cataloguing-rules': ['NETWORK_ADMIN', 'COORDINATOR'],
  'edit-authorities': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF'],
  'merge-authorities': ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER'],
  'import-authorities': ['NETWORK_ADMIN', 'COORDINATOR'],
};

/** Whether a role may do this. */
export function can(role: Role, action: Action): boolean {
  return allowed[action].includes(role);
}
