import { subfield } from '../../marc/field.ts';
import type { DataField, MarcRecord } from '../../marc/record.ts';

/** A record as formats write it. */
export interface DisseminatedRecord {
  /** As the catalogue keeps it, without 995. */
  readonly record: MarcRecord;
  readonly controlNumber: string;
  /** Its 995, one a copy. */
  readonly holdings: readonly DataField[];
  /** Where anybody can read it: an address that does not change. */
  readonly notice: string;
  /** Who gives it out: the network, in words. */
  readonly provider: string;
}

/** `Médiathèque Robert-Cousin, R ZOL`: each library and call number once. */
export function sources(holdings: readonly DataField[]): string[] {
  const found = holdings.map((field) => [subfield(field, 'a'), subfield(field, 'k')].filter(Boolean).join(', '));
  return [...new Set(found)];
}
