import type { Role } from '../api/contract';

/** Who brings libraries into the catalogue: hands over files, analyses, applies, takes back. The server decides again. */
export function runsImports(role: Role): boolean {
  return role === 'NETWORK_ADMIN' || role === 'COORDINATOR';
}

/** Who follows imports, decides what waits for a person and signs: a manager, for his own library. */
export function followsImports(role: Role): boolean {
  return runsImports(role) || role === 'LIBRARY_MANAGER';
}
