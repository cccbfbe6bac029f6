import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { exportCharsets, exportFormats } from '../core/catalogue/export/index.ts';
import { resourceTypes, type ResourceType } from '../core/digital/entities.ts';
import { StoreBusy, StoreUnavailable } from '../core/ports/store.ts';
import { UserMistake, type DataCommand } from './command.ts';
import { openApplication } from './compose.ts';
import { readConfig, WrongSettings } from './config.ts';
import { handOver } from './control.ts';
import { checkFile } from './commands/check-file.ts';
import { exportFile, exportRequest, type ExportOptions } from './commands/export.ts';
import { batchList, batchOpen, batchReport, batchSign, batchStep, digest } from './commands/batch.ts';
import { generate } from './commands/generate.ts';
import { importAuthorityFile } from './commands/import-authorities.ts';
import { importFile } from './commands/import.ts';
import { migrate } from './commands/migrate.ts';
import { recount } from './commands/recount.ts';
import { reindex } from './commands/reindex.ts';
import { usageImport, usageList, usageReport } from './commands/usage.ts';
import { userAdd, userList, userPasswd, userResetSecondFactor } from './commands/user.ts';
import { verify } from './commands/verify.ts';
import { harvestCommands } from './harvest-commands.ts';
import { terminalTeller } from './terminal.ts';

/** Mistakes of the person at the keyboard, by the name of their error: said in one sentence, exit code 2. */
const mistakes = ['UserMistake', 'WrongSettings', 'DatabaseUrlError', 'UnfinishedDemo'];
/** What the system refuses; said in one sentence, exit code 1. */
const obstacles = ['DatabaseInUse', 'SchemaTooNew', 'SchemaChanged', 'SearchUnavailable'];

function commandLine(): Command {
  const program = new Command('passerelle')
    .description('Interoperability server of a network of public libraries')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });

  program
    .command('serve')
    .description('serve SIP2, SRU, OAI-PMH, the admin API and the console')
    .option('--demo', 'serve the demonstration network, on loopback only', false)
    .action((options: { demo: boolean }) =>
      finish(async () => {
        // Servers are read by whoever serves: every other command starts in half the time without them.
        const { serve } = await import('./commands/serve.ts');
        return serve(readConfig(), options);
      }),
    );
  program
    .command('migrate')
    .description('bring the database to the schema of this program')
    .action(() => finish(() => onData(migrate, {})));
  program
    .command('import')
    .description('import a UNIMARC file (ISO 2709, MarcXchange, MARCXML, Sudoc XML; gzip and zip too) for a library')
    .argument('<file>')
    .requiredOption('--library <code>', 'code of the library whose records and copies these are')
    .option('--profile <name>', 'how copies are described', 'recommandation-995')
    .option('--charset <name>', 'what the file is written in, when its bytes are not to decide')
    .option('--dry-run', 'read and report, write nothing', false)
    .action((file: string, options: { library: string; profile: string; dryRun: boolean; charset?: string }) =>
      finish(() => onData(importFile, { ...options, charset: options.charset ?? null, file: resolve(file) })),
    );
  program
    .command('check-file')
    .description('say what is right and wrong in a file of records, and change nothing')
    .argument('<file>')
    .option('--charset <name>', 'what the file is written in, when its bytes are not to decide')
    .option('--lines <n>', 'records that are listed of each sort', count, 50)
    .action((file: string, options: { charset?: string; lines: number }) =>
      finish(() => checkFile({ file: resolve(file), charset: options.charset ?? null, lines: options.lines })),
    );
  program
    .command('export')
    .description('write records and copies into a file; run again after an interruption, it goes on')
    .addOption(new Option('--all', 'the whole catalogue').conflicts(['library', 'query']))
    .addOption(new Option('--library <code>', 'what a library holds or brought: its exit').conflicts('query'))
    .option('--query <cql>', 'the records a CQL query finds')
    .addOption(new Option('--format <format>', 'of the file').choices(exportFormats).default('iso2709'))
    .addOption(new Option('--charset <name>', 'of ISO 2709').choices(exportCharsets).default('utf-8'))
    .addOption(
      new Option('--unwritable <what>', 'of characters ISO 5426 has not: leave the record out, or write &#x20AC;')
        .choices(['refuse', 'reference'])
        .default('refuse'),
    )
    .requiredOption('--out <file>', 'the file')
    .action((options: ExportOptions) =>
      finish(() => onData(exportFile, { request: exportRequest(options), out: resolve(options.out) })),
    );
  program
    .command('import-authorities')
    .description('import a file of UNIMARC/A authorities (ISO 2709)')
    .argument('<file>')
    .option('--source <name>', 'where they come from: their numbers are unique under it', 'IMPORT')
    .option('--dry-run', 'read and report, write nothing', false)
    .option('--relink', 'look at the headings of every record again', false)
    .action((file: string, options: { source: string; dryRun: boolean; relink: boolean }) =>
      finish(() => onData(importAuthorityFile, { ...options, file: resolve(file) })),
    );
  program
    .command('reindex')
    .description('build the search index again')
    .action(() => finish(() => onData(reindex, {})));
  program
    .command('recount')
    .description('count the monthly figures again from the journal')
    .action(() => finish(() => onData(recount, {})));
  program
    .command('generate')
    .description('add synthetic records, copies, readers and SIP2 terminals')
    .requiredOption('--records <n>', 'bibliographic records', count)
    .requiredOption('--items <n>', 'copies', count)
    .requiredOption('--patrons <n>', 'readers', count)
    .option('--devices <n>', 'self-checks auto-SEED-1, auto-SEED-2 …, password demo, at each library in turn', count, 0)
    .option('--seed <n>', 'the same seed gives the same data', count, 1)
    .action((options: { records: number; items: number; patrons: number; devices: number; seed: number }) =>
      finish(() => onData(generate, options)),
    );
  program
    .command('verify')
    .description('audit the invariants of the data; exit code 1 when one is broken')
    .action(() => finish(() => onData(verify, {})));
  program
    .command('digest')
    .description('what two equal catalogues have in common')
    .action(() => finish(() => onData(digest, {})));
  harvestCommands(program, (command, request) => finish(() => onData(command, request)), count);
  usage(program.command('usage').description('how much the digital library is used, never by whom'));
  batches(program.command('batch').description('bring a library into the catalogue, step by step'));
  users(program.command('user').description('console accounts'));
  return program;
}

