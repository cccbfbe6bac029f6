import { Buffer } from 'node:buffer';
import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';

/** A certificate and its key, PEM, as a terminal holds them. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of its DER, hexadecimal, lower case. */
  readonly sha256: string;
}

/** Who signs certificates in tests: X.509 v3 (RFC 5280), ECDSA on P-256, made here and now. */
export interface Authority extends Issued {
  /** Of this name, from and to these moments (UTC milliseconds). */
  issue(name: string, from?: number, to?: number): Issued;
}

const year = 365 * 86_400_000;

/** A new authority; nobody trusts it but whoever is told to. */
export function newAuthority(name: string): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const made = (subject: string, publicKey: KeyObject, { from, to, ca }: { from: number; to: number; ca: boolean }) => {
    const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
    const constraints = sequence(oid('551d13'), flag(true), octets(sequence(...(ca ? [flag(true)] : []))));
    const alternative = sequence(oid('551d11'), octets(sequence(tagged(0x82, Buffer.from('localhost')))));
    const signed = sequence(
      tagged(0xa0, integer(Buffer.of(2))),
      integer(Buffer.concat([Buffer.of(0x40), randomBytes(8)])),
      algorithm,
      nameOf(name),
      sequence(time(from), time(to)),
      nameOf(subject),
      publicKey.export({ type: 'spki', format: 'der' }),
      tagged(0xa3, sequence(constraints, ...(ca ? [] : [alternative]))),
    );
    return pem(sequence(signed, algorithm, bits(sign('sha256', signed, keys.privateKey))));
  };
  const span = { from: Date.now() - year, to: Date.now() + 100 * year };
  return {
    ...issued(made(name, keys.publicKey, { ...span, ca: true }), keys.privateKey),
    issue(subject, from = span.from, to = span.to) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return issued(made(subject, own.publicKey, { from, to, ca: false }), own.privateKey);
    },
  };
}

function issued(cert: string, key: KeyObject): Issued {
  const sha256 = new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase();
  return { cert, key: key.export({ type: 'pkcs8', format: 'pem' }).toString(), sha256 };
}

function tagged(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 0x80
      ? [body.length]
      : body.length < 0x100
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...length), body]);
}
const sequence = (...content: Buffer[]): Buffer => tagged(0x30, ...content);
const integer = (value: Buffer): Buffer => tagged(0x02, value);
const oid = (hexadecimal: string): Buffer => tagged(0x06, Buffer.from(hexadecimal, 'hex'));
const octets = (content: Buffer): Buffer => tagged(0x04, content);
const bits = (content: Buffer): Buffer => tagged(0x03, Buffer.of(0), content);
const flag = (value: boolean): Buffer => tagged(0x01, Buffer.of(value ? 0xff : 0));
/** GeneralizedTime. */
const time = (at: number): Buffer =>
  tagged(0x18, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
/** One common name. */
const nameOf = (common: string): Buffer =>
  sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(common)))));

function pem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}
