import type { PolicyMatrixView, Problem } from '../api/contract';
import type { Messages } from '../messages/messages';
import type { RuleNames } from './rule-names';
import { termWord } from './rule-words';

/** Why a change of the rules was refused: a sentence, the rows it speaks of, what to do. */
export interface RuleRefusal {
  readonly sentence: string;
  readonly rows: readonly string[];
  readonly advice: string | null;
}

/** Puts a refusal into words; a tie names both rows. `mine` is what the change was for. */
export function ruleRefusal(
  messages: Messages,
  problem: Problem,
  asked: { readonly matrix: PolicyMatrixView; readonly names: RuleNames; readonly mine: string },
): RuleRefusal {
  const facts = problem.facts ?? {};
  const say = messages.say;
  const row = (id: unknown): string => {
    const policy = asked.matrix.policies.find((one) => one.id === id);
    if (!policy) return say('rules.tieYours', { scope: asked.mine });
    return say('rules.tieOther', { id: policy.id, scope: asked.names.scope(policy) });
  };
  if (problem.code === 'policy-tie') {
    const settled = facts['settledBy'];
    const advice = typeof settled === 'number' ? say('rules.tieSettled', { id: settled }) : say('rules.tieAdvice');
    return { sentence: say('rules.tie'), rows: [row(facts['policy']), row(facts['other'])], advice };
  }
  const sentences: Readonly<Record<string, string>> = {
    'policy-fallback': say('rules.refusedFallback', { id: String(facts['policy']) }),
    'policy-invalid': say('rules.refusedTerm', { term: termWord(messages, String(facts['term'])) }),
    'policy-unknown': say('rules.refusedUnknown'),
  };
  const sentence = sentences[problem.code] ?? say('rules.refused', { why: problem.title });
  return { sentence, rows: [], advice: null };
}
