import { type Bound, readBound } from './dates.ts';
import type { OaiError } from './errors.ts';
import { type ArgumentName, argumentsOf, isVerb, type Verb } from './verbs.ts';

/** A request whose verb, arguments and their syntax are right. */
export interface OaiRequest {
  readonly verb: Verb;
  readonly arguments: Readonly<Partial<Record<ArgumentName, string>>>;
  readonly from: Bound | null;
  readonly until: Bound | null;
}

// The forms of OAI-PMH.xsd: metadataPrefixType and setSpecType.
const prefixForm = /^[A-Za-z0-9\-_.!~*'()]+$/;
const setForm = /^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*$/;
const uriForm = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/;

/**
 * Reads the arguments of a request, from its query or its form: the verb first, then which arguments, then the syntax
 * of each. Every bad argument is named.
 */
export function readRequest(pairs: Iterable<readonly [string, string]>): OaiRequest | { readonly errors: OaiError[] } {
  const given = new Map<string, string[]>();
  for (const [name, value] of pairs) given.set(name, [...(given.get(name) ?? []), value]);

  const spoken = given.get('verb') ?? [];
  const verb = spoken[0];
  if (spoken.length > 1) return { errors: [{ code: 'badVerb', message: 'The verb is repeated.' }] };
  if (verb === undefined) return { errors: [{ code: 'badVerb', message: 'The verb is missing.' }] };
  if (!isVerb(verb)) return { errors: [{ code: 'badVerb', message: `Unknown verb: ${verb}` }] };

  given.delete('verb');
  const errors = [...wrongArguments(verb, given)];
  if (errors.length > 0) return { errors };

  const values: Partial<Record<ArgumentName, string>> = {};
  for (const [name, [value]] of given) values[name as ArgumentName] = value;
  errors.push(...wrongSyntax(values));
  const from = values.from === undefined ? null : readBound(values.from);
  const until = values.until === undefined ? null : readBound(values.until);
  if (from && until) errors.push(...wrongWindow(from, until));
  return errors.length > 0 ? { errors } : { verb, arguments: values, from, until };
}

function* wrongArguments(verb: Verb, given: ReadonlyMap<string, readonly string[]>): Generator<OaiError> {
  const { required, optional, exclusive } = argumentsOf(verb);
  const known: readonly string[] = [...required, ...optional, ...exclusive];
  for (const [name, values] of given) {
    if (!known.includes(name)) yield badArgument(`${verb} does not take the argument ${name}.`);
    else if (values.length > 1) yield badArgument(`The argument ${name} is repeated.`);
    else if (values[0] === '') yield badArgument(`The argument ${name} is empty.`);
  }
  const alone = exclusive.find((name) => given.has(name));
  if (alone && given.size > 1) yield badArgument(`${alone} goes with no other argument than the verb.`);
  if (alone) return;
  for (const name of required) {
    if (!given.has(name)) yield badArgument(`${verb} needs the argument ${name}.`);
  }
}

function* wrongSyntax(values: Partial<Record<ArgumentName, string>>): Generator<OaiError> {
  const { metadataPrefix, set, identifier, from, until } = values;
  if (metadataPrefix !== undefined && !prefixForm.test(metadataPrefix)) {
    yield badArgument('metadataPrefix holds a character that no prefix may have.');
  }
  if (set !== undefined && !setForm.test(set)) yield badArgument('set is not the form of a setSpec.');
  if (identifier !== undefined && !uriForm.test(identifier)) yield badArgument('identifier is not a URI.');
  if (from !== undefined && !readBound(from))
    yield badArgument('from is not a date: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.');
  if (until !== undefined && !readBound(until))
    yield badArgument('until is not a date: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.');
}

function* wrongWindow(from: Bound, until: Bound): Generator<OaiError> {
  if (from.granularity !== until.granularity) yield badArgument('from and until must have the same granularity.');
  else if (from.first > until.last) yield badArgument('from is later than until.');
}

function badArgument(message: string): OaiError {
  return { code: 'badArgument', message };
}
