import { randomBytes } from 'node:crypto';
import type { NewPatron } from '../../core/ports/store.ts';
import type { NewBlock } from '../../core/patrons/patron.ts';

const surnames =
  'Lefebvre Dubois Lemaire Duhamel Carpentier Delattre Leroy Caron Dupont Fontaine Bailleul Wattiez Kowalski Nowak Wisniewski Szymczak Dumont Lecocq Petit Moreau Benali Haddad Rossi Bianchi Da Silva'.split(
    ' ',
  );
const forenames =
  'Camille Louis Jeanne Adam Lina Hugo Zoé Paul Inès Jules Manon Ethan Nour Léon Rose Marcel Élise Karim Wanda Stanislas Chloé Gérard Monique René Odette'.split(
    ' ',
  );

const day = 86_400_000;

/** What the seed needs to know to make readers: ids by code, the hash of the common PIN, now (UTC milliseconds). */
export interface PeopleFacts {
  readonly libraries: ReadonlyMap<string, number>;
  readonly categories: ReadonlyMap<string, number>;
  readonly pinHash: string;
  readonly now: number;
}

/** The cards with a story, by the last three digits of 20000xxx. Everything else is an ordinary reader. */
export const awkwardCards = {
  expired: 151,
  blocked: 152,
  replaced: 153,
  child: 154,
  atTheLimit: 155,
  overdue: 156,
  holdReady: 157,
  holdWaiting: 158,
  holdInTheVan: 159,
  withoutPin: 160,
  cardLost: 161,
  longName: 162,
  english: 163,
  school: 164,
  library: 165,
  staff: 166,
  toErase: 167,
  expiresSoon: 168,
  blockEnded: 169,
  borrower: 170,
  lostItem: 171,
  claimsReturned: 172,
} as const;

/** Card number of demo reader `n` (1 to 200). */
export function demoCard(n: number): string {
  return String(20_000_000 + n);
}

/** The 200 readers, in the order of their cards. */
export function demoPatrons(facts: PeopleFacts): NewPatron[] {
  const codes = [...facts.libraries.keys()];
  return Array.from({ length: 200 }, (_, index) => {
    const n = index + 1;
    const ordinary: NewPatron = {
      pseudonym: randomBytes(16).toString('hex'),
      cardNumber: demoCard(n),
      firstName: forenames[(index * 7) % forenames.length]!,
      lastName: surnames[(index * 3) % surnames.length]!,
      birthDate: `${1950 + ((index * 11) % 55)}-${String(1 + (index % 12)).padStart(2, '0')}-15`,
      email: `lecteur${n}@example.org`,
      phone: `03 21 00 ${String(Math.floor(n / 100)).padStart(2, '0')} ${String(n % 100).padStart(2, '0')}`,
      address: `${n} rue des Mineurs, 62300 Lens`,
      homeLibraryId: facts.libraries.get(codes[index % codes.length]!)!,
      categoryId: facts.categories.get('ADULTE')!,
      expiresAt: facts.now + 300 * day,
      state: 'ACTIVE',
      language: 'fr',
      pinHash: facts.pinHash,
    };
    return { ...ordinary, ...particular(n, facts) };
  });
}

function particular(n: number, { categories, now }: PeopleFacts): Partial<NewPatron> {
  switch (n) {
    case awkwardCards.expired:
      return { expiresAt: now - 20 * day };
    case awkwardCards.replaced:
      return { cardNumber: '20000999' };
    case awkwardCards.child:
      return { categoryId: categories.get('ENFANT'), birthDate: `${new Date(now).getUTCFullYear() - 8}-03-14` };
    case awkwardCards.withoutPin:
      return { pinHash: null };
    case awkwardCards.longName:
      return { firstName: 'Marie-Élisabeth Françoise', lastName: 'de La Rochefoucauld-Œuvrard | Ængström' };
    case awkwardCards.english:
      return { firstName: 'Emily', lastName: 'Thornton', language: 'en' };
    case awkwardCards.school:
      return {
        firstName: 'École',
        lastName: 'Jules-Ferry',
        categoryId: categories.get('COLLECTIVITE'),
        birthDate: null,
      };
    case awkwardCards.library:
      return {
        firstName: 'Bibliothèque',
        lastName: 'de Vimy',
        categoryId: categories.get('BIBLIOTHEQUE'),
        birthDate: null,
      };
    case awkwardCards.staff:
      return { categoryId: categories.get('PERSONNEL') };
    case awkwardCards.toErase:
      return { state: 'TO_ERASE', email: null, phone: null, address: null };
    case awkwardCards.expiresSoon:
      return { expiresAt: now + 3 * day };
    default:
      return {};
  }
}

/** Stored blocks of the readers who have one. `idOf` gives a reader's id by the number of his card. */
export function demoBlocks(idOf: (n: number) => number, now: number): NewBlock[] {
  const block = {
    since: now - 30 * day,
    until: null,
    author: 'user:admin',
    stopsCheckOut: true,
    stopsHold: true,
    stopsRenewal: true,
  };
  return [
    { ...block, patronId: idOf(awkwardCards.blocked), kind: 'MANUAL', note: 'Adresse à vérifier' },
    { ...block, patronId: idOf(awkwardCards.cardLost), kind: 'CARD_LOST', note: 'Carte déclarée perdue' },
    { ...block, patronId: idOf(awkwardCards.blockEnded), kind: 'BEHAVIOUR', note: 'Levé', until: now - day },
  ];
}
