import type { MatchFacts } from './facts.ts';
import { mostPossible, score, type Evidence, type MatchingRules, type Scored } from './score.ts';

/** What a line may be the same as: a record of the catalogue, or an earlier line of its own batch. */
export type Target = { readonly record: number } | { readonly line: number };

/** Names a target in a map: `record:12`, `line:3`. */
export function targetName(target: Target): string {
  return 'record' in target ? `record:${target.record}` : `line:${target.line}`;
}

/** Somebody a line may be the same as. `target` is where it would go: what `facts` are of may have been merged there. */
export interface Candidate {
  readonly target: Target;
  readonly facts: MatchFacts;
}

/** A candidate with its score, as a person sees it. */
export interface Proposal {
  readonly target: Target;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

export type Verdict = 'NEW' | 'MERGE' | 'REVIEW';
export interface Decided {
  readonly verdict: Verdict;
  /** The best first; those under the threshold of review are left out. */
  readonly proposals: readonly Proposal[];
}

/** Proposals kept with a line. */
const mostProposals = 5;

/**
 * What becomes of a record by the table of scores: merged into the only one that is far enough ahead, shown to a person
 * when it is likely or tied, else new.
 */
export function decide(
  facts: MatchFacts,
  candidates: readonly Candidate[],
  rules: MatchingRules,
  setIsbns: ReadonlySet<string>,
): Decided {
  const best = new Map<string, { target: Target; scored: Scored }>();
  for (const { target, facts: other } of candidates) {
    if (mostPossible(facts, other, rules) < rules.review) continue;
    const scored = score(facts, other, rules, setIsbns);
    if (scored.stopped || scored.score < rules.review) continue;
    const known = best.get(targetName(target));
    if (!known || known.scored.score < scored.score) best.set(targetName(target), { target, scored });
  }
  const ranked = [...best.values()].sort((a, b) => b.scored.score - a.scored.score || byAge(a.target, b.target));
  const proposals = ranked
    .slice(0, mostProposals)
    .map(({ target, scored }) => ({ target, score: scored.score, evidence: scored.evidence }));
  const [first, second] = ranked;
  if (!first) return { verdict: 'NEW', proposals };
  const lead = first.scored.score - (second?.scored.score ?? 0);
  const alone = first.scored.score >= rules.automatic && lead >= rules.lead && first.scored.mayBeAutomatic;
  return { verdict: alone ? 'MERGE' : 'REVIEW', proposals };
}

/** Records before lines, the oldest first: the same batch gives the same proposals whenever it is analysed. */
function byAge(a: Target, b: Target): number {
  if ('record' in a) return 'record' in b ? a.record - b.record : -1;
  return 'record' in b ? 1 : a.line - b.line;
}

/** The ISBN of these records that prove nothing: each is borne by too many different titles. */
export function setIsbnsOf(titles: ReadonlyMap<string, ReadonlySet<string>>, rules: MatchingRules): Set<string> {
  const found = new Set<string>();
  for (const [isbn, borne] of titles) if (borne.size >= rules.setIsbnTitles) found.add(isbn);
  return found;
}
