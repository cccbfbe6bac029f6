import type { Library } from '../../core/library.ts';
import type { VirtualDatabase } from '../shared/virtual-databases.ts';
import type { Diagnostic } from './codec/diagnostic.ts';
import type { Xml } from './codec/xml-pieces.ts';
import type { SruLimits } from './limits.ts';
import type { WrittenRecords } from './written-records.ts';

/** What SRU asks of the library. */
export interface SearchedLibrary {
  readonly catalogue: Pick<Library['catalogue'], 'search' | 'scan' | 'availability'>;
  readonly network: Pick<Library['network'], 'library' | 'libraries'>;
}

/** The database a request is made to. */
export interface Target {
  readonly library: SearchedLibrary;
  readonly limits: SruLimits;
  /** Records as they are given. */
  readonly written: WrittenRecords;
  readonly database: VirtualDatabase;
  /** Its own address for partners: `https://catalogue.example.fr/sru/catalogue`. */
  readonly address: string;
  /** Address of the style sheet that answers name, null for programs. */
  readonly stylesheet: string | null;
  /** What is wrong with the request without keeping it from being answered. */
  readonly warnings: readonly Diagnostic[];
}

/** An answer, and whether the catalogue was there to give it. */
export interface Answer {
  readonly xml: Xml;
  /** `away`: the database or the index does not answer for a moment; the client is to come back. */
  readonly state: 'given' | 'away';
  /** What it refuses with; null when it does not. */
  readonly refused: Diagnostic | null;
}
