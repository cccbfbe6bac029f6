import type { Diagnostic } from '../codec/diagnostic.ts';
import type { ExplainRequest } from '../codec/request.ts';
import { writeExplainResponse } from '../codec/response.ts';
import type { Xml } from '../codec/xml-pieces.ts';
import { writeZeerex, zeerexNamespaces, type ExplainFacts } from '../codec/zeerex.ts';

/** Answers explain: what can be searched, in which forms records come, within which limits. */
export function explain(
  request: Omit<ExplainRequest, 'operation' | 'stylesheet'>,
  facts: ExplainFacts,
  stylesheet: string | null,
  diagnostics: readonly Diagnostic[] = [],
): Xml {
  const { version, escaping, recordSchema } = request;
  const wanted = zeerexNamespaces.find((known) => known === recordSchema);
  const unknown = recordSchema !== undefined && !wanted && recordSchema.toLowerCase() !== 'zeerex';
  const schema = wanted ?? zeerexNamespaces[0];
  return writeExplainResponse({
    version,
    escaping,
    stylesheet,
    echo: {},
    record: { schema, data: writeZeerex(facts, version, schema) },
    // the record is good in the form it has: a diagnostic beside it, not instead of it
    diagnostics: unknown ? [...diagnostics, { number: 66, details: recordSchema }] : diagnostics,
  });
}
