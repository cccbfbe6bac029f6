import { refused, type Refused } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import { ageOn } from './ages.ts';
import type { PatronFile } from './patron.ts';
import type { PatronSettings } from './settings.ts';

type Ward = Pick<PatronFile, 'birthDate' | 'guardianId' | 'guardianContact'>;

/**
 * A child under the network's age has a guardian: another reader, of age and with an account in use, or at least a way to
 * reach somebody. Nobody is his own guardian.
 */
export async function guardianRefusal(
  work: Work,
  settings: PatronSettings,
  ward: Ward,
  { wardId, date }: { wardId: number | null; date: string },
): Promise<Refused | null> {
  if (ward.guardianId !== null) {
    const guardian = ward.guardianId === wardId ? null : await work.patronAccounts.lock(ward.guardianId);
    if (!guardian || guardian.state === 'TO_ERASE') return refused('guardian-unknown');
    const age = guardian.birthDate === null ? null : ageOn(guardian.birthDate, date);
    if (age !== null && age < settings.adultAge) return refused('guardian-unknown', { age });
    return null;
  }
  if (ward.guardianContact !== null || ward.birthDate === null) return null;
  const age = ageOn(ward.birthDate, date);
  return age < settings.guardianUnderAge ? refused('guardian-needed', { age, until: settings.guardianUnderAge }) : null;
}
