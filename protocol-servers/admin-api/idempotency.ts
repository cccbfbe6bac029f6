import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { Library } from '../../core/library.ts';
import type { Facts } from '../../core/outcome.ts';
import { sendProblem } from '../shared/problem.ts';
import { type ProblemKind, problems } from './diagnostics.ts';
import type { AnyRoute, Asked } from './route.ts';

/** Characters of an `Idempotency-Key`. */
export const longestKey = 128;

/** What is said to the caller, and kept to be said again. */
export type Said =
  | { readonly kind: 'answer'; readonly body: unknown; readonly kept: 'kept' | 'forgotten' }
  | { readonly kind: 'problem'; readonly problem: ProblemKind; readonly facts: Facts }
  | { readonly kind: 'nothing' };

/** Whether a caller may name its request and be answered once (draft-ietf-httpapi-idempotency-key-header): every POST but signing in. */
export function isKept({ method, who }: Pick<AnyRoute, 'method' | 'who'>): boolean {
  return method === 'post' && who !== 'anyone';
}

/** Says it. */
export function send(response: Response, said: Said): void {
  if (said.kind === 'answer') response.json(said.body);
  else if (said.kind === 'nothing') response.status(204).end();
  else sendProblem(response, said.problem, Object.keys(said.facts).length > 0 ? { facts: said.facts } : {});
}

/** A digest of four digits gives them away: what is secret does not name the request. */
function withoutSecrets(field: string, value: unknown): unknown {
  return /pin|password|passcode|secret/i.test(field) ? undefined : value;
}

/** A secret is told once: an answer that is kept says it no more. */
function oncePerSecret(field: string, value: unknown): unknown {
  return field === 'secret' || field === 'recoveryCodes' ? null : value;
}

/**
 * Answers a request that bears an `Idempotency-Key`: the first time by `handle`, and the same again when it is repeated,
 * refusals included. A fault is not kept: the caller may try again; nor is what was only read. Keys belong to the user who sent them.
 */
export async function answerOnce(
  { replies }: Pick<Library, 'replies'>,
  { request, response, visitor, body }: Asked<unknown, unknown, unknown>,
  handle: () => Promise<Said>,
): Promise<void> {
  const name = request.get('Idempotency-Key')!.trim();
  if (name === '' || name.length > longestKey) return sendProblem(response, problems.idempotencyKeyWrong);
  const key = `api|${visitor.user.login}|${name}`;
  const asked = JSON.stringify([request.method, request.path, request.query, body ?? null], withoutSecrets);
  const fingerprint = createHash('sha256').update(asked).digest('base64url');

  const known = await replies.begin(key, fingerprint);
  if (known === 'in-progress') return sendProblem(response, problems.requestInProgress);
  if (known === 'other-request') return sendProblem(response, problems.keyUsedOtherwise);
  if (known !== 'new') return send(response, JSON.parse(known.reply) as Said);
  try {
    const said = await handle();
    const isForgotten = said.kind === 'answer' && said.kept === 'forgotten';
    if (isForgotten) await replies.abandon(key);
    else await replies.end(key, fingerprint, JSON.stringify(said, oncePerSecret));
    send(response, said);
  } catch (fault) {
    await replies.abandon(key);
    throw fault;
  }
}
