import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import { type Observable, catchError, map, of, tap, throwError } from 'rxjs';
import { type SessionView, type SignInRequest, apiRoot } from '../api/contract';

/** The one resource that may answer 401 without meaning that a session has ended. */
export const sessionUrl = `${apiRoot}/session`;

/** Who works at this console. The session itself is a cookie no script can read. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly http = inject(HttpClient);
  private readonly view = signal<SessionView | null>(null);

  readonly user = computed(() => this.view()?.user ?? null);
  /** To be sent with every unsafe request. */
  readonly csrfToken = computed(() => this.view()?.csrfToken ?? null);

  /** Finds the session of the cookie, if any, and says whether someone is signed in. Faults of the server propagate. */
  resume(): Observable<boolean> {
    if (this.view()) return of(true);
    return this.http.get<SessionView>(sessionUrl).pipe(
      tap((view) => this.view.set(view)),
      map(() => true),
      catchError((error: unknown) =>
        error instanceof HttpErrorResponse && error.status === 401 ? of(false) : throwError(() => error),
      ),
    );
  }

  /** Asks the server again: someone may have been signed out elsewhere. The interceptor acts on the answer. */
  verify(): Observable<SessionView> {
    return this.http.get<SessionView>(sessionUrl).pipe(tap((view) => this.view.set(view)));
  }

  signIn(request: SignInRequest): Observable<SessionView> {
    return this.http.post<SessionView>(sessionUrl, request).pipe(tap((view) => this.view.set(view)));
  }

  /** Ends the session on the server; until it has answered the user is still signed in. */
  signOut(): Observable<unknown> {
    return this.http.delete(sessionUrl).pipe(tap(() => this.forget()));
  }

  /** The server no longer knows the cookie. */
  forget(): void {
    this.view.set(null);
  }
}
