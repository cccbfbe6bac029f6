import { Buffer } from 'node:buffer';
import type { Library } from '../../../core/library.ts';
import type { SourceProfile } from '../../../core/migration/profile.ts';
import type { MatchingRules } from '../../../core/migration/score.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  matchingRules,
  profileList,
  profileParams,
  profileRequest,
  profileView,
  triedProfileView,
  tryProfileRequest,
} from '../schemas-migration.ts';
import { noQuery } from '../schemas.ts';
import { viewTried } from '../views-migration.ts';

type Asked = Pick<Library, 'migration'>;

/** The data that batches go by: the table of scores, the profiles of source systems. */
export function migrationDataRoutes(library: Asked): AnyRoute[] {
  return [...rulesRoutes(library), ...profileRoutes(library)];
}

function rulesRoutes({ migration }: Asked): AnyRoute[] {
  const view = (rules: MatchingRules) => ({ ...rules, weights: { ...rules.weights } });
  return [
    guarded({
      method: 'get',
      path: '/matching-rules',
      who: 'read-migration',
      summary: 'The table of scores by which records are matched, and what is made of their sum.',
      query: noQuery,
      body: null,
      answer: matchingRules,
      problems: [401, 403],
      handle: async () => granted(view(await migration.rules())),
    }),
    guarded({
      method: 'put',
      path: '/matching-rules',
      who: 'edit-migration',
      summary: 'Replaces it. Batches analysed from now on go by it.',
      query: noQuery,
      body: matchingRules,
      answer: matchingRules,
      problems: [400, 401, 403, 422, 503],
      async handle({ body, visitor }) {
        const saved = await migration.saveRules(body as MatchingRules, visitor.user);
        return saved.granted ? granted(view(saved.value)) : saved;
      },
    }),
  ];
}

function profileRoutes({ migration }: Asked): AnyRoute[] {
  const view = (profile: SourceProfile) => ({
    ...profile,
    localTags: [...profile.localTags],
    readers: { ...profile.readers },
    loans: { ...profile.loans },
  });
  return [
    guarded({
      method: 'get',
      path: '/source-profiles',
      who: 'read-migration',
      summary: 'How each source system writes its items, its readers and its loans: the newest version of each.',
      query: noQuery,
      body: null,
      answer: profileList,
      problems: [401, 403],
      async handle() {
        const profiles = await migration.profiles();
        return granted({ items: profiles.map(view), total: profiles.length });
      },
    }),
    guarded({
      method: 'put',
      path: '/source-profiles/:name',
      who: 'edit-migration',
      summary: 'Saves a new version; batches already open keep theirs.',
      params: profileParams,
      query: noQuery,
      body: profileRequest,
      answer: profileView,
      problems: [400, 401, 403, 422, 503],
      async handle({ params, body, visitor }) {
        const saved = await migration.saveProfile({ ...body, name: params.name, version: 0 }, visitor.user);
        return saved.granted ? granted(view(saved.value)) : saved;
      },
    }),
    guarded({
      method: 'post',
      path: '/source-profiles/:name/try',
      who: 'read-migration',
      summary: 'What a profile makes of one record; nothing is kept.',
      params: profileParams,
      query: noQuery,
      body: tryProfileRequest,
      bodyBytes: 256 * 1024,
      answer: triedProfileView,
      problems: [400, 401, 403, 422],
      async handle({ params, body }) {
        const profile = { ...body.profile, name: params.name, version: 0 };
        const tried = migration.tryProfile(profile, body.library, Buffer.from(body.record, 'base64'));
        return tried.granted ? granted(viewTried(tried.value)) : tried;
      },
    }),
  ];
}
