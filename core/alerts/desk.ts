import type { Outcome } from '../outcome.ts';
import type { Alert, AlertKind } from './entities.ts';

/** What calls for somebody at this moment. It is computed from what the network knows: nothing rings by itself. */
export interface AlertDesk {
  /** The oldest first. `libraryId` null: those of the whole network; a library: its own, and no one else's. */
  list(asked: AlertsAsked): Promise<readonly Alert[]>;
  /** Somebody sees to it, and the others know who. Refused `alert-unknown` when there is none such (any more). */
  acknowledge(key: string, asked: AlertsAsked, by: { readonly login: string }): Promise<Outcome<Alert>>;
}
export interface AlertsAsked {
  readonly libraryId: number | null;
  readonly kinds: readonly AlertKind[];
}
