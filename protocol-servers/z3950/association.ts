import type { Disseminator } from '../../core/dissemination/rendering.ts';
import type { Library } from '../../core/library.ts';
import type { StaffUser } from '../../core/ports/staff.ts';
import type { AssociationLimits } from './limits.ts';
import type { ResultSets } from './result-sets.ts';

/** What Z39.50 asks of the library. */
export interface SearchedLibrary {
  readonly catalogue: Pick<Library['catalogue'], 'find' | 'recordsById' | 'availability' | 'scan'>;
  readonly network: Pick<Library['network'], 'library' | 'libraries'>;
  readonly cataloguing: Pick<Library['cataloguing'], 'receive'>;
  readonly staff: Pick<Library['staff'], 'signIn' | 'signOut'>;
}

/** What the handlers of every association have at hand. */
export interface Target {
  readonly library: SearchedLibrary;
  readonly limits: AssociationLimits;
  /** The ZeeRex record of the catalogue: the same document as SRU explain. */
  readonly explainRecord: () => string;
  /** Who gives records out, and where each can be read: told by MODS and oai_dc. */
  readonly disseminator: Disseminator;
}

/** What was agreed at Init, and what the origin made since. */
export interface Association {
  readonly version: 2 | 3;
  readonly preferredMessageSize: number;
  readonly exceptionalRecordSize: number;
  readonly language: 'fr' | 'en';
  /** Who signed in; null for whoever only searches. */
  readonly user: StaffUser | null;
  readonly resultSets: ResultSets;
}
