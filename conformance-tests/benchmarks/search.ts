import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../server.ts';
import { measured, mostMegabytes, type Measured } from './measured.ts';
import {
  compileClient,
  hitsOf,
  load,
  settled,
  type Answered,
  type Asked,
  type Mode,
  type Searched,
} from './search-load.ts';
import { queriesOf, type Queries } from './search-queries.ts';
import { serveZebra } from './search-zebra.ts';
import { writeUnimarc } from './unimarc-file.ts';
import { findZebra, usualFilter, type ZebraFilter } from './zebra.ts';

/** A line of the table: what is asked, and how many times Zebra's speed is expected of us. */
interface Row {
  readonly name: string;
  readonly goal: number;
  readonly mode: Mode;
  readonly number: number;
  readonly queries: readonly Asked[];
  /** No query is asked twice: each turn has a part of them. */
  readonly once?: true;
  /** Speed is right answers a second: the peer may be fast and find nothing. */
  readonly byRightAnswers?: true;
}

function rows(queries: Queries): readonly Row[] {
  const searched = { mode: 'search', number: 0 } as const;
  return [
    { name: 'title word', goal: 2, queries: queries.word, ...searched },
    { name: 'two title words (AND)', goal: 2, queries: queries.and, ...searched },
    { name: 'AND, never asked before', goal: 2, queries: queries.newPairs, once: true, ...searched },
    { name: 'author', goal: 1, queries: queries.author, ...searched },
    { name: 'EAN', goal: 1.1, queries: queries.ean, ...searched },
    { name: 'ISBN as printed', goal: 100, queries: queries.isbn, ...searched },
    { name: 'ISBN in four forms, right', goal: 100, queries: queries.mixedIsbn, byRightAnswers: true, ...searched },
    { name: 'present 10', goal: 1.5, mode: 'present', number: 10, queries: queries.frequent },
    { name: 'present 100', goal: 2, mode: 'present', number: 100, queries: queries.frequent },
    { name: 'whole session, 10 records', goal: 15, mode: 'session', number: 10, queries: queries.word },
    { name: 'SRU, 10 records', goal: 10, mode: 'sru-session', number: 10, queries: queries.sru(10) },
    { name: 'SRU, 100 records', goal: 10, mode: 'sru-session', number: 100, queries: queries.sru(100) },
    { name: 'SRU kept open, 10 records', goal: 1, mode: 'sru', number: 10, queries: queries.sru(10) },
    { name: 'SRU kept open, 100 records', goal: 1, mode: 'sru', number: 100, queries: queries.sru(100) },
  ];
}

const atOnce = [1, 8];
const turnsEach = 3;
/** Seconds each server is asked before anything is measured. */
const warmUp = 5;

export interface SearchOptions {
  readonly records?: number;
  /** Of each kind of request, for each number of connections and each server. */
  readonly seconds?: number;
  /** Null: this server alone. */
  readonly zebra?: ZebraFilter | null;
}

/**
 * The same records in this server and in Zebra, on one machine, asked the same by the same client in turn. Prints for each
 * kind of request the answers a second of both, their ratio, and the ratio of the processor time an answer takes, which
 * holds on a busy machine too.
 */
