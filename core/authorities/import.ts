import { splitRecords } from '../marc/frame.ts';
import { controlValue } from '../marc/field.ts';
import { decode, encode, UnwritableRecord } from '../marc/iso2709.ts';
import { MalformedRecord } from '../marc/malformed.ts';
import type { MarcRecord } from '../marc/record.ts';
import { granted } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store, Work } from '../ports/store.ts';
import { authorityFacts, authorityNumberOf } from './authority.ts';
import { canonicalAuthority, digestOf } from './canonical.ts';
import type { AuthorityFacts, AuthorityType } from './entities.ts';
import { noteAuthority } from './journal.ts';
import { lookAgain, propagateLater } from './waiting.ts';

/** What became of a file of authorities. read = created + updated + unchanged + known + rejected. */
export interface AuthorityReport {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Already here under one of its numbers, from another source. */
  readonly known: number;
  readonly rejected: number;
  /** Of those created or updated, how many are nothing but a heading. */
  readonly stubs: number;
  /** At most `mostRejects`. Offsets are bytes in the file. */
  readonly rejects: readonly AuthorityReject[];
}
export interface AuthorityReject {
  readonly offset: number;
  readonly reason: string;
}

/** Authorities stored in one transaction, and rejects told one by one. */
const atOnce = 100;
const mostRejects = 1_000;
const longestSourceId = 200;

interface Prepared {
  readonly offset: number;
  readonly sourceId: string;
  readonly hash: string;
  readonly record: MarcRecord;
  readonly facts: AuthorityFacts;
}

/** Imports UNIMARC/A records, ISO 2709. Run again, it changes nothing; a heading it changes goes to its records. */
export async function importAuthorities(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  wanted: { readonly source: string; readonly dryRun: boolean; readonly actor: string },
  onProgress: (read: number, offset: number) => void = () => {},
): Promise<AuthorityReport> {
  const tally = { read: 0, created: 0, updated: 0, unchanged: 0, known: 0, rejected: 0, stubs: 0 };
  const rejects: AuthorityReject[] = [];
  const reject = (offset: number, reason: string): void => {
    tally.rejected += 1;
    if (rejects.length < mostRejects) rejects.push({ offset, reason });
  };
  const seen = new Set<string>();
  let batch: Prepared[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const at = clock.now();
    const waiting = batch;
    batch = [];
    const stored = await store.transaction(async (work) => granted(await storeBatch(work, waiting, wanted, at)));
    if (!stored.granted) throw new Error(`a batch of authorities was refused: ${stored.refusal}`);
    for (const name of ['created', 'updated', 'unchanged', 'known', 'stubs'] as const)
      tally[name] += stored.value[name];
  };

  for await (const frame of splitRecords(chunks)) {
    tally.read += 1;
    const prepared = frame.rejected ?? prepare(frame.bytes);
    if (typeof prepared === 'string') reject(frame.offset, prepared);
    else if (seen.has(prepared.sourceId)) reject(frame.offset, `duplicate-in-file ${prepared.sourceId}`);
    else {
      seen.add(prepared.sourceId);
      batch.push({ ...prepared, offset: frame.offset });
    }
    if (batch.length === atOnce) {
      await flush();
      onProgress(tally.read, frame.offset + frame.size);
    }
  }
  await flush();
  if (!wanted.dryRun && tally.created + tally.updated > 0) {
    const { source, actor } = wanted;
    await store.transaction(async (work) => {
      const { created, updated, rejected } = tally;
      await noteAuthority(
        work,
        'AUTHORITIES_IMPORTED',
        { at: clock.now(), actor },
        { source, created, updated, rejected },
      );
      return granted(null);
    });
  }
  return { ...tally, rejects };
}

/** An authority ready to be stored, or why it is not. */
function prepare(bytes: Uint8Array): Omit<Prepared, 'offset'> | string {
  let record: MarcRecord;
  try {
    record = decode(bytes).record;
  } catch (error) {
    if (error instanceof MalformedRecord) return error.fault;
    throw error;
  }
  if (!/[xyz]/.test(record.leader[6] ?? '')) return 'not-an-authority';
  if (record.leader[6] !== 'x') return 'reference-entry';
  if (record.leader[5] === 'd') return 'deleted-at-source';
  const facts = authorityFacts(record);
  if (!facts) return 'heading-missing';
  try {
    encode(canonicalAuthority(record, authorityNumberOf(0)));
  } catch (error) {
    if (error instanceof UnwritableRecord) return 'does-not-fit';
    throw error;
  }
  const number = controlValue(record, '001')?.trim() ?? '';
  const short = number !== '' && number.length <= longestSourceId;
  const sourceId = short
    ? number
    : `~${digestOf(Buffer.from(number || `${facts.type} ${facts.headingKey} ${facts.dates}`)).slice(0, 32)}`;
  return { sourceId, hash: digestOf(bytes), record, facts };
}

type Stored = Pick<AuthorityReport, 'created' | 'updated' | 'unchanged' | 'known' | 'stubs'>;

async function storeBatch(
  work: Work,
  batch: readonly Prepared[],
  { source, dryRun }: { readonly source: string; readonly dryRun: boolean },
  at: number,
): Promise<Stored> {
  await work.records.reserveNumbers(0); // a write first: it takes the lock of the catalogue
  const known = await work.authorities.findBySource(
    source,
    batch.map(({ sourceId }) => sourceId),
  );
  const numbered = await work.authorities.byIdentifiers(batch.flatMap(({ facts }) => facts.identifiers));
  const held = new Set([...numbered].map(([name]) => name));
  const stored = { created: 0, updated: 0, unchanged: 0, known: 0, stubs: 0 };
  const named = new Map<AuthorityType, string[]>();
  for (const one of batch) {
    const old = known.get(one.sourceId);
    if (old?.hash === one.hash || (old && old.status !== 'LIVE')) {
      stored.unchanged += 1;
      continue;
    }
    if (!old && one.facts.identifiers.some(({ scheme, value }) => held.has(`${scheme} ${value}`))) {
      stored.known += 1;
      continue;
    }
    stored[old ? 'updated' : 'created'] += 1;
    if (one.facts.stub) stored.stubs += 1;
    if (dryRun) continue;
    await storeOne(work, one, old, source, at);
    const names = one.facts.names.filter(({ relation }) => relation === 'SEE_FROM').map(({ headingKey }) => headingKey);
    named.set(one.facts.type, [...(named.get(one.facts.type) ?? []), one.facts.headingKey, ...names]);
  }
  for (const [type, keys] of named) await lookAgain(work, type, keys, at);
  return stored;
}

async function storeOne(
  work: Work,
  { record, hash, sourceId }: Prepared,
  old: { readonly id: number; readonly controlNumber: string } | undefined,
  source: string,
  at: number,
): Promise<void> {
  if (!old) {
    const controlNumber = authorityNumberOf(await work.records.reserveNumbers(1));
    const canonical = canonicalAuthority(record, controlNumber);
    const named = { controlNumber, source, sourceId, hash, createdAt: at, updatedAt: at };
    await work.authorities.insert({ ...named, marc: encode(canonical), facts: authorityFacts(canonical)! });
    return;
  }
  const before = (await work.authorities.byId(old.id))!;
  const canonical = canonicalAuthority(record, old.controlNumber);
  const after = authorityFacts(canonical)!;
  await work.authorities.revise(old.id, {
    marc: encode(canonical),
    hash,
    facts: after,
    status: 'LIVE',
    mergedIntoId: null,
    at,
  });
  await propagateLater(work, old.id, { before: authorityFacts(decode(before.marc, 'utf-8').record), after }, at);
}