function usage(use: Command): void {
  use
    .command('import')
    .description('count a supplier’s file (CSV, COUNTER 5 too): its months replace what was counted of them')
    .argument('<file>')
    .requiredOption('--platform <name>', 'whose file it is: Cafeyn, Arte')
    .addOption(
      new Option('--type <type>', 'of lines that do not say theirs').choices(resourceTypes).makeOptionMandatory(),
    )
    .action((file: string, options: { platform: string; type: ResourceType }) =>
      finish(() => onData(usageImport, { ...options, file: resolve(file) })),
    );
  use
    .command('report')
    .description('a year of use by month, type, platform and library')
    .argument('<year>', 'of four digits', count)
    .addOption(new Option('--as <form>').choices(['text', 'json', 'csv'] as const).default('text'))
    .action((year: number, { as }: { as: 'text' | 'json' | 'csv' }) => finish(() => onData(usageReport, { year, as })));
  use
    .command('list')
    .description('the files that were counted, the newest first')
    .action(() => finish(() => onData(usageList, {})));
}

/** The steps of a batch, with what each does for a librarian. */
const steps = {
  analyse: 'analyse again, by the scores as they are now',
  'finish-review': 'end the review: every line is decided',
  apply: 'bring it into the catalogue; stopped, it goes on where it was',
  close: 'end it, once it is signed: it can no longer be taken back',
  revert: 'bring the catalogue back to what it was before',
  parse: 'go on reading a file whose reading was stopped',
} as const;

