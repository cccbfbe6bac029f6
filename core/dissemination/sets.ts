import { tagsOf } from '../marc/directory.ts';
import {
  repositoryScope,
  setScope,
  type DigitalFacts,
  type DigitalRule,
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
  const { carriers, libraries, languages, audiences, sources, fields, fromYear, untilYear, digital, except } = rule;
  return (
    (carriers?.includes(facts.carrier) ?? true) &&
    (libraries?.some((code) => facts.libraries.includes(code)) ?? true) &&
    (languages?.includes(facts.language) ?? true) &&
    (audiences?.includes(facts.audience) ?? true) &&
    (sources?.includes(facts.source) ?? true) &&
    (fields?.some((tag) => facts.fields.has(tag)) ?? true) &&
    (fromYear === undefined || (facts.year !== null && facts.year >= fromYear)) &&
    (untilYear === undefined || (facts.year !== null && facts.year <= untilYear)) &&
    (!digital || facts.digital.some((resource) => isSuch(digital, resource))) &&
    !(except && admits(except, facts))
  );
}

function isSuch({ types, access, sources, audiences }: DigitalRule, resource: DigitalFacts): boolean {
  return (
    (types?.includes(resource.type) ?? true) &&
    (access?.includes(resource.access) ?? true) &&
    (sources?.some((code) => code === resource.source) ?? true) &&
    (audiences?.some((audience) => resource.audiences.includes(audience)) ?? true)
  );
}

/** The sets that admit a record, and every ancestor of each. */
export function setsOf(facts: RecordFacts, sets: readonly DisseminationSet[]): Set<string> {
  const found = new Set<string>();
  for (const { setSpec, rule, retiredAt } of sets) {
    if (retiredAt !== null || !rule || !admits(rule, facts)) continue;
    for (const each of [setSpec, ...ancestorsOf(setSpec)]) found.add(each);
  }
  return found;
}

/**
 * Where a record that is in these sets is shown, given to whom it may be: the sets, and the repositories that offer one
 * of them; in a partner's repository, those sets of it.
 */
export function scopesOf(
  inSets: ReadonlySet<string>,
  repositories: readonly VirtualRepository[],
  mayHave: (audience: VirtualRepository['audience']) => boolean,
): string[] {
  const scopes = new Set(mayHave('harvesters') ? inSets : []);
  for (const repository of repositories) {
    if (repository.closedAt !== null || !mayHave(repository.audience)) continue;
    const offered = [...inSets].filter((setSpec) => isWithin(setSpec, repository.sets));
    if (offered.length === 0) continue;
    scopes.add(repositoryScope(repository.name));
    for (const setSpec of offered) scopes.add(setScope(repository, setSpec));
  }
  return [...scopes].sort();
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
export function factsOf(
  standing: RecordStanding,
  { libraries, digital }: Pick<RecordFacts, 'libraries' | 'digital'>,
): RecordFacts {
  const { carrier, language, audience, source, year, marc } = standing;
  return { carrier, libraries, language, audience, source, year, fields: tagsOf(marc), digital };
}
