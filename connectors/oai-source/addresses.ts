import { isAmong } from '../../core/network/addresses.ts';

/**
 * Networks that no partner on the Internet has: this machine, private and link-local networks, carriers' NAT, multicast,
 * and IPv6 forms that carry an IPv4 address (mapped, NAT64, 6to4, Teredo), which would lead there by another name.
 */
const notPublic: readonly string[] = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...[
    '::/96',
    '::ffff:0:0/96',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/32',
    '2001:db8::/32',
    '2002::/16',
  ],
  ...['fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

/** Whether a repository may be reached there: at a public address, or in a network its source names. */
export function mayReach(address: string, networks: readonly string[]): boolean {
  return isAmong(address, networks) || isPublicAddress(address);
}

/** Whether an address is that of a machine on the Internet. */
export function isPublicAddress(address: string): boolean {
  const known = isAmong(address, ['0.0.0.0/0', '::/0']);
  return known && !isAmong(address, notPublic);
}
