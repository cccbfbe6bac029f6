import type { Role } from '../../api/contract';
import { pageAt } from '../../sections/page-at';

/** Where what was found is opened, the best page first: the first that exists and that this role may open is taken. */
export const places = {
  reader: (id: number) => [`/lecteurs/${id}`],
  record: (number: string) => [`/catalogue/notices/${encodeURIComponent(number)}`],
  copy: (barcode: string) => [`/catalogue/exemplaires/${encodeURIComponent(barcode)}`],
  device: (login: string) => [`/connexions/automates/${encodeURIComponent(login)}`, '/connexions/automates'],
  holdShelf: ['/flux/etagere'],
  shuttle: ['/flux/navette'],
  harvests: ['/connexions/moissonnages'],
  offline: ['/guichet/secours'],
} as const;

/** The first of these addresses that this role may open; null when the console has none of these pages. */
export function openable(addresses: readonly string[], role: Role, page: typeof pageAt = pageAt): string | null {
  const opens = (address: string) => {
    const found = page(address);
    return found !== null && (found.for?.(role) ?? true);
  };
  return addresses.find(opens) ?? null;
}
