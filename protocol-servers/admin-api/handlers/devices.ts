import type { Library } from '../../../core/library.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import type { RegisteredDevice } from '../../../core/network/network.ts';
import type { DeviceKeeper, WithSecret } from '../../../core/network/registry-desk.ts';
import type { DeviceWithSecretView, RegisteredDeviceView } from '../contract-devices.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  deviceChangeRequest,
  deviceParams,
  deviceWithSecretView,
  muteRequest,
  newDeviceRequest,
  newSecretRequest,
  readyProfileList,
  registeredDeviceList,
  registeredDeviceView,
} from '../schemas-devices.ts';
import { noQuery } from '../schemas.ts';
import { viewReadyProfiles, viewRegistered } from '../views-devices.ts';
import { libraryByCode } from './library-asked.ts';

type Asked = Pick<Library, 'registry' | 'network'>;

/** The terminals of the network: who they are, how they speak, whether they may sign in. */
export function deviceRoutes(library: Asked): AnyRoute[] {
  return [...reading(library), ...changing(library), ...acting(library), muting(library)];
}

function reading({ registry, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/device-profiles',
      who: 'read-device-registry',
      summary: 'The profiles made for a family of terminals, and why each choice.',
      query: noQuery,
      body: null,
      answer: readyProfileList,
      problems: [401, 403],
      async handle() {
        const items = viewReadyProfiles();
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'get',
      path: '/device-registry',
      who: 'read-device-registry',
      summary: 'The SIP2 terminals with their profiles. For an account of one library, its own.',
      query: noQuery,
      body: null,
      answer: registeredDeviceList,
      problems: [401, 403],
      async handle({ visitor }) {
        const items = (await registry.list(visitor.user)).map((device) => viewRegistered(device, network));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'get',
      path: '/device-registry/:login',
      who: 'read-device-registry',
      summary: 'One terminal: its profile, and what it has for itself beside its ready-made one.',
      params: deviceParams,
      query: noQuery,
      body: null,
      answer: registeredDeviceView,
      problems: [401, 403, 404],
      handle: async ({ params, visitor }) => seen(await registry.device(visitor.user, params.login), network),
    }),
  ];
}

function changing({ registry, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/device-registry',
      who: 'edit-devices',
      summary: 'Adds a terminal. Its secret is told in the answer, and never again.',
      query: noQuery,
      body: newDeviceRequest,
      answer: deviceWithSecretView,
      problems: [400, 401, 403, 404, 409, 422],
      async handle({ body, visitor }) {
        const libraryId = await libraryByCode(body.library, network);
        if (!libraryId.granted) return libraryId;
        const { login, name, kind, readyProfile = 'standard', differences: changes = {}, secret = null } = body;
        const device = { login, name, kind, readyProfile, changes, secret, libraryId: libraryId.value };
        return told(await registry.add(visitor.user, device), network);
      },
    }),
    guarded({
      method: 'patch',
      path: '/device-registry/:login',
      who: 'edit-devices',
      summary: 'Changes a terminal, for its open connections too, from their next message on.',
      params: deviceParams,
      query: noQuery,
      body: deviceChangeRequest,
      answer: registeredDeviceView,
      problems: [400, 401, 403, 404, 409, 422],
      async handle({ params, body, visitor }) {
        const { version, library, differences, name, kind, readyProfile } = body;
        const libraryId = library === undefined ? null : await libraryByCode(library, network);
        if (libraryId?.granted === false) return libraryId;
        const changed = await registry.change(visitor.user, params.login, version, {
          ...(name !== undefined && { name }),
          ...(kind !== undefined && { kind }),
          ...(readyProfile !== undefined && { readyProfile }),
          ...(differences !== undefined && { changes: differences }),
          ...(libraryId && { libraryId: libraryId.value }),
        });
        return seen(changed, network);
      },
    }),
    guarded({
      method: 'post',
      path: '/device-registry/:login/secret',
      who: 'edit-devices',
      summary: 'A new secret, told in the answer and never again. Connections made with the old one are closed.',
      params: deviceParams,
      query: noQuery,
      body: newSecretRequest,
      answer: deviceWithSecretView,
      problems: [400, 401, 403, 404],
      handle: async ({ params, body, visitor }) =>
        told(await registry.renewSecret(visitor.user, params.login, body.secret ?? null), network),
    }),
  ];
}

function muting({ registry, network }: Asked): AnyRoute {
  return guarded({
    method: 'post',
    path: '/device-registry/:login/mute',
    who: 'edit-devices',
    summary: 'Its silence calls for nobody until then, 31 days at most; null: it does again.',
    params: deviceParams,
    query: noQuery,
    body: muteRequest,
    answer: registeredDeviceView,
    problems: [400, 401, 403, 404],
    async handle({ params, body: { until }, visitor }) {
      return seen(await registry.mute(visitor.user, params.login, until === null ? null : Date.parse(until)), network);
    },
  });
}

/** What is done to a terminal by its name alone. */
const acts: readonly {
  readonly name: 'disable' | 'enable' | 'cut-off';
  readonly summary: string;
  readonly act: (registry: Asked['registry'], by: DeviceKeeper, login: string) => Promise<Outcome<RegisteredDevice>>;
}[] = [
  {
    name: 'disable',
    summary: 'It may not sign in any more, and its connections are closed.',
    act: (registry, by, login) => registry.allow(by, login, 'disabled'),
  },
  {
    name: 'enable',
    summary: 'It may sign in again.',
    act: (registry, by, login) => registry.allow(by, login, 'enabled'),
  },
  {
    name: 'cut-off',
    summary: 'Closes its connections; it may sign in again at once.',
    act: (registry, by, login) => registry.cutOff(by, login),
  },
];

function acting({ registry, network }: Asked): AnyRoute[] {
  return acts.map(({ name, summary, act }) =>
    guarded({
      method: 'post',
      path: `/device-registry/:login/${name}`,
      who: 'edit-devices',
      summary,
      params: deviceParams,
      query: noQuery,
      body: null,
      answer: registeredDeviceView,
      problems: [401, 403, 404],
      handle: async ({ params, visitor }) => seen(await act(registry, visitor.user, params.login), network),
    }),
  );
}

function seen(outcome: Outcome<RegisteredDevice>, network: Asked['network']): Outcome<RegisteredDeviceView> {
  return outcome.granted ? granted(viewRegistered(outcome.value, network)) : outcome;
}

function told(outcome: Outcome<WithSecret>, network: Asked['network']): Outcome<DeviceWithSecretView> {
  if (!outcome.granted) return outcome;
  const { device, secret } = outcome.value;
  return granted({ device: viewRegistered(device, network), secret });
}
