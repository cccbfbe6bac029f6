/** What a terminal expects of the answer to one message. */
export interface Expected {
  /** The two digits of the answer and, where it has one, the `1` that says it was done. */
  readonly begins: string;
  /** Variable fields it must bear, by their two letters: the reader, the document, the loans in the list. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Characters before the first variable field of each answer, its two digits included. */
const fixedPart: Readonly<Record<string, number>> = { '98': 36, '24': 37, '64': 61, '18': 26, '12': 24, '10': 24 };

/**
 * Verifies one answer as a terminal does before it trusts it: checksum over every byte, sequence digit, and each field it
 * relies on. Returns what is wrong, or null. Of an echo, everything but the beginning is verified: the line is its own
 * answer.
 */
export function verify(answer: Buffer, expected: Expected, sequence: number, against: 'sip2' | 'echo'): string | null {
  const end = answer.length - 1; // CR
  let sum = 0;
  for (let at = 0; at < end - 4; at += 1) sum += answer[at]!;
  const text = answer.toString('latin1', 0, end);
  if (((sum + Number.parseInt(text.slice(-4), 16)) & 0xffff) !== 0) return 'the checksum is wrong';
  if (text.charCodeAt(end - 7) !== 0x30 + sequence) return 'the sequence digit is wrong';

  const fields = new Map<string, string>();
  for (const part of text.slice(fixedPart[text.slice(0, 2)] ?? 2, -9).split('|'))
    fields.set(part.slice(0, 2), part.slice(2));
  if (against === 'echo') return fields.size > 0 ? null : 'the line came back empty';
  if (!text.startsWith(expected.begins)) return `it does not begin with ${expected.begins}`;
  for (const [id, value] of Object.entries(expected.fields)) {
    if (fields.get(id) !== value) return `${id} is ${fields.get(id)}, not ${value}`;
  }
  return null;
}
