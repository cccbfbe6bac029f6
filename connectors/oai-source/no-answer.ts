import type { Silence } from '../../core/ports/oai-source.ts';

/** Why a request got no answer. `passing`: it may be otherwise the next time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly why: Silence;
  readonly passing: boolean;
  constructor(why: Silence, message: string, { passing = false } = {}) {
    super(message);
    this.why = why;
    this.passing = passing;
  }
}

/** A fault of the connection, in our words. */
export function named(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'AbortError') return new NoAnswer('stopped', 'the harvest was stopped');
  return new NoAnswer('connection-failed', code ?? message, { passing: true });
}
