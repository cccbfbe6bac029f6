/** Every limit of the HTTP server, each with its default. Durations are milliseconds, sizes bytes. */
export interface HttpLimits {
  /** Time to send the whole header. */
  readonly headersTimeout: number;
  /** Time to send the whole request. */
  readonly requestTimeout: number;
  /** An idle kept-alive connection is closed after this. */
  readonly keepAliveTimeout: number;
  /** A connection on which nothing moves in either direction (a reader that stopped reading) is closed after this. */
  readonly stallTimeout: number;
  readonly connections: number;
  /** Connections from one address; this machine and the trusted proxies are exempt. */
  readonly connectionsPerAddress: number;
  readonly requestsPerConnection: number;
  readonly headerBytes: number;
  readonly headerLines: number;
  readonly urlCharacters: number;
  /** Time left to requests in hand when the server closes. */
  readonly closeGrace: number;
  /** Time the database has to answer `/readyz`. */
  readonly readinessDeadline: number;
}

/** Node's own defaults leave no cap on connections and five minutes for a request: each limit is set. */
export const defaultLimits: HttpLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  stallTimeout: 30_000,
  connections: 1_000,
  connectionsPerAddress: 50,
  requestsPerConnection: 1_000,
  headerBytes: 16 * 1024,
  headerLines: 100,
  urlCharacters: 8 * 1024,
  closeGrace: 5_000,
  readinessDeadline: 2_000,
};
