import type { LibraryView, PolicyMatrixView, PolicyView } from '../api/contract';
import type { Messages } from '../messages/messages';
import { scopeWords } from './rule-words';

/** The names behind the codes of rules. A name not known is its code. */
export interface RuleNames {
  readonly category: (code: string) => string;
  readonly library: (code: string) => string;
  /** What a row is for. */
  readonly scope: (policy: Pick<PolicyView, 'category' | 'itemType' | 'library'>) => string;
}

/** Names from the matrix and the list of libraries. */
export function ruleNames(messages: Messages, matrix: PolicyMatrixView, libraries: readonly LibraryView[]): RuleNames {
  const labels = new Map(matrix.categories.map(({ code, label }) => [code, label]));
  const places = new Map(libraries.map(({ code, name }) => [code, name]));
  const category = (code: string) => labels.get(code) ?? code;
  const library = (code: string) => places.get(code) ?? code;
  return { category, library, scope: (policy) => scopeWords(messages, policy, { category, library }) };
}
