import type { Application } from '../application.ts';
import { type Teller, UserMistake } from '../command.ts';
import { openApplication } from '../compose.ts';
import { type Addresses, type Beside, startServers } from '../compose-servers.ts';
import type { Config } from '../config.ts';
import { listenForCommands } from '../control.ts';
import { indexNow } from '../index-now.ts';
import { seedDigital } from '../demo/digital.ts';
import { partnerPath, partnerRouter } from '../demo/partner.ts';
import { seedDemo } from '../demo/seed.ts';
import { generatedPassword } from '../../core/access/passwords.ts';
import { addUser } from './user.ts';
import { dataCommands } from './index.ts';

/** Milliseconds a server has to finish what is in hand once asked to stop. */
const longestStop = 10_000;
const loopback = ['127.0.0.1', '::1', 'localhost'];

/** Serves until it is asked to stop. Returns the exit code. */
export async function serve(config: Config, { demo }: { demo: boolean }): Promise<number> {
  if (demo && !loopback.includes(config.host)) {
    throw new UserMistake(
      `the demonstration network, whose passwords everybody knows, listens on loopback only, not on ${config.host}`,
    );
  }
  const application = await openApplication(config, { live: true, demo });
  try {
    await tellDurability(application);
    if (demo) await seed(application);
    await firstAdministrator(application);
    const servers = await startServers(application, demo ? demoBeside(application) : undefined);
    const control = await controlled(application);
    welcome(servers.addresses, { demo, publicUrl: config.publicUrl });
    await stopAsked();
    const tooLong = setTimeout(() => process.exit(1), longestStop);
    tooLong.unref();
    await control.close();
    await servers.close();
    return 0;
  } finally {
    await application.close();
  }
}

/** A database that may forget a commit after a power cut is said so at each start. */
async function tellDurability({ store, log }: Application): Promise<void> {
  const { durability, detail } = await store.health();
  if (durability === 'weak') log.warn({ durability, detail }, 'a loan answered may be lost in a power cut');
}

const silent: Teller = { say: () => undefined, progress: () => undefined };

async function seed(application: Application): Promise<void> {
  if (!(await seedDemo(application.store, application.clock.now()))) return;
  await application.directory.refresh();
  await indexNow(application, silent);
}

/** The digital library of a partner within the demonstration server, harvested before anybody is let in. */
function demoBeside(application: Application): Beside {
  let serverUrl = '';
  return {
    mounts: [{ path: partnerPath, router: partnerRouter(application, () => serverUrl), audience: 'everyone' }],
    async beforeReady(http) {
      serverUrl = http;
      await seedDigital(application, serverUrl);
      await indexNow(application, silent);
    },
  };
}

/** An empty installation gets its first administrator; a generated password is told once, here. */
async function firstAdministrator(application: Application): Promise<void> {
  const users = await application.store.read.staffUsers();
  if (users.length > 0) return;
  const given = application.config.adminPassword;
  const password = given ?? generatedPassword();
  await addUser(application, {
    login: 'admin',
    name: 'Administrateur',
    role: 'NETWORK_ADMIN',
    library: null,
    password,
  });
  if (given === null) console.log(`Compte « admin » créé ; mot de passe, affiché cette seule fois : ${password}`);
}

/** On SQLite one process owns the file: the others hand their commands over here. On MariaDB they work by themselves. */
async function controlled(application: Application): Promise<{ close(): Promise<void> }> {
  if (!application.config.databaseUrl.startsWith('sqlite:')) return { close: async () => undefined };
  return listenForCommands(application, dataCommands);
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    let since = 0;
    const asked = (): void => {
      // npm and the terminal both pass one Ctrl+C on: only a second one, later, means "now".
      if (since === 0) since = performance.now();
      else if (performance.now() - since > 1_000) process.exit(1);
      resolve();
    };
    process.on('SIGINT', asked);
    process.on('SIGTERM', asked);
  });
}

function welcome(
  { http, sip2, sip2Tls, sip2Telnet, z3950 }: Addresses,
  { demo, publicUrl }: { demo: boolean; publicUrl: string | null },
): void {
  const [host, port] = sip2.split(':');
  const lines = [
    `Passerelle${demo ? ', réseau de démonstration' : ''}`,
    `  console   ${publicUrl ?? http}/${demo ? '   (admin / demo)' : ''}`,
    `  API       ${http}/api/docs`,
    `  SIP2      ${sip2}${sip2Tls ? `, TLS ${sip2Tls}` : ''}${sip2Telnet ? `, telnet ${sip2Telnet}` : ''}`,
    ...(demo
      ? [
          `            printf '9300CNkiosk-lens|COdemo|CPLENS|\\r9900802.00\\r' | nc -q 1 ${host} ${port} | tr '\\r' '\\n'`,
        ]
      : []),
    `  Z39.50    yaz-client ${z3950}/catalogue   (find @attr 1=4 germinal)`,
    `  SRU       curl '${http}/sru?version=1.2&operation=searchRetrieve&query=dc.title%3Dgerminal&maximumRecords=1'`,
    `  OAI-PMH   curl '${http}/oai?verb=ListRecords&metadataPrefix=oai_dc'`,
    ...(demo ? [`  moisson   npm run -s passerelle -- harvest BND62   (${http}${partnerPath}/oai)`] : []),
  ];
  console.log(lines.join('\n'));
}
