import { type Command, Option } from 'commander';
import { audiences, type Audience } from '../core/digital/audiences.ts';
import { resourceAccess, resourceTypes, type ResourceAccess, type ResourceType } from '../core/digital/entities.ts';
import type { RunKind, SourceDescription } from '../core/harvest/entities.ts';
import type { DataCommand } from './command.ts';
import { harvestSource, listSources, newSource, remapSource, saveSource } from './commands/harvest.ts';

/** Absent: what the source has stays, or the default of a new one. */
interface SourceOptions {
  readonly url?: string;
  readonly name?: string;
  readonly prefix?: string;
  readonly set?: string;
  readonly every?: number;
  readonly overlap?: number;
  readonly sweepEvery?: number;
  readonly network?: readonly string[];
  readonly repair?: boolean;
  readonly active?: 'yes' | 'no';
  readonly type?: ResourceType | 'unknown';
  readonly access?: ResourceAccess;
  readonly licence?: string;
  readonly rightsUri?: string;
  readonly audience?: readonly (Audience | 'nobody')[];
}

/** The commands of harvests, run by `onData`. */
export function harvestCommands(
  program: Command,
  onData: <Request>(command: DataCommand<Request>, request: Request) => Promise<void>,
  count: (value: string) => number,
): void {
  program
    .command('harvest')
    .description('harvest a repository by OAI-PMH; run again after an interruption, it goes on')
    .argument('<source>', 'its code')
    .addOption(new Option('--full', 'everything anew, not only what changed').conflicts('sweep'))
    .option('--sweep', 'look for what is no longer there')
    .action((source: string, { full, sweep }: { full?: boolean; sweep?: boolean }) => {
      const kind: RunKind = sweep ? 'SWEEP' : full ? 'FULL' : 'INCREMENTAL';
      return onData(harvestSource, { source, kind });
    });
  const source = program.command('source').description('repositories that are harvested');
  source
    .command('save')
    .description('make a source, or change one: what is not said stays as it was')
    .argument('<code>', 'short, in capitals')
    .option('--url <address>', 'base URL of the repository; a new source needs it')
    .option('--name <name>', 'what it is called')
    .option('--prefix <metadataPrefix>', 'format; empty: the best that is read here (default)')
    .option('--set <setSpec>', 'one set only; empty: all of it (default)')
    .option('--every <hours>', 'harvest it by itself; 0: when it is asked for (default)', count)
    .option('--overlap <minutes>', 'how far before the last harvest each begins; 0: as its dates need (default)', count)
    .option('--sweep-every <days>', 'look for what silently disappeared; 0: 30 days (default)', count)
    .option('--network <cidr...>', 'networks that are not public where it may be (intranet partners)')
    .option('--repair', 'mend pages that are no XML')
    .option('--no-repair', 'keep the records of such pages apart (default)')
    .addOption(new Option('--active <answer>', 'whether it is harvested by itself').choices(['yes', 'no']))
    .addOption(
      new Option('--type <type>', 'of resources that do not say theirs').choices([...resourceTypes, 'unknown']),
    )
    .addOption(new Option('--access <access>', 'who may open them; FREE is the default').choices(resourceAccess))
    .option('--licence <text>', 'under which it gives its records')
    .option('--rights-uri <uri>', 'the same as an address')
    .addOption(
      new Option(
        '--audience <who...>',
        `to whom its licence lets its records be shown; of a new source: ${newSource.audiences.join(', ')} alone`,
      ).choices([...audiences, 'nobody']),
    )
    .action((code: string, options: SourceOptions) =>
      onData(saveSource, { code: code.toUpperCase(), changes: changesOf(options) }),
    );
  source.command('list').action(() => onData(listSources, {}));
  source
    .command('remap')
    .description('map its records again, from what was kept of them')
    .argument('<source>', 'its code')
    .action((code: string) => onData(remapSource, { source: code }));
}

/** What the options say, and nothing of what they leave out. */
function changesOf(options: SourceOptions): Partial<SourceDescription> {
  const { url, name, network, repair, access, licence, rightsUri, audience, type, active } = options;
  const said: { readonly [Field in keyof SourceDescription]?: SourceDescription[Field] | undefined } = {
    ...{ baseUrl: url, name, networks: network, repair, access, licence, rightsUri },
    metadataPrefix: emptyAsNull(options.prefix),
    set: emptyAsNull(options.set),
    active: active && active === 'yes',
    everyHours: zeroAsNull(options.every),
    overlapMinutes: zeroAsNull(options.overlap),
    sweepDays: zeroAsNull(options.sweepEvery),
    resourceType: type === 'unknown' ? null : type,
    audiences: audience?.filter((who) => who !== 'nobody'),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function emptyAsNull(text: string | undefined): string | null | undefined {
  return text === '' ? null : text;
}

function zeroAsNull(number: number | undefined): number | null | undefined {
  return number === 0 ? null : number;
}
