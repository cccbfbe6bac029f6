import type { Refused } from '../../../core/outcome.ts';
import type { OaiError, OaiErrorCode } from '../codec/errors.ts';
import type { OaiRequest } from '../codec/request.ts';
import type { Content } from '../codec/response.ts';
import { diagnostics } from '../diagnostics.ts';
import type { Repository } from '../repository.ts';

/**
 * What answers a verb; `asOf` is the moment a harvester may come back from, when that is not now; `next` is the token of
 * the page after this one.
 */
export type Answer = Content & { readonly asOf?: number; readonly next?: string };

/** Answers one verb. */
export type Handler = (repository: Repository, request: OaiRequest) => Answer | Promise<Answer>;

/** An answer that is one error. */
export function failed(code: OaiErrorCode, message: string): { readonly errors: readonly OaiError[] } {
  return { errors: [{ code, message }] };
}

/** A refusal that the protocol can only say by a status of HTTP. */
export class RefusedByHttp extends Error {
  override readonly name = 'RefusedByHttp';
  readonly status: 403 | 404 | 500 | 503;
  constructor(status: 403 | 404 | 500 | 503, refusal: string) {
    super(`the library refused a harvester: ${refusal}`);
    this.status = status;
  }
}

/** Says a refusal of the library in the words of the protocol. Throws RefusedByHttp when it has none. */
export function said({ refusal }: Refused, message: string): { readonly errors: readonly OaiError[] } {
  const diagnostic = diagnostics[refusal];
  if ('http' in diagnostic) throw new RefusedByHttp(diagnostic.http, refusal);
  return failed(diagnostic.error, message);
}
