import { randomBytes } from 'node:crypto';
import { hashSecret, pinCost } from '../access/secrets.ts';
import { localDate } from '../circulation/calendars.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { PatronDetails } from '../ports/patrons.ts';
import { ageOn, membershipEnd } from './ages.ts';
import { cardRefusal, cardTaken } from './card.ts';
import { ageRefusal, categoryByCode, isComeOfAge } from './categories.ts';
import { guardianRefusal } from './guardians.ts';
import { pinIsAcceptable } from './pin.ts';
import { noteReader, type By, type ReaderPorts } from './ports.ts';

/** Somebody who becomes a reader. */
export interface RegisterRequest extends PatronDetails {
  readonly cardNumber: string;
  readonly category: string;
  readonly pin: string | null;
}

/** Opens an account with its card; the membership runs from now for the months of its category. */
export function register(ports: ReaderPorts) {
  return async (request: RegisterRequest, by: By): Promise<Outcome<number>> => {
    const { store, clock, readers } = ports;
    const { cardNumber, category: code, pin, ...person } = request;
    const details = tidied(person);
    const now = clock.now();
    const date = localDate(now);
    const category = await categoryByCode(ports, code);
    if (!category) return refused('category-unknown');
    const refusal =
      cardRefusal(readers, cardNumber) ??
      bornLater(details, date) ??
      ageRefusal(category, readers, details.birthDate, date);
    if (refusal) return refusal;
    if (pin !== null && !pinIsAcceptable(readers, pin, details.birthDate)) return refused('pin-not-acceptable');

    const account = {
      ...details,
      pseudonym: randomBytes(16).toString('hex'),
      categoryId: category.id,
      expiresAt: membershipEnd(now, category.membershipMonths),
      pinHash: pin === null ? null : await hashSecret(pin, pinCost),
    };
    return store.transaction(async (work) => {
      const patronId = await work.patronAccounts.register(account, now);
      const unguarded = await guardianRefusal(work, readers, details, { wardId: patronId, date });
      if (unguarded) return unguarded;
      const use = await work.patronAccounts.giveCard(patronId, cardNumber);
      if (use) return cardTaken(use);
      const facts = { category: category.code, homeLibrary: details.homeLibraryId, expiresAt: account.expiresAt };
      await noteReader(work, 'PATRON_REGISTERED', account, { at: now, by }, facts);
      await work.outbox.add('notices', { kind: 'card-registered', patronId }, now);
      return granted(patronId);
    });
  };
}

/** Changes what is known of a reader. The journal says which facts changed, never what they are. */
export function changeDetails({ store, clock, readers }: ReaderPorts) {
  return (patronId: number, request: PatronDetails, by: By): Promise<Outcome<null>> =>
    store.transaction(async (work) => {
      const now = clock.now();
      const patron = await work.patronAccounts.lock(patronId);
      if (!patron) return refused('patron-unknown');
      const details = tidied(request);
      const date = localDate(now);
      const refusal =
        bornLater(details, date) ?? (await guardianRefusal(work, readers, details, { wardId: patronId, date }));
      if (refusal) return refusal;
      const changed = (Object.keys(details) as (keyof PatronDetails)[]).filter(
        (fact) => details[fact] !== patron[fact],
      );
      if (changed.length === 0) return granted(null);
      await work.patronAccounts.change(patronId, details);
      await work.patronAccounts.touch(patronId, now);
      await noteReader(work, 'PATRON_CHANGED', patron, { at: now, by }, { changed: changed.sort().join(' ') });
      return granted(null);
    });
}

/**
 * Renews a membership: from now for the months of the category, never shorter than it was, so that asking twice gives one
 * membership. A child come of age takes another category with it.
 */
export function renewMembership(ports: ReaderPorts) {
  return async (patronId: number, request: { category: string | null }, by: By): Promise<Outcome<null>> => {
    const { store, clock, readers } = ports;
    const categories = await store.read.patronAccounts.categories();
    return store.transaction(async (work) => {
      const now = clock.now();
      const date = localDate(now);
      const patron = await work.patronAccounts.lock(patronId);
      if (!patron) return refused('patron-unknown');
      const code = request.category ?? patron.categoryCode;
      const category = categories.find((candidate) => candidate.code === code);
      if (!category) return refused('category-unknown');
      // Those whose age is not known keep the category they have.
      const tooOld = isComeOfAge(category, readers, patron.birthDate, date);
      if (tooOld || request.category !== null) {
        const refusal = ageRefusal(category, readers, patron.birthDate, date);
        if (refusal) return refusal;
      }
      const expiresAt = Math.max(patron.expiresAt, membershipEnd(now, category.membershipMonths));
      await work.patronAccounts.setMembership(patronId, { expiresAt, categoryId: category.id });
      await work.patronAccounts.touch(patronId, now);
      const facts = { category: category.code, from: patron.categoryCode, expiresAt };
      await noteReader(work, 'MEMBERSHIP_RENEWED', patron, { at: now, by }, facts);
      return granted(null);
    });
  };
}

/** As it is kept: trimmed, an e-mail address in lower case, nothing where nothing was said. */
function tidied(details: PatronDetails): PatronDetails {
  const said = (text: string | null): string | null => text?.trim() || null;
  return {
    firstName: details.firstName.trim(),
    lastName: details.lastName.trim(),
    birthDate: details.birthDate,
    email: said(details.email)?.toLowerCase() ?? null,
    phone: said(details.phone),
    address: said(details.address),
    homeLibraryId: details.homeLibraryId,
    language: details.language,
    guardianId: details.guardianId,
    guardianContact: said(details.guardianContact),
  };
}

/** Nobody is registered before he is born. */
function bornLater({ birthDate }: PatronDetails, date: string): Refused | null {
  return birthDate !== null && ageOn(birthDate, date) < 0 ? refused('age-not-allowed', { age: null }) : null;
}
