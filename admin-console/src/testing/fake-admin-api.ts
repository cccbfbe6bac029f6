import { HttpBackend, HttpErrorResponse, type HttpEvent, type HttpRequest, HttpResponse } from '@angular/common/http';
import { NEVER, type Observable, Subject, delayWhen, of, throwError } from 'rxjs';
import type {
  ActivityLine,
  DeskScanRequest,
  DeskScanView,
  DeviceView,
  ExchangeView,
  LibraryView,
  Role,
  SessionView,
  SignInRequest,
  TrialView,
} from '../app/api/contract';

/** An admin API in memory that behaves as the contract says; a test may make any resource fail or keep silent. */
export class FakeAdminApi extends HttpBackend {
  isSignedIn = true;
  role: Role = 'NETWORK_ADMIN';
  /** Who signed in last. */
  private login = 'admin';
  /** What is still asked of whoever signs in. */
  stage: SessionView['stage'] = 'open';
  libraries: LibraryView[] = [];
  devices: DeviceView[] = [];
  lines: ActivityLine[] = [];
  /** What the library of a test makes of a scan. */
  scanned: (request: DeskScanRequest) => DeskScanView = () => ({ kind: 'unknown' });
  /** Every scan received, with its key. */
  readonly scans: (DeskScanRequest & { readonly key: string | null })[] = [];
  userLibrary: string | null = null;
  exchanges: ExchangeView[] = [];
  trial: TrialView | null = null;
  /** What a page of its own area is answered, by `GET /patrons/12`: a value or a refusal, or what makes one of the request. */
  readonly routes = new Map<string, unknown>();
  /** Messages said in the place of a terminal. */
  readonly tried: { resource: string; body: unknown }[] = [];
  /** What was received, in order: `GET /libraries`. */
  readonly received: string[] = [];
  readonly csrfTokens: (string | null)[] = [];
  private readonly failures = new Map<string, number | 'silent'>();
  private readonly gates = new Map<string, Subject<void>>();

  /** Makes a resource answer a status (0: the line is cut), or never answer. */
  fail(resource: string, status: number | 'silent'): void {
    this.failures.set(resource, status);
  }

  mend(): void {
    this.failures.clear();
  }

  /** Makes a resource slow: it answers, with what it knew when it was asked, once released. */
  hold(resource: string): { release: () => void } {
    const gate = new Subject<void>();
    this.gates.set(resource, gate);
    return {
      release: () => {
        this.gates.delete(resource);
        gate.next();
      },
    };
  }

  override handle(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    const resource = request.url.replace('/api/v1', '');
    this.received.push(`${request.method} ${resource}`);
    this.csrfTokens.push(request.headers.get('X-CSRF'));
    const failure = this.failures.get(resource);
    if (resource === '/desk/scans') {
      this.scans.push({ ...(request.body as DeskScanRequest), key: request.headers.get('Idempotency-Key') });
    }
    if (failure === 'silent') return NEVER;
    if (failure !== undefined) return refusal(request, failure);
    const gate = this.gates.get(resource);
    const answered = this.answerTo(resource, request);
    return gate ? answered.pipe(delayWhen(() => gate)) : answered;
  }

  private answerTo(resource: string, request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    if (resource === '/session') return this.session(request);
    if (!this.isSignedIn) return refusal(request, 401);
    const own = this.routes.get(`${request.method} ${resource}`);
    if (own !== undefined) return told(typeof own === 'function' ? own(request) : own);
    if (resource === '/alerts') return answer({ items: [], total: 0 });
    if (resource === '/libraries') return answer({ items: this.libraries, total: this.libraries.length });
    if (resource === '/devices') return answer({ items: this.devices, total: this.devices.length });
    if (resource === '/activity/today') {
      const seesLines = this.role !== 'AUDITOR' && this.role !== 'IT_REFERENT';
      return answer({ totals: totalsOf(this.lines), lines: seesLines ? this.lines : [] });
    }
    if (resource === '/desk/scans') return answer(this.scanned(request.body as DeskScanRequest));
    return this.terminals(resource, request);
  }

  /** What terminals say, and would be answered. */
  private terminals(resource: string, request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    if (resource === '/exchanges') {
      const asked = (name: string) => request.params.get(name);
      const found = this.exchanges.filter(
        (one) => one.device === asked('device') && (asked('outcome') ?? one.outcome) === one.outcome,
      );
      return answer({ items: found, next: null });
    }
    if (resource.endsWith('/transcript')) return answer({ text: 'transcript of the terminal' });
    if (/\/(rehearsals|trials)$/.test(resource)) {
      this.tried.push({ resource, body: request.body });
      return this.trial ? answer(this.trial) : refusal(request, 422);
    }
    return refusal(request, 404);
  }

  private session(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    if (request.method === 'POST') {
      const { login, password } = request.body as SignInRequest;
      this.isSignedIn = password === 'demo';
      this.login = login;
    }
    if (!this.isSignedIn) return refusal(request, 401);
    if (request.method === 'DELETE') {
      this.isSignedIn = false;
      return answer(null, 204);
    }
    const name = this.login === 'admin' ? 'Camille Delattre' : this.login;
    const user = { login: this.login, name, role: this.role, library: this.userLibrary };
    return answer({ user, csrfToken: 'token-of-camille', stage: this.stage, endsAt: '2099-01-01T00:00:00Z' });
  }
}

function totalsOf(lines: readonly ActivityLine[]) {
  const count = (type: ActivityLine['type']) => lines.filter((line) => line.type === type).length;
  return { loans: count('LOAN'), returns: count('RETURN'), renewals: count('RENEWAL') };
}

/** An answer of a test's own: a refusal is thrown as the server's would be. */
function told(own: unknown): Observable<HttpEvent<unknown>> {
  return own instanceof HttpErrorResponse ? throwError(() => own) : answer(own);
}

function answer(body: unknown, status = 200): Observable<HttpEvent<unknown>> {
  return of(new HttpResponse({ body, status }));
}

function refusal(request: HttpRequest<unknown>, status: number): Observable<never> {
  return throwError(() => new HttpErrorResponse({ status, url: request.url }));
}
