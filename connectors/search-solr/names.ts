import { randomBytes } from 'node:crypto';

/** A name for a collection that is to be filled beside the one of this name. */
export function nextName(name: string): string {
  return `${name}_${randomBytes(4).toString('hex')}`;
}

/** True of the names that `nextName` gives. */
export function isNextName(name: string, candidate: string): boolean {
  return candidate.startsWith(`${name}_`) && /^[0-9a-f]{8}$/.test(candidate.slice(name.length + 1));
}
