import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { can } from '../access.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { todayQuery, todayView } from '../schemas.ts';
import { viewMovement } from '../views.ts';

/** What happens today. */
export function activityRoutes({ activity }: Pick<Library, 'activity'>): AnyRoute[] {
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
  ];
}
