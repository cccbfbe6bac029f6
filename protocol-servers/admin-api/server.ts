import type { ErrorRequestHandler, Router } from 'express';
import type { Library } from '../../core/library.ts';
import type { Log } from '../../core/ports/log.ts';
import type { SystemDesk } from '../../core/system/system.ts';
import type { TerminalDesk } from '../../core/terminals/desk.ts';
import { answerToFault } from '../shared/fault.ts';
import { sendProblem } from '../shared/problem.ts';
import { documentationRouter } from './documentation.ts';
import { accountRoutes } from './handlers/accounts.ts';
import { journalRoutes } from './handlers/journal.ts';
import { authorityRoutes } from './handlers/authorities.ts';
import { copyRoutes } from './handlers/copies.ts';
import { recordActRoutes } from './handlers/record-acts.ts';
import { recordRoutes } from './handlers/records.ts';
import { activityRoutes } from './handlers/activity.ts';
import { disseminationRoutes } from './handlers/dissemination.ts';
import { digitalRoutes } from './handlers/digital.ts';
import { exportRoutes } from './handlers/exports.ts';
import { filterRoutes } from './handlers/filters.ts';
import { harvestRoutes } from './handlers/harvests.ts';
import { alertRoutes } from './handlers/alerts.ts';
import { quickSearchRoutes } from './handlers/quick-search.ts';
import { listFileRoutes } from './handlers/list-files.ts';
import { figureRoutes } from './handlers/figures.ts';
import { usageRoutes } from './handlers/usage.ts';
import { deviceRoutes } from './handlers/devices.ts';
import { holdRoutes } from './handlers/holds.ts';
import { loanRoutes } from './handlers/loans.ts';
import { lookUpRoutes } from './handlers/look-up.ts';
import { deskRoutes } from './handlers/desk.ts';
import { explainRoutes } from './handlers/explain.ts';
import { noticeRoutes } from './handlers/notices.ts';
import { offlineRoutes } from './handlers/offline.ts';
import { migrationDataRoutes } from './handlers/migration-data.ts';
import { migrationFileRoutes } from './handlers/migration-files.ts';
import { migrationReviewRoutes } from './handlers/migration-review.ts';
import { migrationRoutes } from './handlers/migration.ts';
import { navetteRoutes } from './handlers/navette.ts';
import { networkRoutes } from './handlers/network.ts';
import { patronRoutes } from './handlers/patrons.ts';
import { libraryLifeRoutes } from './handlers/library-life.ts';
import { termsRoutes } from './handlers/terms.ts';
import { termsImpactRoutes } from './handlers/terms-impact.ts';
import { sortingRoutes } from './handlers/sorting.ts';
import { type ServedSource, servedRoutes } from './handlers/served.ts';
import { sessionRoutes } from './handlers/session.ts';
import { systemRoutes } from './handlers/system.ts';
import { tagRoutes } from './handlers/tags.ts';
import { terminalRoutes } from './handlers/terminals.ts';
import { streamRoutes } from './handlers/streams.ts';
import { ConsoleStreams } from './streams/console-streams.ts';
import type { StreamLimits } from './streams/limits.ts';
import { mountRoutes } from './mount.ts';
import { openApiDocument } from './openapi.ts';
import { defaultSignInLimits, type SignInLimits } from './sign-in-limit.ts';

export interface AdminApiOptions {
  readonly library: Library;
  /** The terminals of this server, watched. */
  readonly terminals: TerminalDesk;
  /** What this server knows of itself. */
  readonly system: SystemDesk;
  /** What partners ask of the other servers of this program. */
  readonly partners: ServedSource;
  readonly log: Log;
  /** What browsers call, without a final slash. When it is https, the session's cookie is only for HTTPS. */
  readonly publicUrl: string;
  /** Of the program, for the document of the API. */
  readonly version?: string;
  readonly limits?: {
    /** Bytes of a body. */
    readonly bodyBytes?: number;
    readonly signIn?: Partial<SignInLimits>;
    readonly streams?: Partial<StreamLimits>;
  };
}

export interface AdminApi {
  /** To be mounted at `/api/v1`. */
  readonly router: Router;
  /** To be mounted at `/api`, after the other. */
  readonly documentation: Router;
  /** Ends the live streams, which otherwise hold the HTTP server open. Call it before closing that server. */
  close(): void;
}

/** The API of the console. Throws when a route does not say who may call it. */
export function adminApiRouter({
  library,
  terminals,
  system,
  partners,
  log,
  publicUrl,
  version = '1',
  limits = {},
}: AdminApiOptions): AdminApi {
  const streams = new ConsoleStreams({ library, terminals, log, limits: limits.streams });
  const routes = [
    ...sessionRoutes(library, (token) => streams.endSession(token)),
    ...streamRoutes({ library, terminals, streams }), // before the runs: `/harvest-runs/stream` is no number
    ...terminalRoutes(library, terminals), // before the devices: `/devices/live` is no login
    ...tagRoutes(library),
    ...networkRoutes(library),
    ...deviceRoutes(library),
    ...offlineRoutes(library),
    ...noticeRoutes(library),
    ...termsRoutes(library),
    ...termsImpactRoutes(library),
    ...libraryLifeRoutes(library),
    ...sortingRoutes(library),
    ...migrationRoutes(library),
    ...migrationReviewRoutes(library),
    ...migrationFileRoutes(library),
    ...migrationDataRoutes(library),
    ...explainRoutes(library),
    ...activityRoutes(library),
    ...loanRoutes(library),
    ...deskRoutes(library),
    ...navetteRoutes(library),
    ...listFileRoutes(library), // before the holds and the readers: `file` is no number of theirs
    ...holdRoutes(library),
    ...patronRoutes(library),
    ...lookUpRoutes(library),
    ...recordRoutes(library),
    ...recordActRoutes(library),
    ...copyRoutes(library),
    ...authorityRoutes(library),
    ...exportRoutes(library),
    ...disseminationRoutes(library),
    ...harvestRoutes(library),
    ...digitalRoutes(library),
    ...servedRoutes(library, partners),
    ...usageRoutes(library),
    ...figureRoutes(library),
    ...systemRoutes(system),
    ...alertRoutes(library),
    ...accountRoutes(library),
    ...journalRoutes(library),
    ...quickSearchRoutes(library),
    ...filterRoutes(library),
  ];
  const router = mountRoutes(routes, {
    library,
    publicUrl,
    bodyBytes: limits.bodyBytes ?? 64 * 1024,
    signIn: { ...defaultSignInLimits, ...limits.signIn },
  });
  router.use(sayUnreadable);
  return {
    router,
    documentation: documentationRouter(() => openApiDocument(routes, version)),
    close: () => streams.close(),
  };
}

/** A body that cannot be read is the caller's mistake; any other fault goes on to the server's error handler. */
const sayUnreadable: ErrorRequestHandler = (fault, _request, response, next) => {
  const answer = answerToFault(fault);
  if (answer.status >= 500 || response.headersSent) return next(fault);
  sendProblem(response, answer);
};
