import type { Work } from '../ports/store.ts';
import type { AuthorityFacts, AuthorityType } from './entities.ts';

/** Records one row of the outbox names. */
const recordsPerRow = 200;
/** Records that one change of an authority looks at again; what is left waits for the next one. */
const mostWaiting = 20_000;

/** Records that bear one of these headings without authority are looked at again, after the commit. Returns how many. */
export async function lookAgain(
  work: Work,
  type: AuthorityType,
  headingKeys: readonly string[],
  at: number,
): Promise<number> {
  const ids = await work.authorities.waitingRecords(type, [...new Set(headingKeys)], mostWaiting);
  await linkLater(work, ids, at);
  return ids.length;
}

/** These records are linked to their authorities after the commit. */
export async function linkLater(work: Work, recordIds: readonly number[], at: number): Promise<void> {
  for (let from = 0; from < recordIds.length; from += recordsPerRow) {
    await work.outbox.add('headings-to-link', recordIds.slice(from, from + recordsPerRow), at);
  }
}

/** A changed heading sets out for its records; nothing when none bears it. */
export async function propagateLater(
  work: Work,
  authorityId: number,
  { before, after }: { readonly before: AuthorityFacts | null; readonly after: AuthorityFacts },
  at: number,
): Promise<void> {
  const same =
    before &&
    before.headingKey === after.headingKey &&
    before.dates === after.dates &&
    before.heading === after.heading;
  if (same || (await work.authorities.countLinks(authorityId)) === 0) return;
  const id = await work.authorities.insertPropagation(authorityId, at);
  await work.outbox.add('headings-changed', id, at);
}
