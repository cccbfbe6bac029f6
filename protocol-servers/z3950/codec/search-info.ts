import { attributeList, term } from './query.ts';
import {
  boolean,
  choice,
  explicit,
  integer,
  internationalString,
  optional,
  sequence,
  sequenceOf,
  tagged,
  type ValueOf,
} from './types.ts';

/** SearchInfoReport (searchResult-1, 1.2.840.10003.10.1): how many records each term of a query finds. */
export const searchInfoReport = sequenceOf(
  sequence('SearchInfoReport', {
    subqueryId: optional(tagged(1, internationalString)),
    fullQuery: tagged(2, boolean),
    subqueryExpression: optional(
      explicit(
        3,
        choice('QueryExpression', {
          term: tagged(
            1,
            sequence('term', { queryTerm: explicit(1, term), termComment: optional(tagged(2, internationalString)) }),
          ),
        }),
      ),
    ),
    subqueryCount: optional(tagged(6, integer)),
  }),
);
export type SearchInfoReport = ValueOf<typeof searchInfoReport>;

/** FacetList (1.2.840.10003.10.1000.81.5, of Index Data): what is asked for, and the counts in the answer. */
export const facetList = sequenceOf(
  sequence('FacetField', {
    attributes: tagged(1, attributeList),
    terms: optional(tagged(2, sequenceOf(sequence('FacetTerm', { term, count: integer })))),
  }),
);
export type FacetList = ValueOf<typeof facetList>;
