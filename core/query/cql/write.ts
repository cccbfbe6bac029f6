import { indexes } from '../indexes.ts';
import type { Clause, Proximity, Query, SortKey } from '../model.ts';

/** What is left to write: text as it is, or a side of the tree. */
type Piece = string | Query;

/**
 * Says a query as CQL 1.2 that reads back as the same tree: for a facet that narrows a search, for a target we ask, for
 * the log. An order by relevance is left out: in CQL it is a wish of a clause (`relevant`), not a key.
 */
export function cqlOf(query: Query, sort: readonly SortKey[] = []): string {
  let text = '';
  const waiting: Piece[] = [query];
  for (let piece = waiting.pop(); piece !== undefined; piece = waiting.pop()) {
    if (typeof piece === 'string') text += piece;
    else if (piece.kind === 'all') text += 'cql.allRecords = 1';
    else if (piece.kind === 'clause') text += clauseText(piece);
    else {
      // one precedence, to the left: only a right side needs parentheses
      const { left, right } = piece;
      const operator = ` ${piece.kind === 'prox' ? proximityText(piece) : piece.kind} `;
      const isSimple = right.kind === 'clause' || right.kind === 'all';
      waiting.push(...(isSimple ? [right] : [')', right, '(']), operator, left);
    }
  }
  const keys = sort.filter(({ key }) => key !== 'relevance').map(({ key, direction }) => ` ${key}/sort.${direction}`);
  return keys.length === 0 ? text : `${text} sortby${keys.join('')}`;
}

function proximityText({ unit, relation, distance, ordered }: Proximity): string {
  const order = ordered ? '/ordered' : '';
  return `prox/unit=${unit === 'field' ? 'element' : 'word'}/distance${relation}${distance}${order}`;
}

function clauseText(clause: Clause): string {
  const { index, structure, truncation, term } = clause;
  const name = indexes[index].cql[0]!;
  if (truncation === 'regexp') return `${name} =/regexp ${quoted(term.replaceAll('"', '\\"'))}`;
  return `${name} ${relationText(clause)} ${quoted(anchored(clause, structure === 'year' ? term : masked(clause)))}`;
}

function relationText({ relation, structure }: Clause): string {
  if (structure === 'heading') return '==';
  if (structure === 'all-words') return 'all';
  if (structure === 'any-word') return 'any';
  return relation;
}

/** Masks on the ends of a phrase, on each word of a list. */
function masked({ term, structure, truncation }: Clause): string {
  if (truncation === 'masked') return term.replace(/\\[^]|["^]/g, (part) => (part.length > 1 ? part : `\\${part}`));
  const left = truncation === 'left' || truncation === 'both' ? '*' : '';
  const right = truncation === 'right' || truncation === 'both' ? '*' : '';
  const whole = (text: string): string => left + text.replace(/[*?^"\\]/g, '\\$&') + right;
  const isList = structure === 'all-words' || structure === 'any-word';
  return isList ? term.split(' ').map(whole).join(' ') : whole(term);
}

function anchored({ structure, position }: Clause, text: string): string {
  if (structure === 'heading') return text;
  if (position === 'first-in-field') return `^${text}`;
  return position === 'last-in-field' ? `${text}^` : text;
}

function quoted(text: string): string {
  return `"${text}"`;
}
