import type { DisseminatedItem, Membership } from './entities.ts';

/** A record as it is to be told now. */
export interface Telling {
  readonly controlNumber: string;
  readonly recordId: number;
  /**
   * `shown`: to be harvested. `reserved`: by partners alone. `ended`: it was, or may have been elsewhere. `never`: nobody
   * needs to hear of it.
   */
  readonly status: 'shown' | 'reserved' | 'ended' | 'never';
  readonly scopes: readonly string[];
  readonly state: string;
}

/** What was told before of one record. */
export interface Told {
  readonly item: DisseminatedItem | null;
  readonly memberships: readonly Membership[];
}

/**
 * What is told from `at` on; null when nothing changed. A record that leaves a scope stays there as gone, with the
 * datestamp of its leaving, until it comes back.
 */
export function stamped({ item, memberships }: Told, telling: Telling, at: number): Told | null {
  const { controlNumber, recordId, status } = telling;
  const open = status === 'shown';
  const shown = open || status === 'reserved';
  if (!item && status === 'never') return null;
  const reserved = !open && (item ? item.reserved : status === 'reserved');
  const state = shown ? telling.state : '';
  const scopes = shown ? telling.scopes : [];
  if (
    item &&
    item.recordId === recordId &&
    item.deleted === !open &&
    item.state === state &&
    same(item.scopes, scopes)
  ) {
    return null;
  }
  const now = new Set(scopes);
  const left = memberships.filter(({ scope }) => !now.has(scope));
  return {
    item: { controlNumber, recordId, datestamp: at, deleted: !open, reserved, scopes, state },
    memberships: [
      ...scopes.map((scope) => ({ scope, controlNumber, datestamp: at, gone: false })),
      ...left.map((membership) => (membership.gone ? membership : { ...membership, datestamp: at, gone: true })),
    ],
  };
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((scope, index) => scope === other[index]);
}
