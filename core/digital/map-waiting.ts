import { granted } from '../outcome.ts';
import type { HarvestedRecord, HarvestSource } from '../harvest/entities.ts';
import { linkFacts, findLinks, type FoundLink } from './matching.ts';
import { mapRecord, mappingVersion } from './mapping/map-record.ts';
import type { Mapped, Rejected } from './mapping/mapped.ts';
import { recordsAtOnce, type DigitalPorts } from './ports.ts';
import { shelve, writable, type ToShelve } from './shelve.ts';

/** What one pass did. */
export interface MappingPass {
  readonly mapped: number;
  readonly rejected: number;
  readonly withdrawn: number;
}

/**
 * Maps every harvested record that waits, or was mapped by older rules, from what was kept of it: no repository is asked
 * again. A part a transaction; killed, it goes on with what still waits.
 */
export async function mapWaiting(
  ports: DigitalPorts,
  onProgress: (done: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<MappingPass> {
  const { store } = ports;
  const sums = { mapped: 0, rejected: 0, withdrawn: 0 };
  const sources = new Map<number, HarvestSource>();
  for (let after = 0; !signal?.aborted;) {
    const rows = await store.read.harvest.waiting(mappingVersion, after, recordsAtOnce);
    if (rows.length === 0) break;
    after = rows.at(-1)!.id;
    for (const one of await store.read.harvest.sources()) sources.set(one.id, one);
    const part: ToShelve[] = [];
    for (const row of rows) part.push(await prepared(ports, row, sources.get(row.sourceId)!));
    await shelvePart(ports, part);
    for (const { harvested, mapped } of part) {
      if (harvested.deletedAt !== null) sums.withdrawn += 1;
      else if (mapped.kind === 'mapped') sums.mapped += 1;
      else sums.rejected += 1;
    }
    onProgress(sums.mapped + sums.rejected + sums.withdrawn);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return sums;
}

async function prepared(
  { store, clock }: DigitalPorts,
  harvested: HarvestedRecord,
  source: HarvestSource,
): Promise<ToShelve> {
  const context = {
    code: source.code,
    identifier: harvested.identifier,
    resourceType: source.resourceType,
    at: clock.now(),
  };
  const mapped = keepable(mapRecord(harvested, context));
  const gone = harvested.deletedAt !== null || mapped.kind === 'rejected';
  const links: FoundLink[] = gone ? [] : await findLinks(store.read, linkFacts(mapped.record));
  return { harvested, source, mapped, links };
}

function keepable(mapped: Mapped | Rejected): Mapped | Rejected {
  if (mapped.kind === 'mapped' && writable(mapped.record) === null) return { kind: 'rejected', reason: 'too-long' };
  return mapped;
}

async function shelvePart({ store, clock }: DigitalPorts, part: readonly ToShelve[]): Promise<void> {
  const at = clock.now();
  const outcome = await store.transaction(async (work) => {
    await work.records.reserveNumbers(0); // a write first: it takes the lock of the catalogue
    const changed = new Set<number>();
    for (const one of part) for (const id of await shelve(work, one, at)) changed.add(id);
    if (changed.size > 0) {
      await work.outbox.add('records-changed', [...changed], at);
      await work.outbox.add('headings-to-link', [...changed], at);
    }
    return granted(null);
  });
  if (!outcome.granted) throw new Error(`a part was refused: ${outcome.refusal}`);
}
