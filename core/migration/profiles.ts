import { itemProfiles } from '../catalogue/import/item-profile.ts';
import { itemTypes } from '../circulation/entities.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Store } from '../ports/store.ts';
import type { SourceProfile } from './profile.ts';
import decalog from './profiles/decalog.json' with { type: 'json' };
import koha from './profiles/koha.json' with { type: 'json' };
import nanook from './profiles/nanook.json' with { type: 'json' };
import orphee from './profiles/orphee.json' with { type: 'json' };
import pmb from './profiles/pmb.json' with { type: 'json' };
import waterbear from './profiles/waterbear.json' with { type: 'json' };

/** Recommandation 995 as it was drawn up, for a system nobody has described yet. */
const plain: SourceProfile = {
  ...itemProfiles['recommandation-995']!,
  version: 0,
  label: 'Recommandation 995',
  readers: {
    ...{ card: 'card', lastName: 'lastName', firstName: 'firstName', birthDate: 'birthDate', email: 'email' },
    ...{ phone: 'phone', address: 'address', category: 'category', expiresOn: 'expiresOn' },
  },
  loans: { barcode: 'barcode', card: 'card', lentOn: 'lentOn', dueOn: 'dueOn', renewals: 'renewals' },
  categories: {},
  dates: 'YYYY-MM-DD',
};

/** The profiles that come with the program: data files, each the starting point of a library's own. */
export const shippedProfiles: readonly SourceProfile[] = [
  plain,
  ...([koha, pmb, orphee, nanook, decalog, waterbear] as unknown as SourceProfile[]),
];

/** Every profile: those that come with the program, and what was saved since, each version. */
export async function everyProfile({ read }: Pick<Store, 'read'>): Promise<SourceProfile[]> {
  return [...shippedProfiles, ...(await read.migration.profiles())];
}

/** The newest version of each. */
export async function newestProfiles(store: Pick<Store, 'read'>): Promise<SourceProfile[]> {
  const newest = new Map<string, SourceProfile>();
  for (const profile of await everyProfile(store)) newest.set(profile.name, profile);
  return [...newest.values()];
}

/** The profile a batch was opened with. Refused `profile-unknown`. */
export async function profileOf(
  store: Pick<Store, 'read'>,
  { profile: name, profileVersion }: { profile: string; profileVersion: number },
): Promise<Outcome<SourceProfile>> {
  const found = (await everyProfile(store)).find((one) => one.name === name && one.version === profileVersion);
  return found ? granted(found) : refused('profile-unknown', { profile: name });
}

/** What is wrong with a profile, as sentences with the place; empty when it can be saved. */
export function profileFaults(profile: SourceProfile, libraryCodes: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  check(/^[a-z0-9][a-z0-9-]{0,40}$/.test(profile.name), 'name: lower case letters, digits and hyphens');
  check(/^9\d\d$/.test(profile.tag), 'tag: a local field, 9xx');
  check(!profile.localTags.includes(profile.tag), 'localTags: the field of items is among them');
  for (const tag of profile.localTags) check(/^\d{3}$/.test(tag), `localTags: ${tag} is no tag`);
  for (const [name, codes] of Object.entries(profile.subfields)) {
    check(/^[a-z0-9]*$/.test(codes), `subfields.${name}: codes of subfields`);
  }
  const { barcode, barcodeParts } = profile.subfields;
  check(barcode !== '' || barcodeParts !== '', 'subfields.barcode: nothing gives the barcode');
  for (const [written, type] of Object.entries(profile.documentTypes)) {
    check(written === written.toLowerCase(), `documentTypes.${written}: written in lower case`);
    check(itemTypes.includes(type), `documentTypes.${written}: ${String(type)} is no type of item`);
  }
  for (const [written, { type }] of Object.entries(profile.circulation)) {
    check(type === undefined || itemTypes.includes(type), `circulation.${written}: ${String(type)} is no type of item`);
  }
  for (const [written, code] of Object.entries(profile.libraries)) {
    check(libraryCodes.has(code), `libraries.${written}: ${code} is no library of the network`);
  }
  check(profile.readers.card !== '' && profile.readers.lastName !== '', 'readers: a card and a last name');
  check(
    profile.loans.barcode !== '' && profile.loans.card !== '' && profile.loans.dueOn !== '',
    'loans: barcode, card, due date',
  );
  return faults;
}
