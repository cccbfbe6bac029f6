/** The state of the system, as the console and the admin API say it. Types only. Times are ISO 8601, UTC. */

export type ServiceNameView = 'console' | 'sip2' | 'sip2-tls' | 'sip2-telnet' | 'z3950' | 'sru' | 'oai';
export type LossKindView =
  | 'durability-weak'
  | 'search-lost'
  | 'search-late'
  | 'search-incomplete'
  | 'harvest-late'
  | 'notices-late'
  | 'headings-late'
  | 'journal-late'
  | 'figures-late'
  | 'service-down'
  | 'service-failing'
  | 'disk-full'
  | 'disk-low'
  | 'certificate-ended'
  | 'certificate-unreadable'
  | 'certificate-soon';

/** GET /system; GET /system/diagnostic gives the same as a file: nobody is named in it. */
export interface SystemView {
  readonly at: string;
  readonly startedAt: string;
  readonly version: { readonly program: string; readonly node: string };
  readonly database: {
    readonly kind: 'sqlite' | 'mariadb';
    readonly reachable: boolean;
    readonly durability: 'full' | 'weak';
    readonly bytes: number;
    readonly schema: number;
  };
  readonly search: {
    readonly kind: 'embedded' | 'solr';
    readonly reachable: boolean;
    /** Null when it does not answer. */
    readonly indexed: number | null;
    /** Records of the catalogue it should hold. */
    readonly shown: number;
  };
  readonly services: readonly {
    readonly name: ServiceNameView;
    /** Null: not set up. */
    readonly port: string | null;
    readonly listening: boolean;
    readonly connections: number | null;
    /** Since the server started. */
    readonly requests: number;
    readonly lastRequestAt: string | null;
    readonly faults: number;
    readonly lastFaultAt: string | null;
  }[];
  readonly works: readonly {
    readonly name:
      | 'records-changed'
      | 'records-to-disseminate'
      | 'notices'
      | 'headings-to-link'
      | 'headings-changed'
      | 'journal'
      | 'figures';
    readonly waiting: number;
    readonly since: string | null;
  }[];
  readonly jobs: readonly {
    readonly kind: 'export' | 'harvest' | 'batch';
    readonly name: string;
    readonly progress: { readonly done: number; readonly total: number } | null;
  }[];
  readonly disk: { readonly free: number; readonly total: number } | null;
  readonly certificates: readonly { readonly service: ServiceNameView; readonly validUntil: string | null }[];
  readonly mail: boolean;
  /** What is lost, late or to be seen to, the worst first. */
  readonly losses: readonly {
    readonly kind: LossKindView;
    readonly degree: 'lost' | 'late' | 'warning';
    readonly service: ServiceNameView | null;
  }[];
}
