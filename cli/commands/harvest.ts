import type { ResourceAccess } from '../../core/digital/entities.ts';
import type { HarvestRun, RunKind, SourceDescription } from '../../core/harvest/entities.ts';
import { followCatalogue } from '../../core/digital/follow-catalogue.ts';
import { mapWaiting } from '../../core/digital/map-waiting.ts';
import type { Application } from '../application.ts';
import { told, UserMistake, type DataCommand, type Teller } from '../command.ts';
import { indexNow } from '../index-now.ts';

/** Who acts from the command line. */
const by = { login: 'command-line' };

interface HarvestCommandRequest {
  readonly source: string;
  readonly kind: RunKind;
}

/** Harvests a source, or goes on with a harvest that was stopped; maps what came. Exit code 1 when it did not come to its end. */
export const harvestSource: DataCommand<HarvestCommandRequest> = {
  name: 'harvest',
  async run(application, { source, kind }, teller) {
    const { harvests } = application.open;
    const request = { source: source.toUpperCase(), kind, by: `user:${by.login}` };
    const run = told(
      await harvests.harvestNow(request, ({ listed, completeListSize }) =>
        teller.progress(listed, completeListSize, 'records'),
      ),
    );
    for (const line of await reportLines(application, run)) teller.say(line);
    await follow(application, teller);
    return run.state === 'DONE' ? 0 : 1;
  },
};

/** What a harvest came to, in words, then what is to be known of it. */
async function reportLines({ open }: Application, run: HarvestRun): Promise<string[]> {
  const { id, kind, state, metadataPrefix, pages, reason, detail, resumeAt } = run;
  const counts = (['listed', 'added', 'updated', 'unchanged', 'deleted', 'failed'] as const).map(
    (name) => `${run[name]} ${name}`,
  );
  const why = reason === null ? '' : `: ${reason} ${detail}`.trimEnd();
  const then = resumeAt === null ? '' : `, to go on at ${new Date(resumeAt).toISOString()}`;
  const notes = await open.library.harvests.notes(id, 0, 50);
  return [
    `run ${id}, ${kind.toLowerCase()} in ${metadataPrefix}: ${state}${why}${then}`,
    `${pages} pages, ${counts.join(', ')}, ${run.retries} retries, ${run.restarts} lists begun again`,
    ...notes.map((note) => `${note.kind} ${note.identifier} ${note.detail}`.replace(/\s+/g, ' ').trimEnd()),
  ];
}

/** Maps what waits, reads the links of the catalogue and, without a server, brings the index up to date. */
async function follow(application: Application, teller: Teller): Promise<void> {
  const sheets = await application.open.library.harvests.sources();
  const total = sheets.reduce((sum, { records }) => sum + records.WAITING, 0);
  await mapWaiting(application, (done) => teller.progress(done, Math.max(done, total), 'records mapped'));
  await followCatalogue(application);
  if (!application.live) await indexNow(application, teller);
}

/** Maps every record of a source again, from what was kept of it. */
export const remapSource: DataCommand<{ readonly source: string }> = {
  name: 'remap',
  async run(application, { source }, teller) {
    const waiting = told(await application.open.library.harvests.mapAgain(source.toUpperCase()));
    await follow(application, teller);
    teller.say(`${waiting} records of ${source.toUpperCase()} mapped again`);
    return 0;
  },
};

/** What a source is unless something else is said of it: nothing that a licence must first allow. */
export const newSource: Omit<SourceDescription, 'code' | 'name' | 'baseUrl'> = {
  ...{ metadataPrefix: null, set: null, networks: [], repair: false, active: true },
  ...{ everyHours: null, overlapMinutes: null, sweepDays: null, resourceType: null },
  ...{ access: 'FREE', licence: '', rightsUri: '', audiences: ['readers'] },
};

interface SaveRequest {
  readonly code: string;
  readonly changes: Partial<SourceDescription>;
}

/** Makes a source, or changes one: what is not said stays as it was. Tells what its licence allows, as it is now kept. */
export const saveSource: DataCommand<SaveRequest> = {
  name: 'source-save',
  async run({ open, store }, { code, changes }, teller) {
    const known = await store.read.harvest.source(code);
    const baseUrl = changes.baseUrl ?? known?.baseUrl;
    if (baseUrl === undefined) throw new UserMistake(`${code} is a new source: --url says where it is`);
    const description = { name: code, ...newSource, ...known, ...changes, code, baseUrl };
    const { source } = told(await open.library.harvests.save(by, description));
    teller.say(`source ${source.code}: ${source.baseUrl}`);
    const usual = known === null && changes.audiences === undefined ? ' (the default; --audience says otherwise)' : '';
    teller.say(`  shown to: ${source.audiences.join(', ') || 'nobody'}${usual}`);
    const licence = [source.licence, source.rightsUri].filter(Boolean).join(', ') || 'none was said (--licence)';
    teller.say(`  opened by: ${openedBy[source.access]}; licence: ${licence}`);
    return 0;
  },
};

const openedBy: Readonly<Record<ResourceAccess, string>> = {
  FREE: 'anybody',
  READERS: 'readers of the network',
  ON_SITE: 'readers within a library',
};

/** Every source, with what came of it. */
export const listSources: DataCommand<Record<string, never>> = {
  name: 'source-list',
  async run({ open }, _, teller) {
    for (const { source, lastRun, records } of await open.library.harvests.sources()) {
      const counts = Object.entries(records).map(([state, count]) => `${count} ${state}`);
      const last = lastRun ? `last run ${lastRun.id} ${lastRun.state}` : 'never harvested';
      const shownTo = source.audiences.join(', ') || 'nobody';
      teller.say(`${source.code} ${source.baseUrl}: ${last}; ${counts.join(', ')}; shown to ${shownTo}`);
    }
    return 0;
  },
};
