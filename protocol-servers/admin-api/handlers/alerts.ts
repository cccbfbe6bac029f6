import type { AlertsAsked } from '../../../core/alerts/desk.ts';
import { alertKinds, type AlertKind } from '../../../core/alerts/entities.ts';
import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type Action, can } from '../access.ts';
import { type AnyRoute, guarded, type Visitor } from '../route.ts';
import { acknowledgeRequest, alertList, alertView } from '../schemas-alerts.ts';
import { noQuery } from '../schemas.ts';
import { viewAlert } from '../views-alerts.ts';

/** Who may do something about each kind of alert is who is told of it. */
const concerns: Record<AlertKind, Action> = {
  'device-silent': 'read-devices',
  'hold-shelf-expired': 'read-holds',
  'shuttle-late': 'read-shuttle',
  'harvest-failed': 'read-harvests',
  'offline-exceptions': 'replay-offline',
};

/** What calls for somebody at this moment. */
export function alertRoutes({ alerts, network }: Pick<Library, 'alerts' | 'network'>): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/alerts',
      who: 'read-alerts',
      unattended: true,
      summary: 'What calls for somebody: silent devices, expired holds, a late shuttle, failed harvests, exceptions.',
      query: noQuery,
      body: null,
      answer: alertList,
      problems: [401],
      async handle({ visitor }) {
        const items = (await alerts.list(concerning(visitor))).map((alert) => viewAlert(alert, { network }));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'post',
      path: '/alerts/acknowledgements',
      who: 'acknowledge-alerts',
      summary: 'Says that one sees to an alert; the first to say so is the one.',
      query: noQuery,
      body: acknowledgeRequest,
      answer: alertView,
      problems: [400, 401, 403, 404],
      async handle({ body, visitor }) {
        const alert = await alerts.acknowledge(body.key, concerning(visitor), visitor.user);
        return alert.granted ? granted(viewAlert(alert.value, { network })) : alert;
      },
    }),
  ];
}

function concerning({ user }: Visitor): AlertsAsked {
  return { libraryId: user.libraryId, kinds: alertKinds.filter((kind) => can(user.role, concerns[kind])) };
}
