import type { Response } from 'express';

/** An error of an HTTP API, RFC 9457. `code` is stable: programs decide on it, `title` is for people. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** What a refusal was decided on; never a name nor a card. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What is worth saying beyond the title. Never a stack, a query or a name of file. */
export type ProblemFacts = Pick<ProblemBody, 'detail' | 'errors' | 'facts'>;

/** Answers with a problem: application/problem+json, never kept by a cache. */
export function sendProblem(
  response: Response,
  problem: { readonly status: number; readonly code: string; readonly title: string },
  facts: ProblemFacts = {},
): void {
  const body: ProblemBody = {
    type: `urn:passerelle:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    ...facts,
  };
  response
    .status(problem.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(body));
}
