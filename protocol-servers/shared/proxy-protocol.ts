import { isIP } from 'node:net';
import { Buffer } from 'node:buffer';

/** What the head of a connection through a proxy says (PROXY protocol, versions 1 and 2, HAProxy specification of 2020). */
export type ProxyHead =
  /** `source` is the address of the client; null when the proxy speaks for itself (its health check, UNKNOWN, LOCAL). */
  | { readonly kind: 'header'; readonly length: number; readonly source: string | null }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'wrong'; readonly what: string };

const signature2 = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const signature1 = Buffer.from('PROXY ', 'latin1');
/** §2.1: the longest line of version 1, its CR LF included. */
const longest1 = 107;
/** Version 2: what follows its 16 bytes. Extensions are read over; nobody needs more of them. */
const longest2 = 4096;

/** Reads the head. Never guesses: what does not begin as one is wrong (§5). */
export function readProxyHead(bytes: Buffer): ProxyHead {
  if (isBeginningOf(bytes, signature2)) return bytes.length < 16 ? incomplete : version2(bytes);
  if (isBeginningOf(bytes, signature1)) return bytes.length < signature1.length ? incomplete : version1(bytes);
  return wrong('it begins with neither signature');
}

const incomplete: ProxyHead = { kind: 'incomplete' };
const wrong = (what: string): ProxyHead => ({ kind: 'wrong', what });

function isBeginningOf(bytes: Buffer, signature: Buffer): boolean {
  const length = Math.min(bytes.length, signature.length);
  return bytes.subarray(0, length).equals(signature.subarray(0, length));
}

/** `PROXY TCP4 192.0.2.1 192.0.2.9 56324 6001` CR LF (§2.1). */
function version1(bytes: Buffer): ProxyHead {
  const end = bytes.subarray(0, longest1).indexOf('\r\n');
  if (end < 0) return bytes.length < longest1 ? incomplete : wrong('its line does not end');
  const [, family, source, destination, sourcePort, destinationPort, ...more] = bytes
    .toString('latin1', 0, end)
    .split(' ');
  const length = end + 2;
  if (family === 'UNKNOWN') return { kind: 'header', length, source: null };
  const version = family === 'TCP4' ? 4 : family === 'TCP6' ? 6 : null;
  const right =
    version !== null &&
    more.length === 0 &&
    [source, destination].every((address) => address !== undefined && isIP(address) === version) &&
    [sourcePort, destinationPort].every((port) => port !== undefined && /^(0|[1-9]\d{0,4})$/.test(port));
  return right ? { kind: 'header', length, source: source! } : wrong('its line says no addresses');
}

/** Twelve bytes of signature, version and command, family, length, addresses (§2.2). */
function version2(bytes: Buffer): ProxyHead {
  const [versionAndCommand, family] = [bytes[12]!, bytes[13]!];
  const length = 16 + bytes.readUInt16BE(14);
  if (versionAndCommand >> 4 !== 2) return wrong('its version is not 2');
  if (length > 16 + longest2) return wrong('it is too long');
  if (bytes.length < length) return incomplete;
  const command = versionAndCommand & 0xf;
  if (command === 0) return { kind: 'header', length, source: null }; // LOCAL
  if (command !== 1) return wrong('its command is neither LOCAL nor PROXY');
  if (family === 0x11)
    return length < 28 ? wrong('its addresses are cut') : { kind: 'header', length, source: version4(bytes) };
  if (family === 0x21)
    return length < 52 ? wrong('its addresses are cut') : { kind: 'header', length, source: version6(bytes) };
  return family >> 4 === 0 ? { kind: 'header', length, source: null } : wrong('it is not about TCP');
}

function version4(bytes: Buffer): string {
  return bytes.subarray(16, 20).join('.');
}

function version6(bytes: Buffer): string {
  return Array.from({ length: 8 }, (_, group) => bytes.readUInt16BE(16 + 2 * group).toString(16)).join(':');
}
