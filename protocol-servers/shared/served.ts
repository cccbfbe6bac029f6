/** The protocols by which partners ask. */
export const servedProtocols = ['z3950', 'sru', 'oai-pmh'] as const;
export type ServedProtocol = (typeof servedProtocols)[number];

/** One request of a partner that was answered. */
export interface ServedRequest {
  readonly protocol: ServedProtocol;
  /** Address it came from. */
  readonly client: string;
  /** In the protocol's own word: `searchRequest`, `scan`, `ListRecords`. */
  readonly operation: string;
  readonly milliseconds: number;
  /** What was said no with, in the protocol's own words; null when it was answered. */
  readonly diagnostic: { readonly code: string; readonly meaning: string } | null;
  /** What was searched, in PQF or CQL; asked for, and kept, of slow requests alone. Null: nothing was. */
  readonly query: () => string | null;
  /** The virtual repository or database it was made to; null: the whole. */
  readonly place: string | null;
}

/** How much is remembered. */
export interface ServedLimits {
  /** Clients of one protocol; beyond, those silent for longest are forgotten. */
  readonly clients: number;
  /** Kinds of diagnostic of one protocol. */
  readonly diagnostics: number;
  /** Milliseconds from which a request is slow. */
  readonly slowFrom: number;
  /** The latest slow requests of one protocol. */
  readonly slowRequests: number;
  readonly queryCharacters: number;
  /** Of a database or a diagnostic, as clients may make them up. */
  readonly wordCharacters: number;
  /** Places of one client. */
  readonly places: number;
}
export const defaultServedLimits: ServedLimits = {
  clients: 200,
  diagnostics: 100,
  slowFrom: 500,
  slowRequests: 50,
  queryCharacters: 500,
  wordCharacters: 80,
  places: 10,
};

export interface OperationServed {
  readonly operation: string;
  readonly requests: number;
  readonly refused: number;
  /** Milliseconds of all of them, and of the longest. */
  readonly milliseconds: number;
  readonly longest: number;
}
export interface ClientServed {
  readonly client: string;
  /** Connections open now; 0 for protocols over HTTP. */
  readonly connections: number;
  readonly requests: number;
  readonly refused: number;
  /** UTC milliseconds. */
  readonly lastAt: number;
  /** Places it asked, the latest last. */
  readonly places: readonly string[];
}
export interface DiagnosticServed {
  readonly code: string;
  readonly meaning: string;
  readonly times: number;
  readonly lastAt: number;
}
export type SlowRequest = Pick<ServedRequest, 'client' | 'operation' | 'milliseconds' | 'place'> & {
  readonly query: string | null;
  readonly at: number;
};
/** What one protocol answered since this server began. */
export interface ProtocolServed {
  readonly operations: readonly OperationServed[];
  /** The latest first. */
  readonly clients: readonly ClientServed[];
  /** The most frequent first. */
  readonly diagnostics: readonly DiagnosticServed[];
  /** The latest first. */
  readonly slow: readonly SlowRequest[];
}

type Growing<Row> = { -readonly [Name in keyof Row]: Row[Name] };

/** Counts of one protocol. */
class Tally {
  readonly #limits: ServedLimits;
  readonly #operations = new Map<string, Growing<OperationServed>>();
  /** In the order in which they were last heard. */
  readonly #clients = new Map<string, Growing<ClientServed>>();
  readonly #diagnostics = new Map<string, Growing<DiagnosticServed>>();
  readonly #slow: SlowRequest[] = [];

  constructor(limits: ServedLimits) {
    this.#limits = limits;
  }

