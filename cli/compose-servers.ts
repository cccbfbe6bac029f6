import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Registry } from 'prom-client';
import { smtpMailer } from '../connectors/mail/index.ts';
import { startHeadingFollower } from '../core/authorities/heading-follower.ts';
import { startIndexFollower } from '../core/catalogue/indexing.ts';
import { startDisseminationFollower } from '../core/dissemination/follower.ts';
import { rehearsalsOf } from '../core/terminals/rehearsals.ts';
import { openTerminals } from '../core/terminals/terminals.ts';
import { ExchangeVault } from '../core/terminals/vault.ts';
import { createLibrary } from '../core/create-library.ts';
import { systemDesk } from '../core/system/system.ts';
import { startNoticeFollower } from '../core/notices/follower.ts';
import { adminApiRouter, type ServedSettingsView } from '../protocol-servers/admin-api/index.ts';
import {
  createHttpApp,
  createHttpServer,
  type HttpServer,
  type Mount,
  type RequestRate,
} from '../protocol-servers/http/index.ts';
import { defaultOaiLimits, oaiRouter } from '../protocol-servers/oai-pmh/index.ts';
import {
  type Certificate,
  createSip2Server,
  type Sip2ServerOptions,
  sip2Terminals,
} from '../protocol-servers/sip2/index.ts';
import { Served } from '../protocol-servers/shared/served.ts';
import { defaultSruLimits, sruExplainRecord, sruRouter } from '../protocol-servers/sru/index.ts';
import { createZ3950Server, defaultZ3950Limits } from '../protocol-servers/z3950/index.ts';
import type { Application } from './application.ts';
import type { Config } from './config.ts';
import { keepHouse } from './housekeeping.ts';
import { RunningMachine } from './machine.ts';
import { exchangeSecret, oaiTokenKey } from './keys.ts';
import { noticeSettings } from './notice-settings.ts';
import { disseminatorOf, networkName, publicUrlOf } from './compose.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** For a repository beside the network's own: this file alone joins servers. */
export { oaiRouter };

/** Institution id of every SIP2 answer (AO): the agglomeration. */
const institution = 'CALL';

/** Under what licence the catalogue is given out. */
const metadataLicence = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence';

/** What one client may ask of the public protocols. */
const searchRate: RequestRate = { perMinute: 1_200, whenExceeded: 503 };
const harvestRate: RequestRate = { perMinute: 240, whenExceeded: 503 };

/** Starts sending what readers are to be told; returns the way to stop. */
function followNotices({ config, store, directory, clock, log }: Application): () => Promise<void> {
  const mailer = config.mail && smtpMailer({ url: config.mail.smtpUrl, from: config.mail.from });
  const follower = startNoticeFollower({ store, directory, clock, log, mailer, settings: noticeSettings(config) });
  return async () => {
    await follower.stop();
    await mailer?.close();
  };
}

/** Starts watching the terminals: what they say is kept, and may be tried in their place. */
function watchTerminals({ config, store, index, directory, clock, log, open }: Application) {
  return openTerminals({
    library: open.library,
    rehearsals: rehearsalsOf(
      store,
      (on, verified) => createLibrary({ store: on, index, directory, clock, log, verified }).library,
    ),
    store,
    clock,
    log,
    vault: new ExchangeVault(exchangeSecret(config.dataDir)),
    protocol: sip2Terminals({
      institution,
      onFault: (fault, facts) => log.error({ protocol: 'sip2', ...facts, fault: String(fault) }, 'A trial failed.'),
    }),
  });
}

/** Where a running server listens. */
export interface Addresses {
  readonly http: string;
  readonly sip2: string;
  readonly sip2Tls: string | null;
  readonly z3950: string;
  readonly sip2Telnet: string | null;
}

/** What a server has beside its protocols. */
export interface Beside {
  readonly mounts: readonly Mount[];
  /** Done once every listener is up, before the server says that it is ready; it is told where HTTP listens. */
  readonly beforeReady: (http: string) => Promise<void>;
}

