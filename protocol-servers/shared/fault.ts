import { StoreBusy, StoreUnavailable } from '../../core/ports/store.ts';

/** How an HTTP server words a fault: a status, a stable code and a sentence. */
export interface FaultAnswer {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** Seconds after which it is worth asking again (RFC 9110 §10.2.3). */
  readonly retryAfter?: number;
}

/** What Express's own readers of bodies and paths refuse, by status. */
const refusedByHttp: Record<number, { readonly code: string; readonly title: string }> = {
  400: { code: 'malformed-request', title: 'Requête illisible.' },
  403: { code: 'forbidden', title: 'Accès refusé.' },
  404: { code: 'not-found', title: 'Page inconnue.' },
  405: { code: 'method-not-allowed', title: 'Méthode non admise ici.' },
  413: { code: 'too-large', title: 'Requête trop grande.' },
  414: { code: 'url-too-long', title: 'Adresse trop longue.' },
  415: { code: 'unsupported-media-type', title: 'Type de contenu non admis.' },
};

/**
 * Words whatever a handler threw. The database away or busy is 503 and may be asked again; a request Express could not
 * read keeps its 4xx; all else is 500. The message of the fault itself never goes out.
 */
export function answerToFault(fault: unknown): FaultAnswer {
  const status = statusOf(fault);
  if (fault instanceof StoreBusy || fault instanceof StoreUnavailable || status === 503) {
    return {
      status: 503,
      code: 'temporarily-unavailable',
      title: 'Service momentanément indisponible.',
      retryAfter: 30,
    };
  }
  const refused = refusedByHttp[status];
  if (refused) return { status, ...refused };
  if (status >= 400 && status < 500) return { status, code: 'malformed-request', title: 'Requête illisible.' };
  return { status: 500, code: 'internal-error', title: 'Erreur interne.' };
}

/** The status an error of Express carries (http-errors), 500 for any other. */
function statusOf(fault: unknown): number {
  if (typeof fault !== 'object' || fault === null || !('status' in fault)) return 500;
  return typeof fault.status === 'number' ? fault.status : 500;
}
