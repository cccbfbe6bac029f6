import type { Role } from '../api/contract';

/** Who keeps the connections of the network running. The server decides again at each request. */
export function runsConnections(role: Role): boolean {
  return role === 'NETWORK_ADMIN' || role === 'COORDINATOR' || role === 'IT_REFERENT';
}

/** Who reads what comes and goes by them: those who run them, and auditors. */
export function readsConnections(role: Role): boolean {
  return runsConnections(role) || role === 'AUDITOR';
}

/** Who describes machines and addresses: devices, and the repositories that are harvested. */
export function editsConnections(role: Role): boolean {
  return role === 'NETWORK_ADMIN' || role === 'IT_REFERENT';
}

/** Who decides what the catalogue gives to harvesters. */
export function editsDissemination(role: Role): boolean {
  return role === 'NETWORK_ADMIN' || role === 'COORDINATOR';
}

/** Who reads the device registry: a manager, the devices of his library. */
export function readsRegistry(role: Role): boolean {
  return readsConnections(role) || role === 'LIBRARY_MANAGER';
}

/** Who decides where sorters put what comes back: a manager, in his library. */
export function editsSorters(role: Role): boolean {
  return editsDissemination(role) || role === 'LIBRARY_MANAGER';
}
