import type { BibRecord, KnownRecord } from '../catalogue/record.ts';
import { deriveWithFacts } from '../marc/derive.ts';
import { decode } from '../marc/iso2709.ts';
import { granted, type Outcome } from '../outcome.ts';
import type { DecidedLine, FactsLine } from '../ports/migration.ts';
import { BatchKeys } from './batch-keys.ts';
import { commitPart } from './committing.ts';
import { decide, setIsbnsOf, type Candidate, type Target } from './decide.ts';
import type { Finding, MigrationBatch } from './entities.ts';
import { keysOf, type MatchFacts } from './facts.ts';
import type { MigrationPorts, OnProgress } from './ports.ts';
import { completed, type MatchingRules } from './score.ts';

/** Keys under which a line is found: those of a record, and its own number in its file. */
const lineKeys = (facts: MatchFacts): string[] => [...keysOf(facts)];

/**
 * Says of each line what is to become of it, against the catalogue and the lines before it. Writes nothing but what it
 * found. What a person decided stays. Its memory is the keys of the batch, about 20 bytes each.
 */
export async function analyseRecords(
  ports: MigrationPorts,
  batch: MigrationBatch,
  onProgress: OnProgress,
): Promise<Outcome<null>> {
  const { store, limits } = ports;
  const rules = completed(await store.read.migration.rules());
  const keys = await keysOfBatch(ports, batch.id);
  const targets = new Map<number, Target>();
  await rememberTargets(ports, batch, targets);
  for (let { done } = batch; ;) {
    const lines = await store.read.migration.facts(batch.id, done, limits.linesPerTransaction);
    if (lines.length === 0) return granted(null);
    const { decided, findings } = await analysed(ports, batch, { lines, keys, rules, targets });
    const part = { done: lines.at(-1)!.line };
    const outcome = await commitPart(ports, { ...batch, done, step: 'analyse' }, part, async (work) => {
      if (done === 0) await work.migration.forgetFindings(batch.id, ['set-isbn']);
      await work.migration.decide(batch.id, decided);
      await work.migration.insertFindings(batch.id, findings);
    });
    if (!outcome.granted) return outcome;
    done = part.done;
    onProgress(done, batch.lineCount);
  }
}

async function keysOfBatch({ store, limits }: MigrationPorts, batchId: number): Promise<BatchKeys> {
  const keys = new BatchKeys();
  for (let after = 0; ;) {
    const lines = await store.read.migration.facts(batchId, after, limits.linesPerTransaction);
    if (lines.length === 0) return keys;
    for (const { line, facts } of lines) if (facts) keys.add(line, lineKeys(facts));
    after = lines.at(-1)!.line;
  }
}

/** Where the lines done before an interruption go, when it is not to a record of their own. */
async function rememberTargets({ store, limits }: MigrationPorts, batch: MigrationBatch, targets: Map<number, Target>) {
  for (let after = 0; after < batch.done;) {
    const lines = await store.read.migration.facts(batch.id, after, limits.linesPerTransaction);
    for (const line of lines) if (line.line <= batch.done) remember(targets, line.line, line);
    after = lines.at(-1)?.line ?? batch.done;
  }
}

function remember(
  targets: Map<number, Target>,
  line: number,
  { decision, target }: Pick<FactsLine, 'decision' | 'target'>,
): void {
  if (target && (decision === 'MERGE' || decision === 'KNOWN' || decision === 'CHANGED')) targets.set(line, target);
}

interface Analysis {
  readonly lines: readonly FactsLine[];
  readonly keys: BatchKeys;
  readonly rules: MatchingRules;
  readonly targets: Map<number, Target>;
}

async function analysed(ports: MigrationPorts, batch: MigrationBatch, analysis: Analysis) {
  const { store } = ports;
  const { lines, rules, targets } = analysis;
  const open = lines.filter(isOpen);
  const sources = open.map(({ sourceId }) => sourceId);
  const known = await store.read.migration.recordsBySource(batch.source, sources);
  const near = await neighbours(ports, batch, open, analysis);
  const decided: DecidedLine[] = [];
  const findings: Finding[] = [];
  for (const line of lines) {
    if (!isOpen(line)) remember(targets, line.line, line);
  }
  for (const line of open) {
    const there = known.get(line.sourceId);
    const facts = line.facts!;
    const setIsbns = setIsbnsOf(near.titlesOf(facts), rules);
    for (const isbn of setIsbns) {
      findings.push({ line: line.line, kind: 'set-isbn', subject: isbn, detail: facts.title });
    }
    const found = there
      ? alreadyThere(line, there)
      : verdict(line.line, facts, decide(facts, near.candidatesOf(line.line, facts), rules, setIsbns));
    decided.push(found);
    remember(targets, line.line, found);
  }
  return { decided, findings };
}

