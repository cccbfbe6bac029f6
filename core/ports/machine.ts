/** What a running server knows of itself and of the machine it stands on. */
export interface Machine {
  readonly version: { readonly program: string; readonly node: string };
  /** UTC milliseconds. */
  readonly startedAt: number;
  /** Where searches are answered. */
  readonly searchKind: 'embedded' | 'solr';
  /** Whether readers are told by mail, or on paper alone. */
  readonly mailIsSet: boolean;
  services(): readonly ServiceState[];
  /** Bytes of the disk the data folder is on; null when the system does not say. */
  disk(): Promise<{ readonly free: number; readonly total: number } | null>;
  certificates(): readonly CertificateState[];
}

/** One listener: a protocol on a port. Times are UTC milliseconds, null while nothing came. */
export interface ServiceState {
  readonly name: 'console' | 'sip2' | 'sip2-tls' | 'sip2-telnet' | 'z3950' | 'sru' | 'oai';
  /** Without the host: `6001`, `/sru`. Null while it is not set up. */
  readonly port: string | null;
  readonly isListening: boolean;
  /** Connections open now, null where they are not counted apart. */
  readonly connections: number | null;
  readonly requests: number;
  readonly lastRequestAt: number | null;
  /** Requests the program failed on. */
  readonly faults: number;
  readonly lastFaultAt: number | null;
}

/** A certificate shown to terminals. */
export interface CertificateState {
  readonly service: ServiceState['name'];
  /** UTC milliseconds; null when its file cannot be read any more. */
  readonly validUntil: number | null;
}
