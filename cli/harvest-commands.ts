import { type Command, Option } from 'commander';
import { audiences, type Audience } from '../core/digital/audiences.ts';
import { resourceAccess, resourceTypes, type ResourceAccess, type ResourceType } from '../core/digital/entities.ts';
import type { RunKind, SourceDescription } from '../core/harvest/entities.ts';
import type { DataCommand } from './command.ts';
import { harvestSource, listSources, remapSource, saveSource } from './commands/harvest.ts';

interface SourceOptions {
  readonly url: string;
  readonly name?: string;
  readonly prefix?: string;
  readonly set?: string;
  readonly every?: number;
  readonly network: readonly string[];
  readonly repair: boolean;
  readonly type?: ResourceType;
  readonly access: ResourceAccess;
  readonly licence: string;
  readonly rightsUri: string;
  readonly audience: readonly Audience[];
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
    .description('make a source, or describe it anew')
    .argument('<code>', 'short, in capitals')
    .requiredOption('--url <address>', 'base URL of the repository')
    .option('--name <name>', 'what it is called')
    .option('--prefix <metadataPrefix>', 'format; without it the best that is read here')
    .option('--set <setSpec>', 'one set only')
    .option('--every <hours>', 'harvest it by itself', count)
    .option('--network <cidr...>', 'networks that are not public where it may be (intranet partners)', [])
    .option('--repair', 'mend pages that are no XML', false)
    .addOption(new Option('--type <type>', 'of resources that do not say theirs').choices(resourceTypes))
    .addOption(new Option('--access <access>').choices(resourceAccess).default('FREE'))
    .option('--licence <text>', 'under which it gives its records', '')
    .option('--rights-uri <uri>', 'the same as an address', '')
    .addOption(
      new Option('--audience <who...>', 'to whom its records may be shown').choices(audiences).default(['readers']),
    )
    .action((code: string, options: SourceOptions) => onData(saveSource, described(code, options)));
  source.command('list').action(() => onData(listSources, {}));
  source
    .command('remap')
    .description('map its records again, from what was kept of them')
    .argument('<source>', 'its code')
    .action((code: string) => onData(remapSource, { source: code }));
}

function described(code: string, options: SourceOptions): SourceDescription {
  return {
    ...{ code: code.toUpperCase(), name: options.name ?? code, baseUrl: options.url, repair: options.repair },
    ...{ metadataPrefix: options.prefix ?? null, set: options.set ?? null, networks: options.network, active: true },
    ...{ everyHours: options.every ?? null, overlapMinutes: null, sweepDays: null, resourceType: options.type ?? null },
    ...{ access: options.access, licence: options.licence, rightsUri: options.rightsUri, audiences: options.audience },
  };
}
