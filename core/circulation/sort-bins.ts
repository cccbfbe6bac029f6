import type { ItemType, RoutingKind } from './entities.ts';

/** What a document must be for a rule to name its bin. What is not stated may be anything. */
export interface SortConditions {
  /** Any of these. */
  readonly routing?: readonly RoutingKind[];
  /** Codes of the libraries where it goes: any of these. */
  readonly destination?: readonly string[];
  readonly itemType?: readonly ItemType[];
  /** Code of its home. */
  readonly homeLibrary?: string;
  /** How its location begins. */
  readonly location?: string;
  /** Whether a person must look at it. */
  readonly alert?: boolean;
  /** Whether it is kept for somebody. */
  readonly hold?: boolean;
}

/** One line of the list by which a sorter shares out what comes back. */
export interface SortRule {
  /** As the sorter names it. */
  readonly bin: string;
  readonly when: SortConditions;
}

/** The list of one library, in the order it is read. */
export interface LibrarySortRules {
  readonly libraryId: number;
  readonly rules: readonly SortRule[];
}

/** What is known of a document that was just taken back. */
export interface SortFacts {
  readonly routing: RoutingKind;
  readonly destination: string;
  readonly itemType: ItemType;
  readonly homeLibrary: string;
  readonly location: string;
  readonly alert: boolean;
  readonly hold: boolean;
}

/** The bin of the first rule whose every condition holds; null when there is none (check-in table, row 11). */
export function sortBin(rules: readonly SortRule[], facts: SortFacts): string | null {
  return rules.find(({ when }) => holds(when, facts))?.bin ?? null;
}

function holds(when: SortConditions, facts: SortFacts): boolean {
  return (
    (when.routing?.includes(facts.routing) ?? true) &&
    (when.destination?.includes(facts.destination) ?? true) &&
    (when.itemType?.includes(facts.itemType) ?? true) &&
    (when.homeLibrary ?? facts.homeLibrary) === facts.homeLibrary &&
    facts.location.startsWith(when.location ?? '') &&
    (when.alert ?? facts.alert) === facts.alert &&
    (when.hold ?? facts.hold) === facts.hold
  );
}
