import { granted, refused, type Outcome } from '../outcome.ts';
import type { OaiIdentity, OaiSource, OaiTarget, Silence } from '../ports/oai-source.ts';
import { wrongAddress } from './sources.ts';

/** A repository that may become a source. */
export type ProbedSource = OaiTarget;

/** What a repository says of itself, or why it says nothing. */
export type Identification =
  | {
      readonly answered: true;
      readonly identity: OaiIdentity;
      /** metadataPrefix of each. */
      readonly formats: readonly string[];
      /** setSpecs of its first page; empty where there are none. */
      readonly sets: readonly string[];
    }
  | { readonly answered: false; readonly reason: Silence | 'oai-error'; readonly detail: string };

/**
 * Asks a repository who it is, in what formats and with which sets (OAI-PMH §4.2, §4.4, §4.6). One that does not answer
 * is an answer too. Refused `source-not-valid` (facts.field).
 */
export async function identify(
  { repositories }: { readonly repositories: OaiSource },
  source: ProbedSource,
  signal?: AbortSignal,
): Promise<Outcome<Identification>> {
  const field = wrongAddress(source);
  if (field) return refused('source-not-valid', { field });
  const told = await repositories.ask(source, { verb: 'Identify', arguments: {} }, signal);
  if (told.kind === 'silence') return granted({ answered: false, reason: told.why, detail: told.detail });
  if (!told.identity) {
    const detail = told.errors.map(({ code, message }) => `${code} ${message}`.trim()).join(', ');
    return granted({ answered: false, reason: 'oai-error', detail });
  }
  const formats = await repositories.ask(source, { verb: 'ListMetadataFormats', arguments: {} }, signal);
  const sets = await repositories.ask(source, { verb: 'ListSets', arguments: {} }, signal);
  return granted({
    answered: true,
    identity: told.identity,
    formats: formats.kind === 'answer' ? formats.formats.map(({ prefix }) => prefix) : [],
    sets: sets.kind === 'answer' ? sets.sets : [],
  });
}
