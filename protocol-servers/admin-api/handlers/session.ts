import type { SessionStage } from '../../../core/access/desk.ts';
import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded, open } from '../route.ts';
import { noQuery, sessionView, signInRequest } from '../schemas.ts';
import {
  enrolledView,
  enrolmentView,
  ownAccountView,
  ownPasswordRequest,
  passcodeRequest,
  recoveryCodesView,
  sessionParams,
} from '../schemas-accounts.ts';
import { clearSessionCookie, sessionToken, setSessionCookie } from '../session-cookie.ts';
import { clientOf, viewOwnAccount, viewSession } from '../views-accounts.ts';

const anyStage: readonly SessionStage[] = ['open', 'passcode', 'password', 'enrolment'];

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
        const outcome = await library.staff.signIn(body.login, body.password, clientOf(request.get('User-Agent')));
        if (!outcome.granted) return outcome;
        // A browser holds one session: the one before ends here.
        const before = sessionToken(request, transport);
        if (before !== null) await end(before);
        const { token } = outcome.value;
        setSessionCookie(response, token, transport);
        return granted(viewSession(outcome.value, token, library.network));
      },
    }),
    guarded({
      method: 'get',
      path: '/session',
      who: 'use-own-session',
      stages: anyStage,
      summary: 'Who is signed in. Puts off the end of the session, as any request of somebody at work.',
      query: noQuery,
      body: null,
      answer: sessionView,
      problems: [401],
      async handle({ visitor }) {
        return granted(viewSession(visitor.session, visitor.token, library.network));
      },
    }),
    guarded({
      method: 'delete',
      path: '/session',
      who: 'use-own-session',
      stages: anyStage,
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
    ...secondFactorRoutes(library, signedOut),
    ...ownAccountRoutes(library),
  ];
}

/** The session goes on under another cookie once the second factor was given: the one before opens nothing. */
function secondFactorRoutes({ staff, network }: Library, signedOut: (token: string) => void): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/session/passcode',
      who: 'use-own-session',
      stages: ['passcode'],
      summary: 'Gives the passcode of the moment, or a recovery code. Each is good once.',
      query: noQuery,
      body: passcodeRequest,
      answer: sessionView,
      problems: [400, 401, 403, 409, 415, 429],
      async handle({ body, visitor, response, transport }) {
        const outcome = await staff.givePasscode(visitor.token, body.passcode);
        if (!outcome.granted) return outcome;
        const { token } = outcome.value;
        setSessionCookie(response, token, transport);
        signedOut(visitor.token);
        return granted(viewSession(outcome.value, token, network));
      },
    }),
    guarded({
      method: 'post',
      path: '/session/enrolment',
      who: 'use-own-session',
      stages: ['open', 'enrolment'],
      summary: 'Begins the enrolment of an authenticator: its secret, told once.',
      query: noQuery,
      body: null,
      answer: enrolmentView,
      problems: [401, 403, 409],
      handle: ({ visitor }) => staff.beginEnrolment(visitor.token),
    }),
    guarded({
      method: 'post',
      path: '/session/enrolment/confirmation',
      who: 'use-own-session',
      stages: ['open', 'enrolment'],
      summary: 'Ends the enrolment by a first passcode; the recovery codes are told once.',
      query: noQuery,
      body: passcodeRequest,
      answer: enrolledView,
      problems: [400, 401, 403, 409, 415, 429],
      async handle({ body, visitor, response, transport }) {
        const outcome = await staff.confirmEnrolment(visitor.token, body.passcode);
        if (!outcome.granted) return outcome;
        const { token, recoveryCodes } = outcome.value;
        setSessionCookie(response, token, transport);
        signedOut(visitor.token);
        return granted({ ...viewSession(outcome.value, token, network), recoveryCodes });
      },
    }),
    guarded({
      method: 'post',
      path: '/session/recovery-codes',
      who: 'use-own-session',
      summary: 'Other recovery codes in the place of those one has, against a passcode; told once.',
      query: noQuery,
      body: passcodeRequest,
      answer: recoveryCodesView,
      problems: [400, 401, 403, 409, 415, 429],
      handle: ({ body, visitor }) => staff.renewRecoveryCodes(visitor.token, body.passcode),
    }),
  ];
}

function ownAccountRoutes({ staff, network }: Library): AnyRoute[] {
  return [
    guarded({
      method: 'put',
      path: '/session/password',
      who: 'use-own-session',
      stages: ['open', 'password'],
      summary: 'Chooses one’s own password; the other sessions end.',
      query: noQuery,
      body: ownPasswordRequest,
      answer: sessionView,
      problems: [400, 401, 403, 415, 422],
      async handle({ body, visitor }) {
        const outcome = await staff.choosePassword(visitor.token, body.currentPassword, body.password);
        return outcome.granted ? granted(viewSession(outcome.value, visitor.token, network)) : outcome;
      },
    }),
    guarded({
      method: 'get',
      path: '/session/account',
      who: 'use-own-session',
      summary: 'One’s own second factor and sessions.',
      query: noQuery,
      body: null,
      answer: ownAccountView,
      problems: [401],
      async handle({ visitor }) {
        const own = await staff.own(visitor.token);
        return own.granted ? granted(viewOwnAccount(own.value)) : own;
      },
    }),
    guarded({
      method: 'delete',
      path: '/session/others/:id',
      who: 'use-own-session',
      summary: 'Ends another of one’s own sessions.',
      params: sessionParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [401, 403, 404],
      handle: ({ params, visitor }) => staff.endOwnSession(visitor.token, params.id),
    }),
  ];
}