/** Nobody decided it. */
function isOpen({ facts, decidedBy }: FactsLine): boolean {
  return facts !== null && (decidedBy ?? 'automatic') === 'automatic';
}

function alreadyThere({ line, hash }: FactsLine, there: KnownRecord): DecidedLine {
  const decision = there.hash === hash ? 'KNOWN' : 'CHANGED';
  const target = { record: there.mergedIntoId ?? there.id };
  return { line, decision, target, proposals: [], decidedBy: 'automatic' };
}

function verdict(
  line: number,
  _: MatchFacts,
  { verdict: decision, proposals }: ReturnType<typeof decide>,
): DecidedLine {
  const target = decision === 'MERGE' ? proposals[0]!.target : null;
  return { line, decision, target, proposals, decidedBy: 'automatic' };
}

/** Who shares a key with lines of this part: records of the catalogue, and lines of the batch. */
async function neighbours(
  { store, limits }: MigrationPorts,
  batch: MigrationBatch,
  open: readonly FactsLine[],
  { lines, keys, targets }: Analysis,
) {
  const wanted = new Map(open.map((line) => [line.line, keysOf(line.facts!)]));
  const byKey = await store.read.migration.recordsByKeys([...wanted.values()].flat(), limits.recordsPerKey);
  const records = await recordFacts(store.read.records([...new Set([...byKey.values()].flat())]));
  const linesByKey = new Map<string, number[]>();
  for (const key of new Set([...wanted.values()].flat())) {
    const sharing = keys.linesOf(key, limits.recordsPerKey);
    if (sharing.length > 1 && sharing.length <= limits.recordsPerKey) linesByKey.set(key, sharing);
  }
  const inPart = new Map(lines.map(({ line, facts }) => [line, facts]));
  const others = [...new Set([...linesByKey.values()].flat())].filter((line) => !inPart.has(line));
  for (const { line, facts } of await store.read.migration.factsNumbered(batch.id, others)) inPart.set(line, facts);

  return {
    candidatesOf(line: number, facts: MatchFacts): Candidate[] {
      const found = new Map<string, Candidate>();
      for (const key of wanted.get(line) ?? keysOf(facts)) {
        for (const id of byKey.get(key) ?? []) {
          const record = records.get(id);
          if (record) found.set(`record:${id}`, record);
        }
        for (const other of linesByKey.get(key) ?? []) {
          const theirs = inPart.get(other);
          if (other < line && theirs) {
            found.set(`line:${other}`, { target: targets.get(other) ?? { line: other }, facts: theirs });
          }
        }
      }
      return [...found.values()];
    },
    /** ISBN of these facts → the titles that bear it. */
    titlesOf(facts: MatchFacts): Map<string, Set<string>> {
      const titles = new Map<string, Set<string>>();
      for (const isbn of facts.isbn) {
        const key = `isbn:${isbn}`;
        const borne = new Set([facts.title]);
        for (const id of byKey.get(key) ?? []) {
          const record = records.get(id);
          if (record) borne.add(record.facts.title);
        }
        for (const other of linesByKey.get(key) ?? []) {
          const theirs = inPart.get(other);
          if (theirs?.isbn.includes(isbn)) borne.add(theirs.title);
        }
        titles.set(isbn, borne);
      }
      return titles;
    },
  };
}

/** What records of the catalogue are matched by. One that was merged leads to the record it went into. */
async function recordFacts(reading: Promise<readonly BibRecord[]>): Promise<Map<number, Candidate>> {
  const candidates = new Map<number, Candidate>();
  for (const { id, status, mergedIntoId, marc } of await reading) {
    if (status !== 'LIVE' && status !== 'MERGED') continue;
    const { record } = decode(marc, 'utf-8');
    candidates.set(id, { target: { record: mergedIntoId ?? id }, facts: deriveWithFacts(record).facts });
  }
  return candidates;
}
