import type { TLSSocket } from 'node:tls';
import type { PeerCertificate } from '../../core/network/device-access.ts';

/** The certificate a peer proved to hold, null when it showed none. Its name counts only when our authority signed it. */
export function peerCertificate(socket: TLSSocket, now: number): PeerCertificate | null {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return null;
  const { CN: name } = socket.getPeerCertificate().subject;
  return {
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    commonName: socket.authorized && typeof name === 'string' ? name : null,
    inItsTime: certificate.validFromDate.getTime() <= now && now <= certificate.validToDate.getTime(),
  };
}