export async function run({ records = 120_000, seconds = 3, zebra = usualFilter }: SearchOptions = {}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-search-'));
  const targets: Searched[] = [];
  try {
    const compiled = compileClient(folder);
    if ('missing' in compiled) throw new Error(`${compiled.missing} is missing: the client cannot be compiled`);
    const file = join(folder, 'catalogue.mrc');
    await writeUnimarc(file, { records, items: Math.round(records * 2.5), seed: 1, isbn: 'printed' });
    console.log(`${records} records, ${(statSync(file).size / 1_048_576).toFixed(0)} MB`);
    targets.push(await servePasserelle(file, folder));
    if (zebra !== null && findZebra()) targets.push(await serveZebra(file, folder, zebra));
    else if (zebra !== null) console.log('zebrasrv is missing (Debian package idzebra-2.0): no ratio');
    for (const { name, indexed } of targets.slice(1)) console.log(`${name}: taken in, in ${indexed.toFixed(0)} s`);

    for (const target of targets) await settled(target);
    const queries = await queriesOf(file, records);
    await agree(compiled.client, folder, targets, queries);

    // Neither has just begun where it works: what is asked first would be measured while it is compiled.
    const begun = { ...rows(queries)[0]!, connections: 8, seconds: warmUp };
    for (const target of targets) await load(compiled.client, folder, target, begun);

    console.log(`\n${heading}`);
    for (const row of rows(queries)) {
      for (const [place, connections] of atOnce.entries()) {
        const turns: Answered[][] = targets.map(() => []);
        for (let turn = 0; turn < turnsEach; turn += 1) {
          const asked = row.once ? part(row.queries, place * turnsEach + turn, atOnce.length * turnsEach) : row.queries;
          for (const [at, target] of targets.entries()) {
            const time = turn === 0 ? seconds / 3 : seconds / 2; // the first one is not counted
            const turnLoad = { ...row, queries: asked, connections, seconds: time };
            const answered = await load(compiled.client, folder, target, turnLoad);
            if (turn > 0) turns[at]!.push(answered);
          }
        }
        print(row, connections, turns.map(together));
      }
    }
    for (const { name, pid } of targets) console.log(`${name}: ${String(mostMegabytes(pid))} MB of memory at most`);
  } finally {
    for (const target of targets) await target.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One of so many parts of equal size. */
function part(queries: readonly Asked[], which: number, parts: number): readonly Asked[] {
  const size = Math.floor(queries.length / parts);
  return queries.slice(which * size, (which + 1) * size);
}

/** Says of how many queries both find as many records: speed at finding something else is none. */
async function agree(client: string, folder: string, targets: readonly Searched[], queries: Queries): Promise<void> {
  for (const kind of ['word', 'and', 'author', 'ean'] as const) {
    const found: number[][] = [];
    for (const target of targets) found.push(await hitsOf(client, folder, target, queries[kind]));
    const [ours, theirs] = found;
    if (!theirs) return;
    const same = ours!.filter((hits, at) => hits === theirs[at]).length;
    console.log(`${kind}: both find as many records for ${same} of ${ours!.length} queries`);
  }
}

/** This server with an embedded database and index of its own; says what it took to build them. */
async function servePasserelle(file: string, folder: string): Promise<Searched> {
  const dataDir = join(folder, 'passerelle');
  const environment = { PASSERELLE_DATA_DIR: dataDir };
  await measured(['generate', '--records', '1', '--items', '1', '--patrons', '1'], environment);
  const taken = await measured(['import', file, '--library', 'LENS'], environment);
  told('taken in, stored and indexed', taken);
  told('index built anew (reindex)', await measured(['reindex'], environment));
  const server = await startServer({ arguments: [], dataDir });
  const target: Searched = {
    name: 'Passerelle',
    port: server.z3950Port,
    database: 'catalogue',
    sru: { port: server.httpPort, database: 'sru' },
    pid: server.pid,
    indexed: taken.seconds,
    stop: () => server.stop(),
  };
  await settled(target);
  const megabytes = (name: string) => (statSync(join(dataDir, name)).size / 1_048_576).toFixed(0);
  console.log(`Passerelle: index of ${megabytes('search.db')} MB, database of ${megabytes('passerelle.sqlite')} MB`);
  return target;
}

function told(what: string, { seconds, cpuSeconds, megabytes }: Measured): void {
  const times = `${seconds.toFixed(0)} s (${cpuSeconds.toFixed(0)} s of processor)`;
  console.log(`Passerelle: ${what} in ${times}, ${String(megabytes)} MB of memory at most`);
}

/** Two turns as one: rates and times in their middle. */
function together(turns: readonly Answered[]): Answered {
  const mean = (of: keyof Answered) => turns.reduce((sum, each) => sum + each[of], 0) / turns.length;
  const sum = (of: keyof Answered) => turns.reduce((total, each) => total + each[of], 0);
  return {
    asked: sum('asked'),
    perSecond: mean('perSecond'),
    p50: mean('p50'),
    p99: mean('p99'),
    hits: sum('hits'),
    right: sum('right'),
    records: sum('records'),
    cpu: mean('cpu'),
  };
}

const heading =
  'request                      at once    ours/s   zebra/s   ratio   goal   cpu ratio   ours p50 p99 ms   zebra p50 p99 ms   right';

function print(row: Row, connections: number, [ours, zebra]: readonly Answered[]): void {
  const right = (each: Answered) => each.right / each.asked;
  const rate = (each: Answered) => each.perSecond * (row.byRightAnswers ? right(each) : 1);
  const cost = (each: Answered) => each.cpu / (row.byRightAnswers ? right(each) : 1);
  const times = (each: Answered) => `${each.p50.toFixed(2)} ${each.p99.toFixed(2)}`;
  const percent = (each: Answered) => `${Math.round(right(each) * 100)} %`;
  const cells = [
    row.name.padEnd(28),
    String(connections).padStart(7),
    rate(ours!).toFixed(0).padStart(9),
    (zebra ? rate(zebra).toFixed(0) : '-').padStart(9),
    (zebra ? (rate(ours!) / rate(zebra)).toFixed(2) : '-').padStart(7),
    String(row.goal).padStart(6),
    (zebra ? (cost(zebra) / cost(ours!)).toFixed(2) : '-').padStart(11),
    times(ours!).padStart(17),
    (zebra ? times(zebra) : '-').padStart(18),
    `${percent(ours!)}${zebra ? `, ${percent(zebra)}` : ''}`,
  ];
  console.log(cells.join(' '));
}
