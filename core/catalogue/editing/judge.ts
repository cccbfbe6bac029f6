import type { MarcRecord } from '../../marc/record.ts';
import { refused, type Refused } from '../../outcome.ts';
import type { Store } from '../../ports/store.ts';
import { checkRecord } from '../../unimarc-rules/check.ts';
import type { Finding } from '../../unimarc-rules/findings.ts';
import { checkAgainstNetwork, defaultRules, type KeptRules, type NetworkRules } from '../rules/network-rules.ts';

/** The rules of the network as they stand. */
export async function rulesInForce({ read }: Store): Promise<KeptRules> {
  return (await read.cataloguing.rules()) ?? { rules: defaultRules, version: 0 };
}

/** Everything UNIMARC and the network say against a record. */
export function findingsOf(record: MarcRecord, rules: NetworkRules): Finding[] {
  return [...checkRecord(record), ...checkAgainstNetwork(record, rules)];
}

/**
 * Refuses a record for its errors, but those it already had before: what came in with a fault may be bettered bit by bit.
 * Facts: how many, the first one's path and code.
 */
export function whyNotValid(record: MarcRecord, before: MarcRecord | null, rules: NetworkRules): Refused | null {
  const known = new Set(before ? errorsOf(before, rules).map(nameOf) : []);
  const errors = errorsOf(record, rules).filter((finding) => !known.has(nameOf(finding)));
  const first = errors[0];
  return first ? refused('record-not-valid', { errors: errors.length, path: first.path, code: first.code }) : null;
}

function errorsOf(record: MarcRecord, rules: NetworkRules): Finding[] {
  return findingsOf(record, rules).filter(({ severity }) => severity === 'error');
}

function nameOf({ code, path }: Finding): string {
  return `${code} ${path}`;
}
