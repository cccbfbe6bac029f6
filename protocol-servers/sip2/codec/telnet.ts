import { Buffer } from 'node:buffer';

/** What was sent over telnet (RFC 854), without its negotiations. */
export interface TelnetText {
  readonly bytes: Buffer;
  /** The beginning of a negotiation that has not ended yet. */
  readonly rest: Buffer;
}

const interpretAsCommand = 0xff;
const subnegotiation = 250;
const subnegotiationEnd = 240;
const firstWithOption = 251;

/** Takes every negotiation out, wherever it stands; IAC twice is the byte itself. */
export function withoutTelnet(sent: Buffer): TelnetText {
  let at = sent.indexOf(interpretAsCommand);
  if (at < 0) return { bytes: sent, rest: sent.subarray(sent.length) };
  const kept: Buffer[] = [sent.subarray(0, at)];
  while (at >= 0) {
    const end = endOfCommand(sent, at);
    if (end === null) return { bytes: Buffer.concat(kept), rest: sent.subarray(at) };
    if (sent[at + 1] === interpretAsCommand) kept.push(sent.subarray(at, at + 1));
    at = sent.indexOf(interpretAsCommand, end);
    kept.push(sent.subarray(end, at < 0 ? undefined : at));
  }
  return { bytes: Buffer.concat(kept), rest: sent.subarray(sent.length) };
}

/** Where the command that begins at `at` ends; null when it has not all come. */
function endOfCommand(sent: Buffer, at: number): number | null {
  const command = sent[at + 1];
  if (command === undefined) return null;
  if (command === subnegotiation) {
    const end = sent.indexOf(Buffer.of(interpretAsCommand, subnegotiationEnd), at + 2);
    return end < 0 ? null : end + 2;
  }
  const length = command >= firstWithOption && command < interpretAsCommand ? 3 : 2;
  return at + length <= sent.length ? at + length : null;
}

/** The same bytes as telnet sends them. */
export function asTelnet(bytes: Buffer): Buffer {
  if (!bytes.includes(interpretAsCommand)) return bytes;
  return Buffer.from(Array.from(bytes).flatMap((byte) => (byte === interpretAsCommand ? [byte, byte] : [byte])));
}
