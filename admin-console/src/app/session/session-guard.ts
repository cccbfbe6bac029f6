import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { HttpErrorResponse } from '@angular/common/http';
import { catchError, map, of, throwError } from 'rxjs';
import { safeReturnPath, signInPath } from './return-path';
import { Session } from './session';
import type { Role } from '../api/contract';

/** Lets a signed-in user in; sends anyone else to the sign-in page, which leads back here. */
export const signedIn: CanActivateFn = (_route, state) => {
  const router = inject(Router);
  const retour = state.url === '/' ? null : state.url;
  const signInPage = router.createUrlTree([signInPath], { queryParams: { retour } });
  return resumeOrStayOut().pipe(map((isSignedIn) => isSignedIn || signInPage));
};

/** Spares a signed-in user the sign-in page. */
export const signedOut: CanActivateFn = (route) => {
  const router = inject(Router);
  const onward = router.parseUrl(safeReturnPath(route.queryParamMap.get('retour')));
  return resumeOrStayOut().pipe(map((isSignedIn) => !isSignedIn || onward));
};

/** When the server does not answer, the sign-in page is where its failure can be read. */
function resumeOrStayOut() {
  return inject(Session)
    .resume()
    .pipe(catchError((error: unknown) => (error instanceof HttpErrorResponse ? of(false) : throwError(() => error))));
}

/** Lets in the roles a page is for; says to the others that it is not theirs. */
export const mayOpen =
  (isFor: (role: Role) => boolean): CanActivateFn =>
  () => {
    const role = inject(Session).user()?.role;
    return (role !== undefined && isFor(role)) || inject(Router).createUrlTree(['/acces-refuse']);
  };
