import { tagsOf } from '../marc/directory.ts';
import {
  repositoryScope,
  type DisseminationSet,
  type RecordFacts,
  type RecordStanding,
  type SetRule,
  type VirtualRepository,
} from './entities.ts';

/** The form of OAI-PMH.xsd: setSpecType. */
export const setSpecForm = /^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*$/;

/** Whether a rule admits a record. */
export function admits(rule: SetRule, facts: RecordFacts): boolean {
  const { carriers, libraries, languages, audiences, sources, fields, fromYear, untilYear, except } = rule;
  return (
    (carriers?.includes(facts.carrier) ?? true) &&
    (libraries?.some((code) => facts.libraries.includes(code)) ?? true) &&
    (languages?.includes(facts.language) ?? true) &&
    (audiences?.includes(facts.audience) ?? true) &&
    (sources?.includes(facts.source) ?? true) &&
    (fields?.some((tag) => facts.fields.has(tag)) ?? true) &&
    (fromYear === undefined || (facts.year !== null && facts.year >= fromYear)) &&
    (untilYear === undefined || (facts.year !== null && facts.year <= untilYear)) &&
    !(except && admits(except, facts))
  );
}

/** Where a record is shown: the sets that admit it, every ancestor of each, and the repositories that offer one of them. */
export function scopesOf(
  facts: RecordFacts,
  sets: readonly DisseminationSet[],
  repositories: readonly VirtualRepository[],
): string[] {
  const inSets = new Set<string>();
  for (const { setSpec, rule, retiredAt } of sets) {
    if (retiredAt !== null || !rule || !admits(rule, facts)) continue;
    for (const each of [setSpec, ...ancestorsOf(setSpec)]) inSets.add(each);
  }
  const shown = repositories.filter(
    (repository) => repository.closedAt === null && repository.sets.some((set) => inSets.has(set)),
  );
  return [...inSets, ...shown.map(({ name }) => repositoryScope(name))].sort();
}

/** `a:b:c` → `a:b`, `a`. */
export function ancestorsOf(setSpec: string): string[] {
  const parts = setSpec.split(':');
  return parts.slice(0, -1).map((_, index) => parts.slice(0, parts.length - 1 - index).join(':'));
}

/** Whether a set is one of these, or below one of them. */
export function isWithin(setSpec: string, sets: readonly string[]): boolean {
  return sets.some((each) => setSpec === each || setSpec.startsWith(`${each}:`));
}

/** What rules ask of a record; `libraries` are those that have a copy. */
export function factsOf(standing: RecordStanding, libraries: readonly string[]): RecordFacts {
  const { carrier, language, audience, source, year, marc } = standing;
  return { carrier, libraries, language, audience, source, year, fields: tagsOf(marc) };
}
