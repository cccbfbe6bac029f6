import { admits, type Peer, type PeerCertificate } from './device-access.ts';
import { standardProfile, type ProfileChanges } from './device-profile.ts';

const shown: PeerCertificate = { sha256: 'ab'.repeat(32), commonName: 'kiosk-lens', inItsTime: true };
const admitted = (changes: ProfileChanges, peer: Partial<Peer>): boolean =>
  admits({ ...standardProfile, ...changes }, { address: '10.62.3.4', certificate: null, ...peer });
const byName = { certificate: { by: 'common-name', name: 'kiosk-lens' } } as const;
const byFingerprint = { certificate: { by: 'fingerprint', sha256: 'ab'.repeat(32) } } as const;

test.each<[string, ProfileChanges, Partial<Peer>, boolean]>([
  ['asks for nothing', {}, {}, true],
  ['lists its network', { addresses: ['10.62.0.0/16'] }, {}, true],
  ['lists another network', { addresses: ['10.63.0.0/16'] }, {}, false],
  ['wants a certificate, none shown', byName, {}, false],
  ['wants this name', byName, { certificate: shown }, true],
  ['wants this name, signed by nobody we know', byName, { certificate: { ...shown, commonName: null } }, false],
  ['wants another name', { certificate: { by: 'common-name', name: 'kiosk' } }, { certificate: shown }, false],
  ['wants this very one', byFingerprint, { certificate: { ...shown, commonName: null } }, true],
  ['wants another one', byFingerprint, { certificate: { ...shown, sha256: 'cd'.repeat(32) } }, false],
  ['wants one that is out of date', byFingerprint, { certificate: { ...shown, inItsTime: false } }, false],
  ['wants none: it is that of another device', {}, { certificate: shown }, false],
  ['wants both, shown from elsewhere', { ...byName, addresses: ['192.0.2.1'] }, { certificate: shown }, false],
])('a device that %s', (_what, changes, peer, expected) => {
  expect(admitted(changes, peer)).toBe(expected);
});
