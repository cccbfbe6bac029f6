import { fromDublinCore } from './dublin-core.ts';
import { fromMarc } from './marc.ts';
import type { Mapped, MappingContext, Rejected } from './mapped.ts';
import { modsNamespace, statementsOfMods } from './mods.ts';
import { RecordUnreadable, statementsOf } from './statements.ts';

/** Grows whenever these rules change: what was mapped by older ones is mapped again, from what was kept. */
export const mappingVersion = 3;

const longestIdentifier = 500;
const marcFormats = /^(?:unimarc|marcxchange|unimarcxchange|marcxml|marc)/i;

/** Makes of a record as it was given one of the catalogue, or says why it cannot be. Pure. */
export function mapRecord(
  { raw, metadataPrefix }: { readonly raw: string; readonly metadataPrefix: string },
  context: MappingContext,
): Mapped | Rejected {
  if (context.identifier.length > longestIdentifier) return { kind: 'rejected', reason: 'identifier-too-long' };
  try {
    if (marcFormats.test(metadataPrefix)) return fromMarc(raw, context);
    const statements = raw.includes(modsNamespace) ? statementsOfMods(raw) : statementsOf(raw);
    return statements.length === 0
      ? { kind: 'rejected', reason: 'format-unknown' }
      : fromDublinCore(statements, context);
  } catch (error) {
    if (error instanceof RecordUnreadable) return { kind: 'rejected', reason: 'unreadable' };
    throw error;
  }
}
