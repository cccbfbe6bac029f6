import { granted } from '../../../core/outcome.ts';
import type { SystemState } from '../../../core/system/state.ts';
import type { SystemDesk } from '../../../core/system/system.ts';
import type { SystemView } from '../contract-system.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { systemView } from '../schemas-system.ts';
import { noQuery } from '../schemas.ts';

/** How the server is, for those who look after it. No reader and no member of staff is named in it. */
export function systemRoutes(system: SystemDesk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/system',
      who: 'read-system',
      summary: 'Services, index, queues, database, disk, certificates and jobs, and which functions are lost or late.',
      query: noQuery,
      body: null,
      answer: systemView,
      problems: [401, 403],
      handle: async ({ visitor }) => granted(view(await system.state(visitor.user))),
    }),
    guarded({
      method: 'get',
      path: '/system/diagnostic',
      who: 'read-system',
      summary: 'The same as a file, to be sent to whoever helps.',
      query: noQuery,
      body: null,
      answer: 'file',
      problems: [401, 403],
      async handle({ visitor, response }) {
        const told = view(await system.state(visitor.user));
        response.attachment(`passerelle-diagnostic-${told.at.slice(0, 16).replace(/[:T]/g, '-')}.json`);
        response.type('application/json').send(JSON.stringify(told, null, 2));
        return 'streaming';
      },
    }),
  ];
}

function view({ at, startedAt, services, works, certificates, mailIsSet, ...state }: SystemState): SystemView {
  return {
    ...state,
    at: iso(at),
    startedAt: iso(startedAt),
    services: services.map(({ isListening, lastRequestAt, lastFaultAt, ...service }) => ({
      ...service,
      listening: isListening,
      lastRequestAt: isoOrNull(lastRequestAt),
      lastFaultAt: isoOrNull(lastFaultAt),
    })),
    works: works.map(({ since, ...work }) => ({ ...work, since: isoOrNull(since) })),
    certificates: certificates.map(({ service, validUntil }) => ({ service, validUntil: isoOrNull(validUntil) })),
    mail: mailIsSet,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
