import type { Request, Response } from 'express';
import type { Cataloguer } from '../../core/catalogue/editing/ports.ts';
import { granted, refused, type Outcome } from '../../core/outcome.ts';
import type { Visitor } from './route.ts';

/** The version a change was made on (RFC 9110, If-Match). Refused `version-needed`: a change without it could undo another. */
export function versionAsked(request: Request): Outcome<number> {
  const tag = /^(?:W\/)?"(\d{1,15})"$/.exec(request.get('If-Match')?.trim() ?? '');
  return tag ? granted(Number(tag[1])) : refused('version-needed');
}

/** Says the version that is given. */
export function tellVersion(response: Response, version: number): void {
  response.set('ETag', `"${version}"`);
}

/** The visitor as a cataloguer: an editing lock goes with the session. */
export function cataloguerOf({ user, token }: Visitor): Cataloguer {
  return { login: user.login, libraryId: user.libraryId, session: token };
}
