import { DateTime } from 'luxon';
import { networkZone } from '../circulation/calendars.ts';
import { granted } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { defaultPinLimits } from './pins.ts';
import { defaultPatronSettings, type PatronSettings } from './settings.ts';

/** Journal lines read at once to see who was there. */
const linesAtOnce = 5_000;
/** How far back a server looks when it starts: longer than any of its stops. */
const firstLookBack = 8 * 24 * 3_600_000;
/** Acts are looked at once more, for those committed late. */
const overlap = 3_600_000;

/**
 * What time does to accounts: wrong PINs are forgotten, last acts noted, and accounts nobody came back to are marked for
 * erasure, which staff decide. That a membership is over needs no sweep: it follows from its date.
 */
export function patronSweep(
  { store, clock }: { store: Store; clock: Clock },
  settings: PatronSettings = defaultPatronSettings,
): () => Promise<{ forgottenPins: number; noted: number; marked: number }> {
  let lookedUntil = 0;
  return async () => {
    const now = clock.now();
    const since = lookedUntil === 0 ? now - firstLookBack : lookedUntil - overlap;
    const noted = await noteActivity(store, since);
    lookedUntil = now;
    const forgotten = await store.transaction(async (work) => {
      const pins = await work.patronAccounts.forgetPinFailures(now - defaultPinLimits.within);
      await work.patronAccounts.writeNameKeys(settings.atOnce);
      return granted(pins);
    });
    const marked = await markForsaken(store, now, settings);
    return { forgottenPins: forgotten.granted ? forgotten.value : 0, noted, marked };
  };
}

/** The journal tells who was there: loans need not write it themselves. */
async function noteActivity(store: Store, since: number): Promise<number> {
  let noted = 0;
  for (let after = 0; ;) {
    const acts = await store.read.patronAccounts.actsSince(since, after, linesAtOnce);
    if (acts.length === 0) return noted;
    const last = new Map<string, number>();
    for (const { patronRef, at } of acts) last.set(patronRef, Math.max(at, last.get(patronRef) ?? 0));
    const outcome = await store.transaction(async (work) => granted(await work.patronAccounts.noteActivity(last)));
    if (outcome.granted) noted += outcome.value;
    after = acts.at(-1)!.seq;
  }
}

async function markForsaken(store: Store, now: number, settings: PatronSettings): Promise<number> {
  const before = DateTime.fromMillis(now, { zone: networkZone })
    .minus({ months: settings.eraseAfterMonths })
    .toMillis();
  let marked = 0;
  for (const id of await store.read.patronAccounts.forsaken(before, settings.atOnce)) {
    const outcome = await store.transaction(async (work) => {
      const patron = await work.patronAccounts.lock(id);
      if (!patron || patron.expiresAt >= before || (patron.lastActivityAt ?? 0) >= before) return granted(0);
      const { loans, holds, wards } = await work.patronAccounts.engagements(id, now);
      if (loans + holds + wards > 0) return granted(0);
      await work.patronAccounts.markToErase(id);
      return granted(1);
    });
    if (outcome.granted) marked += outcome.value;
  }
  return marked;
}
