import { HttpErrorResponse, type HttpEvent, type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { type Observable, catchError, switchMap, take, tap, throwError } from 'rxjs';
import { apiRoot } from '../api/contract';
import { signInPath } from './return-path';
import { Session, sessionUrl } from './session';

/** Methods that change nothing and need no proof of origin (RFC 9110 §9.2.1). */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Sends the session's token with unsafe requests and notes when the session ends. When it has ended, what a page reads
 * waits until its user has signed in again; what would change something fails, and is asked for again by him.
 */
export const sessionInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith(`${apiRoot}/`)) return next(request);

  const session = inject(Session);
  const router = inject(Router);
  const isSafe = safeMethods.has(request.method);
  const isRead = isSafe && request.url !== sessionUrl;
  const isStep = request.url.startsWith(sessionUrl) && !isRead;

  const sendWhenBack = () => session.goesOn.pipe(take(1), switchMap(send));
  const send = (): Observable<HttpEvent<unknown>> => {
    const token = session.csrfToken();
    const sent = token && !isSafe ? request.clone({ setHeaders: { 'X-CSRF': token } }) : request;
    return next(sent).pipe(
      tap((event) => {
        if (event instanceof HttpResponse) session.told(event.headers.get('X-Session-Ends'), event.headers.get('Date'));
      }),
      catchError((error: unknown) => {
        if (!(error instanceof HttpErrorResponse) || error.status !== 401) return throwError(() => error);
        // A kept page may still ask while its user signs in: what it is answered says nothing of the steps he is at.
        if (session.stage() !== null && (isStep || !session.isInterrupted())) {
          session.end();
          const toFirstStep = { queryParams: { fin: 'session' }, queryParamsHandling: 'merge' } as const;
          if (!session.isInterrupted()) void router.navigate([signInPath], toFirstStep);
        }
        return isRead && session.isInterrupted() ? sendWhenBack() : throwError(() => error);
      }),
    );
  };
  return isRead && session.isInterrupted() ? sendWhenBack() : send();
};
