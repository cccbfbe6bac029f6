import type { Expected } from './sip2-answers.ts';

/** One message of a terminal, kept as bytes: only its date, its digit and its checksum change from one time to the next. */
export class RepeatedMessage {
  readonly bytes: Buffer;
  readonly expected: Expected;
  readonly isCheckOut: boolean;
  readonly #dateAt: number | null;
  readonly #fixedSum: number;

  constructor(body: string, begins: string, fields: Expected['fields'] = {}) {
    const dateAt = body.indexOf(datePlace);
    this.#dateAt = dateAt < 0 ? null : dateAt;
    this.bytes = Buffer.from(`${body.replace(datePlace, ' '.repeat(datePlace.length))}AY0AZ0000\r`);
    this.expected = { begins, fields };
    this.isCheckOut = body.startsWith('11');
    this.#fixedSum = 0;
    for (let at = 0; at < this.bytes.length - 5; at += 1) this.#fixedSum += this.bytes[at]!;
  }

  /** Makes it the next message of its connection: another date, another digit, the checksum of both. */
  prepare(date: Date, sequence: number): Buffer {
    const { bytes } = this;
    let sum = this.#fixedSum + sequence;
    if (this.#dateAt !== null) sum += writeDate(bytes, this.#dateAt, date) - 14 * 0x20;
    bytes[bytes.length - 8] = 0x30 + sequence;
    let checksum = -sum & 0xffff;
    for (let at = bytes.length - 2; at > bytes.length - 6; at -= 1, checksum >>= 4)
      bytes[at] = hexadecimal[checksum & 0xf]!;
    return bytes;
  }
}

const datePlace = 'YYYYMMDD    HHMMSS';
const hexadecimal = Buffer.from('0123456789ABCDEF');

/** Writes the 14 digits of a date around its four spaces; returns their sum. */
function writeDate(bytes: Buffer, at: number, date: Date): number {
  const pairs = [
    [0, Math.floor(date.getUTCFullYear() / 100)],
    [2, date.getUTCFullYear() % 100],
    [4, date.getUTCMonth() + 1],
    [6, date.getUTCDate()],
    [12, date.getUTCHours()],
    [14, date.getUTCMinutes()],
    [16, date.getUTCSeconds()],
  ] as const;
  let sum = 0;
  for (const [place, value] of pairs) {
    const tens = 0x30 + Math.floor(value / 10);
    const units = 0x30 + (value % 10);
    bytes[at + place] = tens;
    bytes[at + place + 1] = units;
    sum += tens + units;
  }
  return sum;
}

/** What one terminal says in a round: 1×99, 1×23, 3×63, 2×17, twice 11 and its 09. */
export function round(card: string, items: readonly [string, string]): RepeatedMessage[] {
  const noDate = ' '.repeat(18);
  const reader = `AOCALL|AA${card}|`;
  const AA = card;
  const account = (lent: string | null): RepeatedMessage =>
    new RepeatedMessage(`63002${datePlace}  Y       ${reader}AC|AD1234|`, '64', {
      AA,
      CQ: 'Y',
      ...(lent && { AU: lent }),
    });
  const look = (AB: string) => new RepeatedMessage(`17${datePlace}AOCALL|AB${AB}|AC|`, '1803', { AB });
  const lend = (AB: string) => new RepeatedMessage(`11NN${datePlace}${noDate}${reader}AB${AB}|AC|`, '121', { AA, AB });
  const takeBack = (AB: string) =>
    new RepeatedMessage(`09N${datePlace}${noDate}APLENS|AOCALL|AB${AB}|AC|`, '101', { AB });
  return [
    new RepeatedMessage('9900802.00', '98Y', { AO: 'CALL' }),
    new RepeatedMessage(`23002${datePlace}${reader}AC|AD1234|`, '24', { AA, CQ: 'Y' }),
    account(null),
    look(items[0]),
    lend(items[0]),
    account(items[0]),
    takeBack(items[0]),
    look(items[1]),
    lend(items[1]),
    account(items[1]),
    takeBack(items[1]),
  ];
}
