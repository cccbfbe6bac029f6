/** An address as a number: version 4 or 6, the bits of it. */
interface Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

/** Reads an IPv4 or IPv6 address; null when it is none. An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is that IPv4 address. */
function addressOf(text: string): Address | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text);
  const version4 = bitsOfVersion4(mapped ? mapped[1]! : text);
  if (version4 !== null) return { version: 4, bits: version4 };
  const version6 = bitsOfVersion6(text.replace(/%.*$/, '')); // fe80::1%eth0: the zone is ours, not the peer's
  return version6 === null ? null : { version: 6, bits: version6 };
}

function bitsOfVersion4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) return null;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function bitsOfVersion6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1)!.at(-1);
  if (last?.includes('.')) {
    const tail = bitsOfVersion4(last);
    if (tail === null) return null;
    groups.at(-1)!.splice(-1, 1, (tail >> 16n).toString(16), (tail & 0xffffn).toString(16));
  }
  const count = groups.flat().length;
  if (halves.length === 1 ? count !== 8 : count > 7) return null;
  const whole = [...groups[0]!, ...Array.from({ length: 8 - count }, () => '0'), ...(groups[1] ?? [])];
  if (!whole.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return whole.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

/** An address, or a network in CIDR notation (RFC 4632, RFC 4291): `10.62.0.0/16`, `2001:db8::/32`. */
export interface Range {
  readonly version: 4 | 6;
  readonly bits: bigint;
  /** Bits of the host, which may be anything. */
  readonly free: bigint;
}

/** Reads an address or a network; null when it is neither, or when its host bits are not zero (`10.1.2.3/8` is a slip). */
export function rangeOf(text: string): Range | null {
  const [address, prefix, ...more] = text.split('/');
  const found = addressOf(address!);
  if (!found || more.length > 0) return null;
  const longest = found.version === 4 ? 32 : 128;
  if (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix)) return null;
  const length = prefix === undefined ? longest : Number(prefix);
  if (length > longest) return null;
  const free = BigInt(longest - length);
  return (found.bits >> free) << free === found.bits ? { ...found, free } : null;
}

/** Whether this address is one of these, or in one of these networks. */
export function isAmong(address: string, ranges: readonly string[]): boolean {
  const found = addressOf(address);
  if (!found) return false;
  return ranges.some((text) => {
    const range = rangeOf(text);
    return range?.version === found.version && range.bits >> range.free === found.bits >> range.free;
  });
}
