import type { HarvestingAudience } from '../../core/digital/audiences.ts';
import type { SourceDescription } from '../../core/harvest/entities.ts';
import { addReadySets } from '../../core/dissemination/ready-sets.ts';
import type { VirtualRepository } from '../../core/dissemination/entities.ts';
import { mapWaiting } from '../../core/digital/map-waiting.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Application } from '../application.ts';
import { partnerPath } from './partner.ts';

const by = { login: 'demo' };

/** The one source of the demonstration: its own server, which a harvester would refuse were its network not named. */
export function demoSource(serverUrl: string): SourceDescription {
  return {
    code: 'BND62',
    name: 'Bibliothèque numérique départementale',
    baseUrl: `${serverUrl}${partnerPath}/oai`,
    ...{ metadataPrefix: null, set: null, networks: ['127.0.0.0/8', '::1/128'], repair: false, active: true },
    ...{ everyHours: 24, overlapMinutes: null, sweepDays: null, resourceType: null },
    access: 'FREE',
    licence: 'Licence ouverte 2.0',
    rightsUri: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
    audiences: ['readers', 'harvesters', 'gallica', 'europeana'],
  };
}

/** One repository a partner, at `/oai/gallica` and `/oai/europeana`. */
const demoRepositories: readonly Omit<VirtualRepository, 'closedAt'>[] = [
  { ...offered('gallica', 'Pour Gallica'), formats: ['oai_dc'] },
  { ...offered('europeana', 'Pour Europeana'), formats: ['oai_dc', 'edm'] },
];

function offered(audience: HarvestingAudience, title: string) {
  return { name: audience, title, audience, sets: [`partenaire:${audience}`], addresses: [] };
}

/**
 * Harvests the partner's digital library into the demonstration network, and offers it to two partners; does nothing when
 * it is there. Another port than the last time is another address of the source: it is harvested anew.
 */
export async function seedDigital(
  { store, open, directory, clock, log }: Application,
  serverUrl: string,
): Promise<void> {
  const source = demoSource(serverUrl);
  const known = await store.read.harvest.source(source.code);
  if (known?.baseUrl === source.baseUrl) return;
  const { harvests, dissemination } = open.library;
  done(await harvests.save(by, known ? { ...known, baseUrl: source.baseUrl } : source));
  const request = { source: source.code, kind: 'INCREMENTAL', by: 'user:demo' } as const;
  const { state, reason, detail } = done(await open.harvests.harvestNow(request, () => undefined));
  if (state !== 'DONE') log.warn({ state, reason, detail }, 'the digital library of the demonstration is not whole');
  await mapWaiting({ store, clock, log });
  if (known) return;
  await addReadySets(store, directory.libraries());
  for (const repository of demoRepositories) {
    done(await dissemination.saveRepository({ ...by, libraryId: null }, repository));
  }
}

function done<Value>(outcome: Outcome<Value>): Value {
  if (outcome.granted) return outcome.value;
  throw new Error(`the demonstration was refused: ${outcome.refusal}`);
}
