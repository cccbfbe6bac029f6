import { fieldRule, type CodedPosition, type CodedSubfield, type FieldRule, type Format } from './rule.ts';
import { accessRows } from './tables/access.ts';
import { authorityRows } from './tables/authorities.ts';
import { carrierData } from './tables/coded-carriers.ts';
import { authorityData, authorityLeader, bibliographicLeader, generalData } from './tables/coded-general.ts';
import { materialData } from './tables/coded-materials.ts';
import { descriptionRows } from './tables/description.ts';
import { identificationRows } from './tables/identification.ts';
import { linkRows } from './tables/links.ts';

/** Everything the rules say of one format. */
export interface FormatRules {
  readonly format: Format;
  readonly fields: readonly FieldRule[];
  readonly coded: readonly CodedSubfield[];
  readonly leader: readonly CodedPosition[];
}

/** UNIMARC bibliographic and UNIMARC/A. */
export const formats: Readonly<Record<Format, FormatRules>> = {
  B: {
    format: 'B',
    fields: [...identificationRows, ...descriptionRows, ...linkRows, ...accessRows].map(fieldRule),
    coded: [generalData, ...materialData, ...carrierData],
    leader: bibliographicLeader,
  },
  A: { format: 'A', fields: authorityRows.map(fieldRule), coded: [authorityData], leader: authorityLeader },
};

/** Local fields (9xx, and those with a 9: x9x) belong to whoever writes them: the format says nothing of them. */
export function isLocal(tag: string): boolean {
  return tag.includes('9');
}
