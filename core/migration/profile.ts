import type { ItemProfile } from '../catalogue/import/item-profile.ts';

/** How one source system writes its records, its readers and its loans: data, kept by name and version. */
export interface SourceProfile extends ItemProfile {
  /** Grows with each saved change; 0 is what came with the program. */
  readonly version: number;
  /** What it is, for people. */
  readonly label: string;
  /** Column of the file of readers → what it is to us. */
  readonly readers: ReaderColumns;
  readonly loans: LoanColumns;
  /** Category as written there (lower case) → code of ours. Codes of the network need no row. */
  readonly categories: Readonly<Record<string, string>>;
  /** How dates are written there. */
  readonly dates: 'YYYY-MM-DD' | 'DD/MM/YYYY' | 'YYYYMMDD';
}

/** Names of columns; an empty name: the system does not say. */
export interface ReaderColumns {
  readonly card: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: string;
  readonly email: string;
  readonly phone: string;
  readonly address: string;
  readonly category: string;
  readonly expiresOn: string;
}
export interface LoanColumns {
  readonly barcode: string;
  readonly card: string;
  readonly lentOn: string;
  readonly dueOn: string;
  readonly renewals: string;
}
