/** What these tests read in the answers of the admin API (`/api/openapi.json` documents all of it). */

/** GET /items/:barcode */
export interface ItemSheet {
  readonly item: { readonly status: string };
  /** Control number of its record. */
  readonly record: string;
  /** Libraries by code. */
  readonly home: string;
  readonly holding: string;
  readonly loan: { readonly dueAt: string; readonly renewals: number } | null;
  readonly transit: { readonly to: string } | null;
  readonly hold: { readonly id: number; readonly status: string; readonly pickup: string } | null;
}

/** POST /loans and POST /renewals */
export interface Lent {
  readonly dueAt: string;
  readonly renewals: number;
}

/** POST /returns */
export interface Returned {
  readonly routing: string;
  readonly destination: { readonly code: string };
  /** Null when it was not on loan. */
  readonly returnedAt: string | null;
  readonly hold: number | null;
}

/** A line of GET /holds, and what POST /holds answers. */
export interface Hold {
  readonly id: number;
  readonly state: string;
  readonly endedAt: string | null;
}

/** A line of GET /notices */
export interface Notice {
  readonly state: string;
  readonly hold: number | null;
  readonly settledAt: string | null;
}

/** A line of GET /policies */
export interface Policy {
  readonly category: string | null;
  readonly itemType: string | null;
  readonly library: string | null;
  readonly maxTotal: number;
  readonly holdsMax: number;
}
