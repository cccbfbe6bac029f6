import { smallNetwork, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import type { Outcome, Refusal } from '../outcome.ts';
import type { StoredEvent } from '../ports/journal.ts';
import type { Breach } from '../ports/reading.ts';
import { readerDesk, type ReaderDesk } from './desk.ts';
import type { By } from './ports.ts';
import type { RegisterRequest } from './register.ts';

/** The desk of the small network, and the member of staff at it. */
export interface SmallDesk {
  readonly network: SmallNetwork;
  readonly desk: ReaderDesk;
  readonly by: By;
  /** An adult of 36 in Lens, without PIN, unless told otherwise. */
  someone(cardNumber: string, changes?: Partial<RegisterRequest>): RegisterRequest;
  /** Registers somebody and gives his id. */
  registered(cardNumber: string, changes?: Partial<RegisterRequest>): Promise<number>;
  /** What the journal says, of these types. */
  journal(...types: StoredEvent['type'][]): Promise<StoredEvent[]>;
  /** What a kiosk of Lens answers to a card that wants to borrow. */
  borrow(card: string, itemBarcode: string, pin?: string): Promise<Refusal | 'granted'>;
  /** The broken invariants; that nobody sends the notices ordered here is none of this. */
  audit(): Promise<Breach[]>;
  close(): Promise<void>;
}

/** Opens it, with categories for adults, children (0 to 17) and schools. */
export async function smallDesk(): Promise<SmallDesk> {
  const network = await smallNetwork();
  const desk = readerDesk(network.ports);
  const by = { login: 'agent-lens', libraryId: network.libraries.lens };
  const child = {
    code: 'ENFANT',
    label: 'Enfant',
    kind: 'CHILD',
    membershipMonths: 12,
    minAge: 0,
    maxAge: 17,
  } as const;
  const school = {
    code: 'ECOLE',
    label: 'École',
    kind: 'COLLECTIVE',
    membershipMonths: 10,
    minAge: null,
    maxAge: null,
  };
  value(await desk.addCategory(child, by));
  value(await desk.addCategory({ ...school, kind: 'COLLECTIVE' }, by));

  const someone = (cardNumber: string, changes: Partial<RegisterRequest> = {}): RegisterRequest => ({
    cardNumber,
    category: 'ADULTE',
    pin: null,
    firstName: 'Zoé',
    lastName: 'Lefèvre',
    birthDate: '1990-05-17',
    email: null,
    phone: null,
    address: null,
    homeLibraryId: network.libraries.lens,
    language: 'fr',
    guardianId: null,
    guardianContact: null,
    ...changes,
  });
  let transactions = 0;
  return {
    network,
    desk,
    by,
    someone,
    registered: async (cardNumber, changes) => value(await desk.register(someone(cardNumber, changes), by)),
    async journal(...types) {
      return network.store.read.eventsAfter(0, types, 1_000);
    },
    async borrow(card, itemBarcode, pin) {
      transactions += 1;
      const outcome = await network.checkOut({
        device: network.devices.lens,
        card,
        itemBarcode,
        renewalAllowed: false,
        transactionDate: `t${transactions}`,
        ...(pin !== undefined && { pin }),
      });
      return outcome.granted ? 'granted' : outcome.refusal;
    },
    audit: async () => (await network.store.read.audit()).filter(({ invariant }) => invariant !== 'outbox-followed'),
    close: () => network.close(),
  };
}

/** What was granted; a refusal fails the test. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.granted) throw new Error(`refused: ${outcome.refusal} ${JSON.stringify(outcome.facts)}`);
  return outcome.value;
}