function batches(batch: Command): void {
  batch
    .command('open')
    .description('read a file and analyse it; the catalogue is not touched')
    .argument('<file>')
    .requiredOption('--library <code>', 'code of the library whose file it is')
    .option('--profile <name>', 'the system it comes from', 'recommandation-995')
    .addOption(new Option('--kind <kind>').choices(['records', 'readers', 'loans']).default('records'))
    .action((file: string, options: { library: string; profile: string; kind: string }) =>
      finish(() => onData(batchOpen, { ...options, file: resolve(file) })),
    );
  for (const [step, description] of Object.entries(steps) as [keyof typeof steps, string][]) {
    const command = batch.command(step).description(description).argument('<batch>', 'its number', count);
    if (step === 'finish-review') {
      command.addOption(new Option('--undecided <as>', 'what becomes of what still waits').choices(['new', 'reject']));
    }
    command.action((number: number, { undecided = null }: { undecided?: 'new' | 'reject' | null }) =>
      finish(() => onData(batchStep, { batch: number, step, undecided })),
    );
  }
  batch
    .command('sign')
    .description('sign for the library')
    .argument('<batch>', 'its number', count)
    .action((number: number) => finish(() => onData(batchSign, { batch: number })));
  batch
    .command('report')
    .argument('<batch>', 'its number', count)
    .addOption(new Option('--as <form>').choices(['text', 'json', 'csv'] as const).default('text'))
    .action((number: number, { as }: { as: 'text' | 'json' | 'csv' }) =>
      finish(() => onData(batchReport, { batch: number, as })),
    );
  batch.command('list').action(() => finish(() => onData(batchList, {})));
}

function users(user: Command): void {
  const fromInput = ['--password-stdin', 'read the password from standard input; without it one is generated'] as const;
  user
    .command('add')
    .argument('<login>')
    .requiredOption('--role <role>', 'NETWORK_ADMIN, COORDINATOR, LIBRARY_MANAGER, STAFF, IT_REFERENT or AUDITOR')
    .option('--name <name>', 'name shown in the console')
    .option('--library <code>', 'library of the account; without it the whole network')
    .option(...fromInput)
    .action((login: string, options: { role: string; name?: string; library?: string; passwordStdin?: boolean }) =>
      finish(async () =>
        onData(userAdd, {
          login,
          name: options.name ?? login,
          role: options.role,
          library: options.library ?? null,
          password: await password(options.passwordStdin),
        }),
      ),
    );
  user
    .command('passwd')
    .argument('<login>')
    .option(...fromInput)
    .action((login: string, options: { passwordStdin?: boolean }) =>
      finish(async () => onData(userPasswd, { login, password: await password(options.passwordStdin) })),
    );
  user
    .command('reset-second-factor')
    .description('for who lost it and his recovery codes: he enrols again')
    .argument('<login>')
    .action((login: string) => finish(() => onData(userResetSecondFactor, { login })));
  user.command('list').action(() => finish(() => onData(userList, {})));
}

/** Runs a command inside the server that owns the data, or here when none does. */
async function onData<Request>(command: DataCommand<Request>, request: Request): Promise<number> {
  const config = readConfig();
  const teller = terminalTeller();
  try {
    if (config.databaseUrl.startsWith('sqlite:')) {
      const code = await handOver(config.dataDir, command.name, request, teller);
      if (code !== null) return code;
    }
    const application = await openApplication(config, { live: false });
    try {
      return await command.run(application, request, teller);
    } finally {
      await application.close();
    }
  } finally {
    teller.end();
  }
}

async function password(fromInput: boolean | undefined): Promise<string | null> {
  return fromInput ? (await text(process.stdin)).replace(/\r?\n$/, '') : null;
}

function count(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('must be a whole number');
  return Number(value);
}

/** Ends the process with the code of the command, or with one sentence for what its user can mend. */
async function finish(run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    process.exitCode = explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof WrongSettings) {
    for (const mistake of error.mistakes) console.error(`passerelle: ${mistake}`);
    return 2;
  }
  if (!(error instanceof Error)) throw error;
  if (error instanceof UserMistake || mistakes.includes(error.name)) return said(error.message, 2);
  if (error instanceof StoreBusy || error instanceof StoreUnavailable || obstacles.includes(error.name)) {
    return said(error.message, 1);
  }
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE') return said(`${address}:${port} is already in use by another program`, 1);
  if (code === 'EACCES' && port !== undefined) return said(`port ${port} needs rights this account does not have`, 1);
  if (code === 'ENOSPC') return said('the disk is full: nothing of the work in hand was kept half done', 1);
  console.error(error);
  return 1;
}

function said(sentence: string, code: number): number {
  console.error(`passerelle: ${sentence}`);
  return code;
}

try {
  await commandLine().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2; // commander has told what was wrong
}
