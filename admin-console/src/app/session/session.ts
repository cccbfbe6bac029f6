import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import { type Observable, catchError, map, of, tap, throwError } from 'rxjs';
import {
  type EnrolledView,
  type EnrolmentView,
  type OwnPasswordRequest,
  type SessionView,
  type SignInRequest,
  apiRoot,
} from '../api/contract';

/** The one resource that may answer 401 without meaning that a session has ended. */
export const sessionUrl = `${apiRoot}/session`;

/** Who works at this console. The session itself is a cookie no script can read. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly http = inject(HttpClient);
  private readonly view = signal<SessionView | null>(null);

  /** Whoever may work: nobody while something is still asked of him. */
  readonly user = computed(() => (this.stage() === 'open' ? this.view()!.user : null));
  /** What is still asked of whoever signs in; null when nobody does. */
  readonly stage = computed(() => this.view()?.stage ?? null);
  /** To be sent with every unsafe request. */
  readonly csrfToken = computed(() => this.view()?.csrfToken ?? null);
  /** When the session ends if nothing more is asked, by the clock of this workstation; null: nobody knows. */
  readonly endsAt = signal<number | null>(null);

  /** Finds the session of the cookie, if any, and says whether someone is at work. Faults of the server propagate. */
  resume(): Observable<boolean> {
    if (this.view()) return of(this.user() !== null);
    return this.verify().pipe(
      map(() => this.user() !== null),
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

  /** The passcode of the moment, or a recovery code. */
  givePasscode(passcode: string): Observable<SessionView> {
    return this.http.post<SessionView>(`${sessionUrl}/passcode`, { passcode }).pipe(tap((view) => this.view.set(view)));
  }

  choosePassword(request: OwnPasswordRequest): Observable<SessionView> {
    return this.http.put<SessionView>(`${sessionUrl}/password`, request).pipe(tap((view) => this.view.set(view)));
  }

  beginEnrolment(): Observable<EnrolmentView> {
    return this.http.post<EnrolmentView>(`${sessionUrl}/enrolment`, null);
  }

  /** The recovery codes are shown before anything else: `enter` goes on with the session. */
  confirmEnrolment(passcode: string): Observable<EnrolledView> {
    return this.http
      .post<EnrolledView>(`${sessionUrl}/enrolment/confirmation`, { passcode })
      .pipe(tap(({ recoveryCodes: _codes, ...view }) => this.view.set({ ...view, stage: this.stage() ?? 'open' })));
  }

  /** Everything that was asked has been given. */
  enter(): void {
    this.view.update((view) => view && { ...view, stage: 'open' });
  }

  /** Ends the session on the server; until it has answered the user is still signed in. */
  signOut(): Observable<unknown> {
    return this.http.delete(sessionUrl).pipe(tap(() => this.forget()));
  }

  /** The server no longer knows the cookie. */
  forget(): void {
    this.view.set(null);
    this.endsAt.set(null);
  }

  /** Told by an answer of the server: when the session ends, and the time it is there. */
  told(ends: string | null, now: string | null): void {
    const end = Date.parse(ends ?? '');
    if (Number.isNaN(end)) return;
    const serverNow = Date.parse(now ?? '');
    this.endsAt.set(Number.isNaN(serverNow) ? end : Date.now() + end - serverNow);
  }
}
