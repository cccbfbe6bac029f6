import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded, open } from '../route.ts';
import { noQuery, sessionView, signInRequest } from '../schemas.ts';
import { clearSessionCookie, csrfTokenOf, sessionToken, setSessionCookie } from '../session-cookie.ts';
import { viewUser } from '../views.ts';

/** Signing in and out. `signedOut` hears of each session that ends. */
export function sessionRoutes(library: Library, signedOut: (token: string) => void): AnyRoute[] {
  const end = async (token: string): Promise<void> => {
    await library.staff.signOut(token);
    signedOut(token);
  };
  return [
    open({
      method: 'post',
      path: '/session',
      who: 'anyone',
      summary: 'Signs in. Answers alike for an unknown login and a wrong password.',
      query: noQuery,
      body: signInRequest,
      answer: sessionView,
      problems: [400, 401, 415, 429],
      async handle({ body, request, response, transport }) {
        const outcome = await library.staff.signIn(body.login, body.password);
        if (!outcome.granted) return outcome;
        // A browser holds one session: the one before ends here.
        const before = sessionToken(request, transport);
        if (before !== null) await end(before);
        const { user, token } = outcome.value;
        setSessionCookie(response, token, transport);
        return granted({ user: viewUser(user, library.network), csrfToken: csrfTokenOf(token) });
      },
    }),
    guarded({
      method: 'get',
      path: '/session',
      who: 'use-own-session',
      summary: 'Who is signed in.',
      query: noQuery,
      body: null,
      answer: sessionView,
      problems: [401],
      async handle({ visitor }) {
        return granted({ user: viewUser(visitor.user, library.network), csrfToken: csrfTokenOf(visitor.token) });
      },
    }),
    guarded({
      method: 'delete',
      path: '/session',
      who: 'use-own-session',
      summary: 'Signs out.',
      query: noQuery,
      body: null,
      answer: null,
      problems: [401, 403],
      async handle({ visitor, response, transport }) {
        await end(visitor.token);
        clearSessionCookie(response, transport);
        return granted(null);
      },
    }),
  ];
}
