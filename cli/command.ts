import type { Outcome } from '../core/outcome.ts';
import type { Application } from './application.ts';

/** How a command speaks to whoever runs it, here or through the control socket of a running server. */
export interface Teller {
  /** One line of the result. */
  say(line: string): void;
  /** Work done so far; `total` is null when unknown. */
  progress(done: number, total: number | null, what: string): void;
}

/** A command that works on the data: by itself, or inside the server that owns them. */
export interface DataCommand<Request> {
  readonly name: string;
  /** Returns the exit code: 0 done, 1 not done or something is wrong with the data. */
  run(application: Application, request: Request, teller: Teller): Promise<number>;
}

/** Something the person at the keyboard can mend; printed without a stack, exit code 2. */
export class UserMistake extends Error {
  override readonly name = 'UserMistake';
}

/** What was granted; a refusal is a mistake of the person at the keyboard, told with its facts. */
export function told<T>(outcome: Outcome<T>): T {
  if (outcome.granted) return outcome.value;
  const facts = Object.entries(outcome.facts).map(([name, value]) => `${name} ${value}`);
  throw new UserMistake([outcome.refusal, ...facts].join(', '));
}
