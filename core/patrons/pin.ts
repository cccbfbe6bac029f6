import { hashSecret, pinCost } from '../access/secrets.ts';
import type { Post } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { noteReader, type By, type ReaderPorts } from './ports.ts';
import type { PatronSettings } from './settings.ts';

/** Figures, not all the same, and not the year or the day the reader was born. */
export function pinIsAcceptable({ pinShape }: PatronSettings, pin: string, birthDate: string | null): boolean {
  if (!pinShape.test(pin) || /^(.)\1*$/.test(pin)) return false;
  if (birthDate === null) return true;
  const [year, month, day] = birthDate.split('-') as [string, string, string];
  return ![
    year,
    `${day}${month}`,
    `${month}${day}`,
    `${day}${month}${year}`,
    `${day}${month}${year.slice(2)}`,
  ].includes(pin);
}

/** Staff give a reader another PIN, for whoever forgot his. It unlocks the card too. */
export function resetPin({ store, clock, readers }: ReaderPorts) {
  return async (patronId: number, pin: string, by: By): Promise<Outcome<null>> => {
    const known = await store.read.patronAccounts.file(patronId);
    if (!known || known.state === 'ERASED') return refused('patron-unknown');
    if (!pinIsAcceptable(readers, pin, known.birthDate)) return refused('pin-not-acceptable');
    const pinHash = await hashSecret(pin, pinCost); // slow: before the transaction
    return store.transaction(async (work) => {
      const patron = await work.patronAccounts.lock(patronId);
      if (!patron) return refused('patron-unknown');
      await work.patronAccounts.setPin(patronId, pinHash);
      await noteReader(work, 'PIN_SET', patron, { at: clock.now(), by }, { by: 'staff' });
      return granted(null);
    });
  };
}

/** A reader changes his PIN himself: the old one proves who he is, and wrong ones are counted as anywhere. */
export function changePin({ store, clock, pins, readers }: ReaderPorts) {
  return async (request: { card: string; oldPin: string; newPin: string; device: Post }): Promise<Outcome<null>> => {
    const found = await store.read.patron(request.card);
    if (!found || found.patron.state === 'TO_ERASE') return refused('patron-unknown');
    if (found.replaced) return refused('card-replaced');
    const verdict = await pins.check(found.patron, request.oldPin, request.device.id);
    if (verdict === 'locked') return refused('pin-locked');
    if (verdict !== 'right') return refused('pin-wrong');
    if (!pinIsAcceptable(readers, request.newPin, found.patron.birthDate)) return refused('pin-not-acceptable');
    const pinHash = await hashSecret(request.newPin, pinCost);
    return store.transaction(async (work) => {
      const patron = await work.patronAccounts.lock(found.patron.id);
      if (!patron) return refused('patron-unknown');
      // Somebody else set another one while this was hashed: the old PIN proves nothing any more.
      if (patron.pinHash !== found.patron.pinHash) return refused('pin-wrong');
      await work.patronAccounts.setPin(patron.id, pinHash);
      await noteReader(work, 'PIN_SET', patron, { at: clock.now(), by: null }, { by: 'reader' });
      return granted(null);
    });
  };
}

/** Staff who know the reader lift the lock; the PIN stays. */
export function unlockPin({ store, clock }: ReaderPorts) {
  return (patronId: number, by: By): Promise<Outcome<null>> =>
    store.transaction(async (work) => {
      const patron = await work.patronAccounts.lock(patronId);
      if (!patron) return refused('patron-unknown');
      await work.patronAccounts.forgivePin(patronId);
      await noteReader(work, 'PIN_UNLOCKED', patron, { at: clock.now(), by }, {});
      return granted(null);
    });
}
