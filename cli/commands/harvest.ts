import type { HarvestRun, RunKind, SourceDescription } from '../../core/harvest/entities.ts';
import { followCatalogue } from '../../core/digital/follow-catalogue.ts';
import { mapWaiting } from '../../core/digital/map-waiting.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Application } from '../application.ts';
import { UserMistake, type DataCommand, type Teller } from '../command.ts';
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

/** Makes a source, or describes it anew. */
export const saveSource: DataCommand<SourceDescription> = {
  name: 'source-save',
  async run({ open }, source, teller) {
    const { source: saved } = told(await open.library.harvests.save(by, source));
    teller.say(`source ${saved.code}: ${saved.baseUrl}`);
    return 0;
  },
};

/** Every source, with what came of it. */
export const listSources: DataCommand<Record<string, never>> = {
  name: 'source-list',
  async run({ open }, _, teller) {
    for (const { source, lastRun, records } of await open.library.harvests.sources()) {
      const counts = Object.entries(records).map(([state, count]) => `${count} ${state}`);
      const last = lastRun ? `last run ${lastRun.id} ${lastRun.state}` : 'never harvested';
      teller.say(`${source.code} ${source.baseUrl}: ${last}; ${counts.join(', ')}`);
    }
    return 0;
  },
};

function told<T>(outcome: Outcome<T>): T {
  if (outcome.granted) return outcome.value;
  const facts = Object.entries(outcome.facts).map(([name, value]) => `${name} ${value}`);
  throw new UserMistake([outcome.refusal, ...facts].join(', '));
}
