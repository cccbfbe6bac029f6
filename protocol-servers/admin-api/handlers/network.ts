import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { deviceList, libraryList, noQuery } from '../schemas.ts';
import { viewDevice, viewLibrary } from '../views.ts';

/** The libraries of the network and the devices that stand in them. */
export function networkRoutes({ network, now }: Pick<Library, 'network' | 'now'>): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/libraries',
      who: 'read-network',
      summary: 'The libraries of the network.',
      query: noQuery,
      body: null,
      answer: libraryList,
      problems: [401],
      async handle() {
        const [libraries, devices] = await Promise.all([network.libraries(), network.devices()]);
        const items = libraries.map((library) => viewLibrary(library, devices));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'get',
      path: '/devices',
      who: 'read-devices',
      summary: 'The SIP2 terminals and when each was last heard.',
      query: noQuery,
      body: null,
      answer: deviceList,
      problems: [401],
      async handle() {
        const items = (await network.devices()).map((device) => viewDevice(device, network, now()));
        return granted({ items, total: items.length });
      },
    }),
  ];
}
