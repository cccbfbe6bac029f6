import type { AccountDescription } from '../../../core/access/desk.ts';
import type { Library } from '../../../core/library.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import type { AccountRequest } from '../contract-accounts.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  accountList,
  accountParams,
  accountRequest,
  accountSessionParams,
  accountSheet,
  activeRequest,
  newAccountRequest,
  oneTimePasswordView,
} from '../schemas-accounts.ts';
import { noQuery } from '../schemas.ts';
import { viewAccount, viewOneTimePassword, viewSessionLine } from '../views-accounts.ts';
import { libraryByCode } from './library-asked.ts';

type Asked = Pick<Library, 'accounts' | 'network'>;

/** Who works here, what each may do and where, and the consoles they are signed in at. */
export function accountRoutes({ accounts, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/accounts',
      who: 'keep-accounts',
      summary: 'Every account, by login.',
      query: noQuery,
      body: null,
      answer: accountList,
      problems: [401, 403],
      async handle({ visitor }) {
        const items = (await accounts.list(visitor.user)).map((line) => viewAccount(line, network));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'get',
      path: '/accounts/:login',
      who: 'keep-accounts',
      summary: 'One account and its sessions.',
      params: accountParams,
      query: noQuery,
      body: null,
      answer: accountSheet,
      problems: [401, 403, 404],
      async handle({ params, visitor }) {
        const sheet = await accounts.sheet(visitor.user, params.login);
        if (!sheet.granted) return sheet;
        const open = sheet.value.sessions.map(viewSessionLine);
        return granted({ ...viewAccount(sheet.value, network), open });
      },
    }),
    guarded({
      method: 'post',
      path: '/accounts',
      who: 'keep-accounts',
      summary: 'Invites somebody: an account and a password for its first sign-in, told once.',
      query: noQuery,
      body: newAccountRequest,
      answer: oneTimePasswordView,
      problems: [400, 401, 403, 404, 409, 415, 422],
      async handle({ body, visitor }) {
        const described = await descriptionOf(body, network);
        if (!described.granted) return described;
        const made = await accounts.create(visitor.user, body.login, described.value);
        return made.granted ? granted(viewOneTimePassword(made.value)) : made;
      },
    }),
    guarded({
      method: 'put',
      path: '/accounts/:login',
      who: 'keep-accounts',
      summary: 'Changes the name, the role and the library of an account. Its sessions end when its rights change.',
      params: accountParams,
      query: noQuery,
      body: accountRequest,
      answer: null,
      problems: [400, 401, 403, 404, 415, 422],
      async handle({ params, body, visitor }) {
        const described = await descriptionOf(body, network);
        return described.granted ? accounts.change(visitor.user, params.login, described.value) : described;
      },
    }),
    ...accountActs({ accounts, network }),
  ];
}

function accountActs({ accounts }: Asked): AnyRoute[] {
  const common = { who: 'keep-accounts', params: accountParams, query: noQuery } as const;
  return [
    guarded({
      ...common,
      method: 'put',
      path: '/accounts/:login/active',
      summary: 'Suspends an account, whose sessions end, or reinstates it.',
      body: activeRequest,
      answer: null,
      problems: [400, 401, 403, 404, 415],
      handle: ({ params, body, visitor }) =>
        accounts[body.active ? 'reinstate' : 'suspend'](visitor.user, params.login),
    }),
    guarded({
      ...common,
      method: 'post',
      path: '/accounts/:login/password',
      summary: 'A password for who forgot his, told once; his sessions end.',
      body: null,
      answer: oneTimePasswordView,
      problems: [401, 403, 404],
      async handle({ params, visitor }) {
        const made = await accounts.makePassword(visitor.user, params.login);
        return made.granted ? granted(viewOneTimePassword(made.value)) : made;
      },
    }),
    guarded({
      ...common,
      method: 'delete',
      path: '/accounts/:login/sessions',
      summary: 'Ends every session of an account.',
      body: null,
      answer: null,
      problems: [401, 403, 404],
      async handle({ params, visitor }) {
        const ended = await accounts.endSessions(visitor.user, params.login);
        return ended.granted ? granted(null) : ended;
      },
    }),
    guarded({
      ...common,
      method: 'delete',
      path: '/accounts/:login/sessions/:id',
      summary: 'Ends one session of an account.',
      params: accountSessionParams,
      body: null,
      answer: null,
      problems: [401, 403, 404],
      handle: ({ params, visitor }) => accounts.endSession(visitor.user, params.login, params.id),
    }),
    guarded({
      ...common,
      method: 'delete',
      path: '/accounts/:login/second-factor',
      summary: 'Takes away the second factor of who lost it; his sessions end.',
      body: null,
      answer: null,
      problems: [401, 403, 404, 409],
      handle: ({ params, visitor }) => accounts.resetSecondFactor(visitor.user, params.login),
    }),
  ];
}

/** The account asked for, its library turned into a number. Refused `library-unknown`. */
async function descriptionOf(
  { name, role, library }: AccountRequest,
  network: Asked['network'],
): Promise<Outcome<AccountDescription>> {
  if (library === null) return granted({ name, role, libraryId: null });
  const known = await libraryByCode(library, network);
  return known.granted ? granted({ name, role, libraryId: known.value }) : known;
}
