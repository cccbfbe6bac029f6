import type { Diagnostic } from '../codec/diagnostic.ts';
import type { RecordPacking, Version } from '../codec/request.ts';
import { writeExplainResponse } from '../codec/response.ts';
import { writeZeerex, zeerexNamespace, type ExplainFacts } from '../codec/zeerex.ts';

/** Answers explain: what can be searched, in which forms records come, within which limits. */
export function explain(
  request: { readonly version: Version; readonly recordPacking: RecordPacking },
  facts: ExplainFacts,
  diagnostics: readonly Diagnostic[] = [],
): string {
  return writeExplainResponse({
    version: request.version,
    recordPacking: request.recordPacking,
    record: { schema: zeerexNamespace, data: writeZeerex(facts) },
    diagnostics,
  });
}
