/** What partners ask of this server, as the console and the admin API say it. Types only. Times: ISO 8601, UTC. */

/** GET /served: since this server began; gone when it stops. */
export interface ServedView {
  readonly since: string;
  /** Milliseconds from which a request is told as slow. */
  readonly slowFrom: number;
  readonly z3950: ProtocolServedView;
  readonly sru: ProtocolServedView;
  readonly oai: ProtocolServedView;
}
export interface ProtocolServedView {
  readonly operations: readonly {
    /** In the protocol's own word: `searchRequest`, `searchRetrieve`, `ListRecords`. */
    readonly operation: string;
    readonly requests: number;
    readonly refused: number;
    /** Milliseconds: the mean, and the longest. */
    readonly mean: number;
    readonly longest: number;
  }[];
  /** The latest heard first. */
  readonly clients: readonly {
    /** Its address; its network alone for an auditor. */
    readonly client: string;
    /** Sessions open now (Z39.50). */
    readonly connections: number;
    readonly requests: number;
    readonly refused: number;
    readonly lastAt: string;
    /** Databases or virtual repositories it asked; empty: the whole catalogue. */
    readonly places: readonly string[];
  }[];
  /** The most frequent first. */
  readonly diagnostics: readonly {
    readonly code: string;
    /** In the protocol's own words. */
    readonly meaning: string;
    readonly times: number;
    readonly lastAt: string;
  }[];
  /** The latest first. */
  readonly slow: readonly {
    readonly client: string;
    readonly operation: string;
    readonly milliseconds: number;
    /** PQF or CQL; null: it searched nothing, or is not told to an auditor. */
    readonly query: string | null;
    readonly place: string | null;
    readonly at: string;
  }[];
}

/** GET /served/settings: how far partners may go. */
export interface ServedSettingsView {
  readonly z3950: {
    /** `host:port`. */
    readonly address: string;
    readonly sessions: number;
    readonly sessionsPerClient: number;
    readonly requestsPerMinute: number;
    readonly recordsPerMinute: number;
    readonly recordsAtOnce: number;
    readonly deepestRecord: number;
    readonly idleMinutes: number;
    /** Wrong passwords in a minute. */
    readonly failedSignIns: number;
  };
  readonly sru: {
    /** Of the whole catalogue. */
    readonly address: string;
    readonly requestsPerMinute: number;
    readonly recordsAtOnce: number;
    readonly deepestRecord: number;
  };
  readonly oai: {
    readonly address: string;
    readonly requestsPerMinute: number;
    readonly requestsAtOnce: number;
    readonly recordsAtOnce: number;
    readonly tokenDays: number;
  };
}

/** POST /served/trial: a query as a partner would ask it. */
export interface QueryTrialRequest {
  readonly language: 'cql' | 'pqf';
  readonly query: string;
  /** `catalogue`, `numerique`, or the code of a library. */
  readonly database: string;
}
export interface QueryTrialView {
  /** Null: the query is refused, as `diagnostic` says. */
  readonly records: number | null;
  readonly milliseconds: number;
  /** A stable code, and what was wrong. */
  readonly diagnostic: { readonly code: string; readonly details: string } | null;
}
