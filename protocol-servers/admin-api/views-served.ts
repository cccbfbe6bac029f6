import type { Served, ServedProtocol } from '../shared/served.ts';
import type { ProtocolServedView, ServedView } from './contract-served.ts';

/** Whether addresses and queries are told: to those who keep the servers running, not to an auditor. */
export type ServedDetail = 'whole' | 'masked';

const iso = (at: number): string => new Date(at).toISOString();

export function viewServed(served: Served, detail: ServedDetail): ServedView {
  const of = (protocol: ServedProtocol): ProtocolServedView => viewProtocol(served, protocol, detail);
  const { since, limits } = served;
  return { since: iso(since), slowFrom: limits.slowFrom, z3950: of('z3950'), sru: of('sru'), oai: of('oai-pmh') };
}

function viewProtocol(served: Served, protocol: ServedProtocol, detail: ServedDetail): ProtocolServedView {
  const { operations, clients, diagnostics, slow } = served.of(protocol);
  const shown = (client: string): string => (detail === 'whole' ? client : networkOf(client));
  return {
    operations: operations.map(({ operation, requests, refused, milliseconds, longest }) => ({
      ...{ operation, requests, refused, mean: milliseconds / requests, longest },
    })),
    clients: clients.map(({ client, lastAt, ...counts }) => ({
      ...counts,
      client: shown(client),
      lastAt: iso(lastAt),
    })),
    diagnostics: diagnostics.map(({ lastAt, ...told }) => ({ ...told, lastAt: iso(lastAt) })),
    slow: slow.map(({ client, query, at, ...told }) => ({
      ...told,
      client: shown(client),
      query: detail === 'whole' ? query : null,
      at: iso(at),
    })),
  };
}

/** `192.0.2.17` → `192.0.2.…`; of IPv6, the first four groups: nobody's own machine. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(address);
  if (v4) return `${v4[1]}.…`;
  return `${address.split(':').slice(0, 4).join(':')}:…`;
}
