import { isAmong } from './addresses.ts';
import type { CertificateRule, DeviceProfile } from './device-profile.ts';

/** Who is at the other end of a connection, as far as the network itself tells. */
export interface Peer {
  /** Of the terminal, not of a proxy between. */
  readonly address: string;
  /** The certificate it proved to hold; null on a plain port, or when it has none. */
  readonly certificate: PeerCertificate | null;
}
export interface PeerCertificate {
  /** SHA-256 of its DER, hexadecimal, lower case. */
  readonly sha256: string;
  /** Null unless our authority signed it and it is in its time. */
  readonly commonName: string | null;
  /** Whether now is between its two dates. */
  readonly inItsTime: boolean;
}

/**
 * Whether a device with this profile may be whoever stands at that end. A terminal that shows a certificate is only the
 * device that certificate is bound to.
 */
export function admits({ addresses, certificate }: DeviceProfile, peer: Peer): boolean {
  if (addresses.length > 0 && !isAmong(peer.address, addresses)) return false;
  if (!certificate) return peer.certificate === null;
  return peer.certificate !== null && peer.certificate.inItsTime && isBound(certificate, peer.certificate);
}

function isBound(rule: CertificateRule, { sha256, commonName }: PeerCertificate): boolean {
  return rule.by === 'fingerprint' ? rule.sha256 === sha256 : rule.name === commonName;
}
