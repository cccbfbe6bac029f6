import type { Clause, Query } from './model.ts';

/**
 * The search terms of a query, each once, in their order: what tells a reader which of his words found nothing. Empty for
 * a query of one term, which its total tells, and for more than `most`. Masked terms and expressions are left out: to
 * count one costs as much as the whole search.
 */
export function countedClauses(query: Query, most: number): readonly Clause[] {
  if (query.kind === 'clause' || query.kind === 'all') return [];
  const clauses = new Map<string, Clause>();
  const pending: Query[] = [query];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if ('left' in node) pending.push(node.right, node.left);
    else if (node.kind === 'clause' && isCheap(node)) clauses.set(JSON.stringify(node), node);
    if (clauses.size > most) return [];
  }
  return [...clauses.values()];
}

function isCheap({ truncation }: Clause): boolean {
  return truncation === 'none' || truncation === 'right';
}
