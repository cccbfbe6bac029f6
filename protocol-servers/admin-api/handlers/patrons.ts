import type { Library } from '../../../core/library.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import type { PatronDetails } from '../../../core/ports/patrons.ts';
import type { PatronDetailsRequest } from '../contract-patrons.ts';
import { can } from '../access.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { noQuery } from '../schemas.ts';
import {
  createdView,
  patronAccountView,
  patronDetailsRequest,
  patronListView,
  patronParams,
  patronsQuery,
  patronView,
  registerPatronRequest,
  renewMembershipRequest,
} from '../schemas-patrons.ts';
import { maskedPatron, viewPatron, viewPatronAccount, viewPatronList } from '../views-patrons.ts';
import { libraryByCode } from './library-asked.ts';
import { patronActRoutes } from './patron-acts.ts';
import { patronCategoryRoutes } from './patron-categories.ts';
import { patronDataRoutes } from './patron-data.ts';

/** What the routes of readers ask of the library. */
export type ReaderRooms = Pick<Library, 'readers' | 'network' | 'now'>;

/** Readers: their accounts, what is done to them, and the kinds there are. */
export function patronRoutes(library: ReaderRooms): AnyRoute[] {
  return [
    ...lookUpRoutes(library),
    ...registerRoutes(library),
    ...patronActRoutes(library),
    ...patronDataRoutes(library),
    ...patronCategoryRoutes(library),
  ];
}

function lookUpRoutes({ readers, network, now }: ReaderRooms): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/patrons',
      who: 'read-patrons',
      summary:
        'Readers by card, name, birth date or address for letters, or a list staff work through. No more than recognises somebody.',
      query: patronsQuery,
      body: null,
      answer: patronListView,
      problems: [400, 401, 403],
      async handle({ query: { q, list, offset, limit } }) {
        const asked = list === undefined ? { q: q ?? '' } : { list };
        return granted(viewPatronList(await readers.find(asked, { offset, limit }), { network, now }));
      },
    }),
    guarded({
      method: 'get',
      path: '/patrons/:id',
      who: 'read-masked-patrons',
      summary:
        'A reader: details, card, membership, blocks (those computed too), possible duplicates. Masked for auditors.',
      params: patronParams,
      query: noQuery,
      body: null,
      answer: patronView,
      problems: [400, 401, 403, 404],
      async handle({ params, visitor }) {
        const sheet = await readers.sheet(params.id);
        if (!sheet.granted) return sheet;
        const view = viewPatron(sheet.value, { network, now });
        return granted(can(visitor.user.role, 'read-patrons') ? view : maskedPatron(view));
      },
    }),
    guarded({
      method: 'get',
      path: '/patrons/:id/account',
      who: 'read-patrons',
      summary: 'What a reader has and waits for.',
      params: patronParams,
      query: noQuery,
      body: null,
      answer: patronAccountView,
      problems: [400, 401, 403, 404],
      async handle({ params }) {
        const account = await readers.account(params.id);
        return account.granted ? granted(viewPatronAccount(account.value, { network, now })) : account;
      },
    }),
  ];
}

function registerRoutes({ readers, network }: ReaderRooms): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/patrons',
      who: 'edit-patrons',
      summary: 'Registers a reader with his card. The membership runs from now.',
      query: noQuery,
      body: registerPatronRequest,
      answer: createdView,
      problems: [400, 401, 403, 404, 409, 422],
      async handle({ body: { cardNumber, category, pin, ...person }, visitor }) {
        const details = await detailsOf(person, network);
        if (!details.granted) return details;
        const id = await readers.register({ cardNumber, category, pin, ...details.value }, visitor.user);
        return id.granted ? granted({ id: id.value }) : id;
      },
    }),
    guarded({
      method: 'put',
      path: '/patrons/:id',
      who: 'edit-patrons',
      summary: 'Changes what is known of a reader.',
      params: patronParams,
      query: noQuery,
      body: patronDetailsRequest,
      answer: null,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body, visitor }) {
        const details = await detailsOf(body, network);
        return details.granted ? readers.change(params.id, details.value, visitor.user) : details;
      },
    }),
    guarded({
      method: 'post',
      path: '/patrons/:id/membership',
      who: 'edit-patrons',
      summary: 'Renews a membership from now, in another category when one is named.',
      params: patronParams,
      query: noQuery,
      body: renewMembershipRequest,
      answer: null,
      problems: [400, 401, 403, 404, 409],
      handle: ({ params, body, visitor }) => readers.renewMembership(params.id, body, visitor.user),
    }),
  ];
}

/** The library by its code, the guardian by what was said of him. */
async function detailsOf(
  { homeLibrary, guardian, ...person }: PatronDetailsRequest,
  network: Library['network'],
): Promise<Outcome<PatronDetails>> {
  const home = await libraryByCode(homeLibrary, network);
  if (!home.granted) return home;
  return granted({
    ...person,
    homeLibraryId: home.value,
    guardianId: guardian && 'id' in guardian ? guardian.id : null,
    guardianContact: guardian && 'contact' in guardian ? guardian.contact : null,
  });
}
