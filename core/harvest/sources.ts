import { rangeOf } from '../network/addresses.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { HarvestSource, SourceDescription } from './entities.ts';
import type { HarvestPorts } from './ports.ts';

/** What is wrong with the description of a source, by the name of its field; null when nothing is. */
export function wrongField(source: SourceDescription): keyof SourceDescription | null {
  const { code, name, metadataPrefix, set, everyHours, overlapMinutes, sweepDays, rightsUri } = source;
  const whole = (value: number | null, least: number, most: number): boolean =>
    value === null || (Number.isInteger(value) && value >= least && value <= most);
  if (!/^[A-Z0-9][A-Z0-9-]{1,31}$/.test(code)) return 'code';
  if (name.trim() === '') return 'name';
  const where = wrongAddress(source);
  if (where) return where;
  // The forms of OAI-PMH.xsd.
  if (metadataPrefix !== null && !/^[A-Za-z0-9\-_.!~*'()]{1,64}$/.test(metadataPrefix)) return 'metadataPrefix';
  if (set !== null && !/^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*$/.test(set)) return 'set';
  if (!whole(everyHours, 1, 24 * 366)) return 'everyHours';
  if (!whole(overlapMinutes, 1, 60 * 24 * 31)) return 'overlapMinutes';
  if (!whole(sweepDays, 1, 366)) return 'sweepDays';
  return rightsUri === '' || URL.canParse(rightsUri) ? null : 'rightsUri';
}

/** What is wrong with where a repository is asked; null when nothing is. */
export function wrongAddress({
  baseUrl,
  networks,
}: Pick<SourceDescription, 'baseUrl' | 'networks'>): 'baseUrl' | 'networks' | null {
  if (!isBaseUrl(baseUrl)) return 'baseUrl';
  return networks.every((network) => rangeOf(network) !== null) ? null : 'networks';
}

function isBaseUrl(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return username === '' && password === '' && search === '' && hash === '';
}

/**
 * Makes a source, or describes it anew. What is harvested from elsewhere, in another format or of another set is harvested
 * from its beginning; another licence is applied to what was kept. Refused `source-not-valid` (facts.field).
 */
export async function saveSource(
  { store, clock }: Pick<HarvestPorts, 'store' | 'clock'>,
  by: { readonly login: string },
  source: SourceDescription,
): Promise<Outcome<HarvestSource>> {
  const field = wrongField(source);
  if (field) return refused('source-not-valid', { field });
  const at = clock.now();
  return store.transaction(async (work): Promise<Outcome<HarvestSource> | Refused> => {
    const known = await work.harvest.lockSource(source.code);
    const id = known?.id ?? (await work.harvest.insertSource(source));
    if (id === null) return refused('source-taken', { source: source.code });
    if (known) {
      await work.harvest.describeSource(id, source);
      if (harvestsOtherwise(known, source)) await work.harvest.learn(id, { lastCompleted: null, lastSweepAt: null });
      if (licensesOtherwise(known, source)) await work.harvest.mapAgain(id);
    }
    const due = source.everyHours !== null && source.active;
    await work.harvest.learn(id, { nextRunAt: due ? (known?.nextRunAt ?? at) : null });
    const whom = { libraryId: null, deviceId: null, itemId: null, patronRef: null };
    const payload = { source: source.code, baseUrl: source.baseUrl, licence: source.licence };
    const actor = actorOf({ id: null, login: by.login });
    await work.journal.append({ at, type: 'HARVEST_SOURCE_CHANGED', actor, ...whom, payload });
    return granted((await work.harvest.lockSource(source.code))!);
  });
}

function harvestsOtherwise(one: SourceDescription, other: SourceDescription): boolean {
  return one.baseUrl !== other.baseUrl || one.metadataPrefix !== other.metadataPrefix || one.set !== other.set;
}

function licensesOtherwise(one: SourceDescription, other: SourceDescription): boolean {
  const said = ({ access, licence, rightsUri, audiences, resourceType }: SourceDescription): string =>
    JSON.stringify([access, licence, rightsUri, audiences, resourceType]);
  return said(one) !== said(other);
}
