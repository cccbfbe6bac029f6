import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { hashSecret, pinCost } from '../../core/access/secrets.ts';
import { startIndexFollower } from '../../core/catalogue/indexing.ts';
import { recommandation995 } from '../../core/catalogue/import/index.ts';
import { granted } from '../../core/outcome.ts';
import type { NewDevice } from '../../core/ports/devices.ts';
import type { NewPatron } from '../../core/ports/store.ts';
import type { Application } from '../application.ts';
import { UserMistake, type DataCommand, type Teller } from '../command.ts';
import { demoPin, demoSecret, seedDemo } from '../demo/seed.ts';
import { generatedRecords, type Wanted } from '../generate/records.ts';
import { indexNow } from '../index-now.ts';
import { importWith, reportLines } from './import.ts';

type GenerateRequest = Omit<Wanted, 'libraries'> & { readonly devices: number };

/**
 * Adds synthetic records, copies and readers: the records are written to a file and take the way of every import, so
 * that the speed told is that of a library's own file. An empty database gets the demonstration network first.
 */
export const generate: DataCommand<GenerateRequest> = {
  name: 'generate',
  async run(application, request, teller) {
    const { store, directory, clock } = application;
    if (directory.libraries().length === 0) {
      await seedDemo(store, clock.now());
      await directory.refresh();
    }
    const libraries = directory.libraries().map((library) => library.code);
    await readers(application, request, teller);
    await selfChecks(application, request);
    if (request.records === 0 && request.items === 0) {
      await brought(application, teller);
      return 0;
    }
    const file = join(application.config.dataDir, `generated-${request.seed}-${process.pid}.mrc`);
    try {
      const written = await timed(() => writeRecords(file, { ...request, libraries }, teller));
      teller.say(
        `generated ${request.records} records with ${request.items} copies in ${written.seconds.toFixed(1)} s`,
      );
      await importAndIndex(application, { file, library: libraries[0]!, records: request.records }, teller);
    } finally {
      await rm(file, { force: true });
    }
    return 0;
  },
};

async function importAndIndex(
  application: Application,
  { file, library, records }: { file: string; library: string; records: number },
  teller: Teller,
): Promise<void> {
  const started = performance.now();
  const follower = application.live ? null : startIndexFollower(application);
  const request = { file, library, profile: recommandation995.name, dryRun: false, charset: null };
  const imported = await timed(() => importWith(application, request, teller)).finally(() => follower?.stop());
  for (const line of reportLines(imported.value)) teller.say(line);
  await brought(application, teller);
  const both = (performance.now() - started) / 1_000;
  const speed = (seconds: number): string => `${Math.round(records / seconds)} records/s`;
  teller.say(`stored in ${imported.seconds.toFixed(1)} s: ${speed(imported.seconds)}`);
  teller.say(`stored and indexed in ${both.toFixed(1)} s: ${speed(both)}`);
  teller.say(`memory: ${Math.round(process.memoryUsage.rss() / 1_048_576)} MB resident, ${peak()} MB at most`);
}

/** Brings the index up to what is stored. */
async function brought(application: Application, teller: Teller): Promise<void> {
  await (application.live ? indexed(application) : indexNow(application, teller));
}

/** Waits until the server's own follower has nothing left to index. */
async function indexed({ store }: Application): Promise<void> {
  while ((await store.read.outbox('records-changed', 1)).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function peak(): number {
  return Math.round(process.resourceUsage().maxRSS / 1_024);
}

async function writeRecords(file: string, wanted: Wanted, teller: Teller): Promise<void> {
  await pipeline(Readable.from(pages(wanted, teller)), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
}

/** Two hundred records at a time, letting the event loop go round in between. */
async function* pages(wanted: Wanted, teller: Teller): AsyncGenerator<Buffer> {
  let page: Uint8Array[] = [];
  let done = 0;
  for (const record of generatedRecords(wanted)) {
    page.push(record);
    if (page.length < 200) continue;
    done += page.length;
    yield Buffer.concat(page);
    page = [];
    teller.progress(done, wanted.records, 'records generated');
    await new Promise(setImmediate);
  }
  yield Buffer.concat(page);
}

async function selfChecks({ store, directory }: Application, { devices: count, seed }: GenerateRequest): Promise<void> {
  if (count === 0) return;
  const libraries = directory.libraries().filter((library) => library.state === 'LIVE');
  const secretHash = await hashSecret(demoSecret, pinCost);
  const devices = Array.from({ length: count }, (_, index): NewDevice => {
    const login = `auto-${seed}-${index + 1}`;
    const libraryId = libraries[index % libraries.length]!.id;
    return { login, name: `Automate ${index + 1}`, kind: 'SELFCHECK', libraryId, profile: {}, secretHash };
  });
  await store.administration.insertDevices(devices);
}

async function readers(
  { store, directory, clock }: Application,
  request: GenerateRequest,
  teller: Teller,
): Promise<void> {
  const [category] = await store.read.categories();
  if (!category) throw new UserMistake('the network has no category of readers yet');
  const libraries = directory.libraries();
  const prefix = `5${String(request.seed % 1_000).padStart(3, '0')}`;
  const expiresAt = clock.now() + 300 * 86_400_000;
  const first = `${prefix}${String(1).padStart(8, '0')}`;
  if (request.patrons > 0 && (await store.read.patron(first))) {
    throw new UserMistake(`the data of seed ${request.seed} is already there: take another seed`);
  }
  const pinHash = await hashSecret(demoPin, pinCost); // one for all: they are nobody's
  for (let from = 0; from < request.patrons; from += 1_000) {
    const page = Array.from({ length: Math.min(1_000, request.patrons - from) }, (_, index): NewPatron => {
      const n = from + index + 1;
      return {
        pseudonym: randomBytes(16).toString('hex'),
        cardNumber: prefix + String(n).padStart(8, '0'),
        firstName: 'Lecteur',
        lastName: `Synthétique ${n}`,
        birthDate: null,
        email: null,
        phone: null,
        address: null,
        homeLibraryId: libraries[n % libraries.length]!.id,
        categoryId: category.id,
        expiresAt,
        state: 'ACTIVE',
        language: 'fr',
        pinHash,
      };
    });
    await store.transaction(async (work) => granted(await work.patrons.insertMany(page)));
    teller.progress(from + page.length, request.patrons, 'readers added');
  }
}

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const started = performance.now();
  const value = await run();
  return { value, seconds: (performance.now() - started) / 1_000 };
}
