import type { CertificateState, ServiceState } from '../ports/machine.ts';

/** Works of the server that follow what happened: each line waits until it is done. */
export const workNames = [
  'records-changed',
  'records-to-disseminate',
  'notices',
  'headings-to-link',
  'headings-changed',
  'journal',
  'figures',
] as const;
export type WorkName = (typeof workNames)[number];

/** Jobs of the server that end. */
export interface RunningJob {
  readonly kind: 'export' | 'harvest' | 'batch';
  /** Number of the export or of the batch, code of the source. */
  readonly name: string;
  readonly progress: { readonly done: number; readonly total: number } | null;
}

/** The whole system at one moment. Times are UTC milliseconds. */
export interface SystemState {
  readonly at: number;
  readonly startedAt: number;
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
    /** Records the index holds, null when it does not answer, and records the catalogue shows. */
    readonly indexed: number | null;
    readonly shown: number;
  };
  readonly services: readonly ServiceState[];
  readonly works: readonly {
    readonly name: WorkName;
    readonly waiting: number;
    /** Since when the oldest waits; null when nothing does, or nobody can say. */
    readonly since: number | null;
  }[];
  readonly jobs: readonly RunningJob[];
  readonly disk: { readonly free: number; readonly total: number } | null;
  readonly certificates: readonly CertificateState[];
  readonly mailIsSet: boolean;
  readonly losses: readonly Loss[];
}

/** What is lost, late or to be seen to, in the words of those who serve the public (the console has them). */
export const lossKinds = [
  'durability-weak',
  'search-lost',
  'search-late',
  'search-incomplete',
  'harvest-late',
  'notices-late',
  'headings-late',
  'journal-late',
  'figures-late',
  'service-down',
  'service-failing',
  'disk-full',
  'disk-low',
  'certificate-ended',
  'certificate-unreadable',
  'certificate-soon',
] as const;
export interface Loss {
  readonly kind: (typeof lossKinds)[number];
  readonly degree: 'lost' | 'late' | 'warning';
  readonly service: ServiceState['name'] | null;
}
