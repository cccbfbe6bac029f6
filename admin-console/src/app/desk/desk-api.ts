import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { Injectable, InjectionToken, inject } from '@angular/core';
import { type Observable, retry, throwError, timer } from 'rxjs';
import {
  type DeskScanRequest,
  type DeskScanView,
  type DeskUndoRequest,
  type DeskUndoView,
  type ExplanationView,
  type Problem,
  type RenewAllView,
  apiRoot,
} from '../api/contract';

/** How long the desk waits for an answer, in milliseconds. */
export interface Patience {
  /** Before asking again for one that did not come. */
  readonly againAfterMs: number;
  /** Before saying that it is slow. */
  readonly slowAfterMs: number;
  /** Before offering to work without it. */
  readonly offerAfterMs: number;
}
export const deskPatience = new InjectionToken<Patience>('patience of the desk', {
  providedIn: 'root',
  factory: () => ({ againAfterMs: 1_000, slowAfterMs: 3_000, offerAfterMs: 10_000 }),
});

/** The one box of the desk. What is asked under a key is done once, however often it is asked. */
@Injectable({ providedIn: 'root' })
export class DeskApi {
  private readonly http = inject(HttpClient);
  private readonly patience = inject(deskPatience);

  /** Asks until it is answered: a line that was cut, a server that restarts or is still at it lose nothing. */
  scan(request: DeskScanRequest, key: string): Observable<DeskScanView> {
    return this.http
      .post<DeskScanView>(`${apiRoot}/desk/scans`, request, { headers: { 'Idempotency-Key': key } })
      .pipe(retry({ delay: (error: unknown) => this.again(error) }));
  }

  /** A reader as he is now. Nothing is done: it bears no key, and no answer of it is kept. */
  reader(card: string, place: { library?: string }): Observable<DeskScanView> {
    const request: DeskScanRequest = { code: card, mode: 'auto', card: null, meant: 'card', ...place };
    return this.http
      .post<DeskScanView>(`${apiRoot}/desk/scans`, request)
      .pipe(retry({ delay: (error: unknown) => this.again(error) }));
  }

  /** Why a document goes out to a reader or not; changes nothing. */
  explain(asked: { card: string; item: string; library: string }): Observable<ExplanationView> {
    return this.http.get<ExplanationView>(`${apiRoot}/explain`, { params: asked });
  }

  undo(request: DeskUndoRequest, key: string): Observable<DeskUndoView> {
    return this.http
      .post<DeskUndoView>(`${apiRoot}/desk/undo`, request, { headers: { 'Idempotency-Key': key } })
      .pipe(retry({ delay: (error: unknown) => this.again(error) }));
  }

  renewAll(request: { card: string; library: string }, key: string): Observable<RenewAllView> {
    return this.http
      .post<RenewAllView>(`${apiRoot}/renewals/all`, request, { headers: { 'Idempotency-Key': key } })
      .pipe(retry({ delay: (error: unknown) => this.again(error) }));
  }

  private again(error: unknown): Observable<unknown> {
    return mayComeYet(error) ? timer(this.patience.againAfterMs) : throwError(() => error);
  }
}

/** Whether an answer may come yet: nobody was reached, or the server was busy, restarting, or still answering this very key. */
function mayComeYet(error: unknown): boolean {
  if (!(error instanceof HttpErrorResponse)) return false;
  if ([0, 429, 502, 503, 504].includes(error.status)) return true;
  return problemOf(error)?.code === 'request-in-progress';
}

/** What the server said was wrong; null when it said nothing. */
export function problemOf(error: unknown): Problem | null {
  const body: unknown = error instanceof HttpErrorResponse ? error.error : null;
  return typeof body === 'object' && body !== null && 'code' in body ? (body as Problem) : null;
}