/** Starts every protocol server and every chore of a server. Rejects when a port cannot be had, with nothing left open. */
export async function startServers(
  application: Application,
  beside: Beside = { mounts: [], beforeReady: async () => undefined },
): Promise<{ addresses: Addresses; close(): Promise<void> }> {
  const { config, open, log, clock } = application;
  const { library } = open;
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const house = keepHouse(application);
    closing.push(() => house.stop());
    const follower = startIndexFollower({ store: application.store, index: application.index, log, clock });
    closing.push(() => follower.stop());
    const dissemination = startDisseminationFollower({
      store: application.store,
      directory: application.directory,
      log,
      clock,
    });
    closing.push(() => dissemination.stop());
    const headings = startHeadingFollower({ store: application.store, clock, log });
    closing.push(() => headings.stop());
    closing.push(followNotices(application));
    await open.exports.resume();

    const terminals = watchTerminals(application);
    closing.push(() => terminals.close());
    const machine = new RunningMachine(config, () => clock.now());
    const { sip2, sip2Tls, sip2Telnet } = await startSip2(application, { watch: terminals.watch, machine, closing });

    let ready = false;
    const publicUrl = publicUrlOf(config);
    const disseminator = disseminatorOf(config);
    const system = systemDesk({ store: application.store, index: application.index, clock, machine, library });
    const served = new Served(clock.now);
    const partners = { served, settings: () => partnerSettings(config, publicUrl) };
    const admin = adminApiRouter({ library, terminals: terminals.desk, system, partners, log, publicUrl });
    const metrics = new Registry();
    const app = createHttpApp({
      library,
      log,
      metrics,
      consoleDir: join(root, 'dist/console'),
      publicUrl,
      ready: () => ready,
      routers: [
        {
          path: '/sru',
          router: sruRouter({ library, publicUrl, disseminator, served }),
          audience: 'everyone',
          rate: searchRate,
          activity: machine.activityOf('sru'),
        },
        {
          path: '/oai',
          router: oaiRouter({
            library,
            publicUrl,
            repositoryName: networkName,
            adminEmail: config.adminEmail,
            repositoryId: config.repositoryId,
            licence: metadataLicence,
            branding: { url: `${publicUrl}/favicon.svg`, link: publicUrl, title: networkName },
            tokenKey: oaiTokenKey(config.dataDir),
            served,
          }),
          audience: 'everyone',
          rate: harvestRate,
          activity: machine.activityOf('oai'),
        },
        { path: '/api/v1', router: admin.router, activity: machine.activityOf('console') },
        { path: '/api', router: admin.documentation },
        ...beside.mounts,
      ],
    });
    const z3950 = createZ3950Server({
      library,
      log,
      metrics,
      activity: machine.activityOf('z3950'),
      explainRecord: () => sruExplainRecord({ publicUrl }),
      disseminator,
      serveHttp: sruAlone(application, publicUrl, served).serve,
      served,
    });
    const z3950Port = await z3950.listen(config.z3950Port, config.host);
    closing.push(() => z3950.close());
    machine.opened('z3950', {
      port: String(z3950Port),
      isListening: () => z3950.isListening,
      connections: () => z3950.connections,
    });
    const http = createHttpServer(app);
    const httpPort = await http.listen(config.httpPort, config.host);
    closing.push(() => http.close());
    const isListening = () => http.isListening;
    machine.opened('console', { port: String(httpPort), isListening, connections: () => null });
    for (const name of ['sru', 'oai'] as const)
      machine.opened(name, { port: `/${name}`, isListening, connections: () => null });
    closing.push(async () => admin.close()); // before the server, which would wait for its streams
    closing.push(async () => {
      ready = false;
    });
    const httpAddress = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${httpPort}`;
    await beside.beforeReady(httpAddress);
    ready = true;
    return {
      addresses: {
        http: httpAddress,
        sip2,
        sip2Tls,
        sip2Telnet,
        z3950: `${config.host}:${z3950Port}`,
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** How far partners may go, as it is told in the console. */
function partnerSettings({ host, z3950Port }: Config, publicUrl: string): ServedSettingsView {
  const [z3950, sru, oai] = [defaultZ3950Limits, defaultSruLimits, defaultOaiLimits];
  return {
    z3950: {
      address: `${host}:${z3950Port}`,
      ...{ sessions: z3950.connections, sessionsPerClient: z3950.associationsPerAddress },
      ...{ requestsPerMinute: z3950.requestsPerMinute, recordsPerMinute: z3950.recordsPerMinute },
      ...{ recordsAtOnce: z3950.presentRecords, deepestRecord: z3950.deepestRecord },
      ...{ idleMinutes: Math.round(z3950.idleTime / 60_000), failedSignIns: z3950.failedSignIns },
    },
    sru: {
      ...{ address: `${publicUrl}/sru`, requestsPerMinute: searchRate.perMinute },
      ...{ recordsAtOnce: sru.maximumRecords, deepestRecord: sru.deepestRecord },
    },
    oai: {
      ...{ address: `${publicUrl}/oai`, requestsPerMinute: harvestRate.perMinute },
      ...{ requestsAtOnce: oai.requestsOfOneClient, recordsAtOnce: oai.pageSize },
      tokenDays: Math.round(oai.tokenLife / 86_400_000),
    },
  };
}

/** Starts the SIP2 ports: plain, TLS when there is a certificate, telnet when it has a port. */
async function startSip2(
  { config, open, log }: Application,
  {
    watch,
    machine,
    closing,
  }: {
    readonly watch: Sip2ServerOptions['watch'];
    readonly machine: RunningMachine;
    readonly closing: (() => Promise<unknown>)[];
  },
): Promise<Omit<Addresses, 'http' | 'z3950'>> {
  const common = { library: open.library, log, institution, watch, proxies: config.sip2Proxies ?? undefined };
  const start = async (
    name: 'sip2' | 'sip2-tls' | 'sip2-telnet',
    port: number,
    options: Partial<Sip2ServerOptions> = {},
  ): Promise<string> => {
    const server = createSip2Server({ ...common, activity: machine.activityOf(name), ...options });
    const given = await server.listen(port, config.host);
    closing.push(() => server.close());
    machine.opened(name, {
      port: String(given),
      isListening: () => server.isListening,
      connections: () => server.connections,
    });
    return `${config.host}:${given}`;
  };
  const { sip2Tls: tls, sip2TelnetPort } = config;
  return {
    sip2: await start('sip2', config.sip2Port),
    sip2Tls: tls && (await start('sip2-tls', tls.port, { certificate: certificateOf(tls) })),
    sip2Telnet: sip2TelnetPort === null ? null : await start('sip2-telnet', sip2TelnetPort, { login: 'telnet' }),
  };
}

function certificateOf({ certificateFile, keyFile, clientAuthorityFile }: NonNullable<Config['sip2Tls']>): Certificate {
  const authorities = clientAuthorityFile === null ? {} : { authorities: readFileSync(clientAuthorityFile) };
  return { cert: readFileSync(certificateFile), key: readFileSync(keyFile), ofPeers: authorities };
}

/** SRU and nothing else of the HTTP server, for the connections of the Z39.50 port that speak HTTP. */
function sruAlone({ config, open: { library }, log }: Application, publicUrl: string, served: Served): HttpServer {
  const router = sruRouter({ library, publicUrl, disseminator: disseminatorOf(config), served });
  const app = createHttpApp({
    library,
    log,
    metrics: new Registry(),
    consoleDir: null,
    publicUrl,
    ready: () => true,
    routers: [
      { path: '/sru', router, audience: 'everyone', rate: searchRate },
      { path: '/', router, audience: 'everyone', rate: searchRate },
    ],
  });
  return createHttpServer(app);
}
