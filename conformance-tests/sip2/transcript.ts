import type { Answer, Terminal } from './client.ts';

/**
 * One line of a golden transcript: what the terminal says, and every field of what it must hear, in their order. `*` is
 * any value, a regular expression one that matches.
 */
export interface Exchange {
  readonly say: string;
  readonly code: string;
  /** The fixed fields, the dates left out: `*`. */
  readonly fixed: readonly string[];
  /** Identifier and value, in the order of the message; no field more, no field less. */
  readonly fields: readonly (readonly [identifier: string, value: string | RegExp])[];
}

/** Plays a transcript and compares each answer field by field. Returns the answers. */
export async function play(terminal: Terminal, exchanges: readonly Exchange[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const [index, exchange] of exchanges.entries()) {
    const answer = await terminal.askSealed(exchange.say, index % 10);
    answers.push(answer);
    const heard = {
      code: answer.code,
      sequence: answer.sequence,
      checksum: answer.checksumRight,
      fixed: answer.fixed.map((value, at) => (exchange.fixed[at] === '*' ? '*' : value)),
      fields: answer.list.map(([identifier, value], at) => [identifier, likened(value, exchange.fields[at]?.[1])]),
    };
    expect({ said: exchange.say, ...heard }).toEqual({
      said: exchange.say,
      code: exchange.code,
      sequence: String(index % 10),
      checksum: true,
      fixed: exchange.fixed,
      fields: exchange.fields.map(([identifier, value]) => [identifier, String(value)]),
    });
  }
  return answers;
}

/** The expectation when the value is like it, else the value. */
function likened(value: string, expected: string | RegExp | undefined): string {
  if (expected === '*') return '*';
  return expected instanceof RegExp && expected.test(value) ? String(expected) : value;
}
