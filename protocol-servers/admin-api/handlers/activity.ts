import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { can } from '../access.ts';
import type { LiveStreams } from '../live-streams.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { streamQuery, todayQuery, todayView } from '../schemas.ts';
import { viewMovement } from '../views.ts';

/** What happens today: the list, and the line that tells of it as it happens. */
export function activityRoutes({ activity }: Pick<Library, 'activity'>, streams: LiveStreams): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/activity/today',
      who: 'read-totals',
      summary: 'Loans, returns and renewals of today. Never says who.',
      query: todayQuery,
      body: null,
      answer: todayView,
      problems: [400, 401],
      async handle({ query, visitor }) {
        const { rows, totals } = await activity.today(query.limit);
        const lines = can(visitor.user.role, 'read-movements') ? rows.map(viewMovement) : [];
        return granted({ totals: { ...totals }, lines });
      },
    }),
    guarded({
      method: 'get',
      path: '/stream',
      who: 'read-devices',
      summary: 'Server-Sent Events: activity (where the role may see movements), devices, beat.',
      query: streamQuery,
      body: null,
      answer: 'event-stream',
      problems: [400, 401, 503],
      async handle({ query, request, response, visitor }) {
        await streams.open({ response, visitor, after: lastEventId(request.get('Last-Event-ID')) ?? query.after });
        return 'streaming';
      },
    }),
  ];
}

/** The number of the last event a reader knows of, as its browser says it. */
export function lastEventId(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}