  count(request: ServedRequest, at: number): void {
    const { operation: name, milliseconds, diagnostic, place, client: address } = request;
    const refused = diagnostic === null ? 0 : 1;
    const operation = kept(this.#operations, name, () => ({
      ...{ operation: name, requests: 0, refused: 0, milliseconds: 0, longest: 0 },
    }));
    operation.requests += 1;
    operation.refused += refused;
    operation.milliseconds += milliseconds;
    operation.longest = Math.max(operation.longest, milliseconds);
    const client = this.#client(address, at);
    client.requests += 1;
    client.refused += refused;
    if (place !== null) client.places = this.#withPlace(client.places, place);
    if (diagnostic) this.#refuse(diagnostic, at);
    if (milliseconds >= this.#limits.slowFrom) this.#slower(request, at);
  }

  connect(address: string, at: number): void {
    this.#client(address, at).connections += 1;
  }

  disconnect(address: string): void {
    const client = this.#clients.get(address);
    if (client) client.connections = Math.max(0, client.connections - 1);
  }

  get told(): ProtocolServed {
    return {
      operations: [...this.#operations.values()].map((row) => ({ ...row })),
      clients: [...this.#clients.values()].reverse().map((row) => ({ ...row })),
      diagnostics: [...this.#diagnostics.values()]
        .map((row) => ({ ...row }))
        .sort((one, other) => other.times - one.times),
      slow: this.#slow.toReversed(),
    };
  }

  #client(address: string, at: number): Growing<ClientServed> {
    const fresh = { client: address, connections: 0, requests: 0, refused: 0, lastAt: at, places: [] };
    const client = this.#clients.get(address) ?? fresh;
    this.#clients.delete(address);
    this.#clients.set(address, client);
    client.lastAt = at;
    if (this.#clients.size > this.#limits.clients) {
      // One that is connected is still there to be seen.
      const silent = [...this.#clients.values()].find(({ connections }) => connections === 0);
      if (silent) this.#clients.delete(silent.client);
    }
    return client;
  }

  #withPlace(places: readonly string[], place: string): readonly string[] {
    const word = place.slice(0, this.#limits.wordCharacters);
    return [...places.filter((one) => one !== word), word].slice(-this.#limits.places);
  }

  #refuse({ code, meaning }: NonNullable<ServedRequest['diagnostic']>, at: number): void {
    if (!this.#diagnostics.has(code) && this.#diagnostics.size >= this.#limits.diagnostics) return;
    const row = kept(this.#diagnostics, code, () => {
      return { code, meaning: meaning.slice(0, this.#limits.wordCharacters), times: 0, lastAt: at };
    });
    row.times += 1;
    row.lastAt = at;
  }

  #slower({ client, operation, milliseconds, query, place }: ServedRequest, at: number): void {
    const cut = query()?.slice(0, this.#limits.queryCharacters) ?? null;
    const word = place?.slice(0, this.#limits.wordCharacters) ?? null;
    this.#slow.push({ client, operation, milliseconds, query: cut, place: word, at });
    if (this.#slow.length > this.#limits.slowRequests) this.#slow.shift();
  }
}

function kept<Row>(rows: Map<string, Row>, key: string, make: () => Row): Row {
  const row = rows.get(key) ?? make();
  rows.set(key, row);
  return row;
}

/**
 * What partners asked since this server began: how much, how long it took, what was said no to, who is there. In memory
 * alone, within limits; gone with the process.
 */
export class Served {
  readonly #now: () => number;
  readonly #tallies: Readonly<Record<ServedProtocol, Tally>>;
  readonly limits: ServedLimits;
  /** UTC milliseconds. */
  readonly since: number;

  constructor(now: () => number, limits: Partial<ServedLimits> = {}) {
    this.#now = now;
    this.since = now();
    this.limits = { ...defaultServedLimits, ...limits };
    const tally = (): Tally => new Tally(this.limits);
    this.#tallies = { z3950: tally(), sru: tally(), 'oai-pmh': tally() };
  }

  /** One request was answered. */
  answered(request: ServedRequest): void {
    this.#tallies[request.protocol].count(request, this.#now());
  }

  /** A client opened a session; returns the way to say that it ended. */
  connected(protocol: ServedProtocol, client: string): () => void {
    const tally = this.#tallies[protocol];
    tally.connect(client, this.#now());
    return () => tally.disconnect(client);
  }

  of(protocol: ServedProtocol): ProtocolServed {
    return this.#tallies[protocol].told;
  }
}
