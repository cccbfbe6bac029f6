import { HttpErrorResponse, type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, tap, throwError } from 'rxjs';
import { apiRoot } from '../api/contract';
import { signInPath } from './return-path';
import { Session } from './session';

/** Methods that change nothing and need no proof of origin (RFC 9110 §9.2.1). */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Sends the session's token with unsafe requests, notes when the session ends, and goes back to the sign-in page when it
 * has.
 */
export const sessionInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith(`${apiRoot}/`)) return next(request);

  const session = inject(Session);
  const router = inject(Router);
  const token = session.csrfToken();
  const sent = token && !safeMethods.has(request.method) ? request.clone({ setHeaders: { 'X-CSRF': token } }) : request;

  return next(sent).pipe(
    tap((event) => {
      if (event instanceof HttpResponse) session.told(event.headers.get('X-Session-Ends'), event.headers.get('Date'));
    }),
    catchError((error: unknown) => {
      const hasEnded = error instanceof HttpErrorResponse && error.status === 401 && session.stage() !== null;
      if (hasEnded) {
        const retour = session.user() === null ? null : router.url;
        session.forget();
        void router.navigate([signInPath], {
          queryParams: { ...(retour && { retour }), fin: 'session' },
          queryParamsHandling: retour ? '' : 'merge',
        });
      }
      return throwError(() => error);
    }),
  );
};
