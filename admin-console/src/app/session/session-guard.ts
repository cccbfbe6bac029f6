import { inject } from '@angular/core';
import { type CanActivateFn, Router, type UrlTree } from '@angular/router';
import { HttpErrorResponse } from '@angular/common/http';
import { catchError, map, of, throwError } from 'rxjs';
import { offlinePath, safeReturnPath, signInPath } from './return-path';
import { Session } from './session';
import type { Role } from '../api/contract';

/** Lets a signed-in user in; sends anyone else to the sign-in page, which leads back here. */
export const signedIn: CanActivateFn = (_route, state) => {
  const router = inject(Router);
  return resumeOr(isOffline(state.url)).pipe(map((isLetIn) => isLetIn || toSignIn(router, state.url)));
};

/** Spares a signed-in user the sign-in page. */
export const signedOut: CanActivateFn = (route) => {
  const router = inject(Router);
  const onward = router.parseUrl(safeReturnPath(route.queryParamMap.get('retour')));
  return resumeOr(false).pipe(map((isSignedIn) => !isSignedIn || onward));
};

/** When the server does not answer, the sign-in page is where its failure can be read; some pages do without it. */
function resumeOr(unanswered: boolean) {
  return inject(Session)
    .resume()
    .pipe(
      catchError((error: unknown) => (error instanceof HttpErrorResponse ? of(unanswered) : throwError(() => error))),
    );
}

/** Lets in the roles a page is for; says to the others that it is not theirs. */
export const mayOpen =
  (isFor: (role: Role) => boolean): CanActivateFn =>
  (_route, state) => {
    const router = inject(Router);
    const role = inject(Session).user()?.role;
    if (role !== undefined) return isFor(role) || router.createUrlTree(['/acces-refuse']);
    return isOffline(state.url) || toSignIn(router, state.url);
  };

/** Nobody is known there only because the server did not answer. */
function isOffline(url: string): boolean {
  return url.split(/[?#]/)[0] === offlinePath;
}

function toSignIn(router: Router, from: string): UrlTree {
  return router.createUrlTree([signInPath], { queryParams: { retour: from === '/' ? null : from } });
}
