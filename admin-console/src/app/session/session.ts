import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { Injectable, InjectionToken, computed, inject, signal } from '@angular/core';
import { type Observable, Subject, catchError, map, of, tap, throwError } from 'rxjs';
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

/** Opens the console anew, with nothing of what was on the screen or in memory; nobody is asked whether he wants to leave. */
export const openAnew = new InjectionToken<() => void>('opens the console anew', {
  providedIn: 'root',
  factory: () => () => {
    addEventListener('beforeunload', (leaving) => leaving.stopImmediatePropagation(), { capture: true });
    location.replace('/');
  },
});

/** Who works at this console. The session itself is a cookie no script can read. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly http = inject(HttpClient);
  private readonly openAnew = inject(openAnew);
  private readonly view = signal<SessionView | null>(null);
  private readonly away = signal<SessionView['user'] | null>(null);
  private readonly back = new Subject<void>();

  /** Whoever may work: nobody while something is still asked of him, unless his page is kept. */
  readonly user = computed(() => this.away() ?? (this.stage() === 'open' ? this.view()!.user : null));
  /** The session ended while he was at work: his page is kept until he signs in again. */
  readonly isInterrupted = computed(() => this.away() !== null);
  /** He signed in again: what waited may be asked. */
  readonly goesOn: Observable<void> = this.back;
  /** What is still asked of whoever signs in; null when nobody does. */
  readonly stage = computed(() => this.view()?.stage ?? null);
  /** To be sent with every unsafe request. */
  readonly csrfToken = computed(() => this.view()?.csrfToken ?? null);
  /** When the session ends if nothing more is asked, by the clock of this workstation; null: nobody knows. */
  readonly endsAt = signal<number | null>(null);

  /** Finds the session of the cookie, if any, and says whether someone is at work. Faults of the server propagate. */
  resume(): Observable<boolean> {
    if (this.view() ?? this.away()) return of(this.user() !== null);
    return this.verify().pipe(
      map(() => this.user() !== null),
      catchError((error: unknown) =>
        error instanceof HttpErrorResponse && error.status === 401 ? of(false) : throwError(() => error),
      ),
    );
  }

  /** Asks the server again: someone may have been signed out elsewhere. The interceptor acts on the answer. */
  verify(): Observable<SessionView> {
    return this.http.get<SessionView>(sessionUrl).pipe(tap((view) => this.know(view)));
  }

  signIn(request: SignInRequest): Observable<SessionView> {
    return this.http.post<SessionView>(sessionUrl, request).pipe(tap((view) => this.know(view)));
  }

  /** The passcode of the moment, or a recovery code. */
  givePasscode(passcode: string): Observable<SessionView> {
    return this.http.post<SessionView>(`${sessionUrl}/passcode`, { passcode }).pipe(tap((view) => this.know(view)));
  }

  choosePassword(request: OwnPasswordRequest): Observable<SessionView> {
    return this.http.put<SessionView>(`${sessionUrl}/password`, request).pipe(tap((view) => this.know(view)));
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
    const view = this.view();
    if (view) this.know({ ...view, stage: 'open' });
  }

  /** Ends the session on the server; until it has answered the user is still signed in. One that had ended is as good. */
  signOut(): Observable<unknown> {
    const away = this.away();
    return this.http.delete(sessionUrl).pipe(
      catchError((error: unknown) =>
        error instanceof HttpErrorResponse && error.status === 401 ? of(null) : throwError(() => error),
      ),
      tap(() => {
        this.away.set(away);
        this.forget();
      }),
    );
  }

  /** The server no longer knows the cookie, and nobody asked for that: whoever was at work may come back to his page. */
  end(): void {
    this.away.set(this.user());
    this.forget();
  }

  private forget(): void {
    this.view.set(null);
    this.endsAt.set(null);
  }

  /** The cookie is this person's. Another one than whose page is on the screen never sees it, nor the same with other rights. */
  private know(view: SessionView): void {
    const before = this.user();
    if (before && view.stage === 'open' && !isSame(before, view.user)) return this.openAnew();
    this.view.set(view);
    if (view.stage !== 'open' || !this.isInterrupted()) return;
    this.away.set(null);
    this.back.next();
  }

  /** Told by an answer of the server: when the session ends, and the time it is there. */
  told(ends: string | null, now: string | null): void {
    const end = Date.parse(ends ?? '');
    if (Number.isNaN(end)) return;
    const serverNow = Date.parse(now ?? '');
    this.endsAt.set(Number.isNaN(serverNow) ? end : Date.now() + end - serverNow);
  }
}

function isSame(one: SessionView['user'], other: SessionView['user']): boolean {
  return one.login === other.login && one.role === other.role && one.library === other.library;
}
