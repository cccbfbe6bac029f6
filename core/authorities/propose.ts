import type { CataloguingPorts } from '../catalogue/editing/ports.ts';
import { decode } from '../marc/iso2709.ts';
import type { DataField } from '../marc/record.ts';
import { headingField } from './authority.ts';
import type { AuthorityIdentifier, AuthorityRecord, IdentifierScheme } from './entities.ts';
import { controlledFields, headingOf, withHeading } from './headings.ts';
import { extentOf } from './naming.ts';

/** An authority a heading may be linked to, and the heading once it is. */
export interface HeadingProposal {
  readonly authority: AuthorityRecord;
  /** Headings of the catalogue it controls. */
  readonly links: number;
  /** The other name it was found by; null when it is its heading. */
  readonly also: string | null;
  /** As it would stand in the record: the number in $3, the words of the authority. */
  readonly field: DataField;
}

/** Letters typed before anything is proposed: fewer name half of the file. */
const fewestLetters = 2;

/**
 * Authorities for a heading as it is typed, in a field of a bibliographic record: those whose heading begins so, then those
 * whose other name does. None for a field that no authority controls.
 */
export function proposeHeadings({ store }: Pick<CataloguingPorts, 'store'>) {
  const { authorities } = store.read;
  return async (field: DataField, limit: number): Promise<readonly HeadingProposal[]> => {
    const type = controlledFields[field.tag];
    if (type === undefined) return [];
    const { headKey, key } = headingOf(field, type);
    if (headKey.length < fewestLetters) return [];
    const page = { type, from: headKey, after: null, stubsOnly: false, unusedOnly: false, limit };
    const named = (await authorities.browse(page)).filter(({ headingKey }) => headingKey.startsWith(headKey));
    const whole = key === headKey ? [] : named.filter(({ headingKey }) => headingKey.startsWith(key));
    const also = await authorities.calledLike(type, headKey, limit);
    const found = new Map<number, Pick<HeadingProposal, 'authority' | 'also'>>();
    for (const authority of [...whole, ...named]) found.set(authority.id, { authority, also: null });
    for (const { authority, name } of also)
      if (!found.has(authority.id)) found.set(authority.id, { authority, also: name });
    const chosen = [...found.values()].slice(0, limit);
    const links = await authorities.countLinks(chosen.map(({ authority }) => authority.id));
    return Promise.all(
      chosen.map(async ({ authority, also: name }) => {
        const number = numberFor(authority, await authorities.identifiers(authority.id));
        return {
          authority,
          also: name,
          links: links.get(authority.id) ?? 0,
          field: linkedField(field, authority, number),
        };
      }),
    );
  };
}

/** How each kind of number is written in $3; those that other catalogues know first. */
const written: readonly (readonly [IdentifierScheme, (value: string) => string])[] = [
  ['FRBNF', (value) => `FRBNF${value}`],
  ['IDREF', (value) => value],
  ['ARK', (value) => `ark:/${value}`],
];

/** The number that stands for an authority in $3. */
function numberFor({ controlNumber }: AuthorityRecord, identifiers: readonly AuthorityIdentifier[]): string {
  for (const [scheme, say] of written) {
    const found = identifiers.find((identifier) => identifier.scheme === scheme);
    if (found) return say(found.value);
  }
  return controlNumber;
}

/** The field with the words and the number of an authority; what is the record's own (relator, subdivisions) stays. */
function linkedField(field: DataField, authority: AuthorityRecord, number: string): DataField {
  const heading = headingField(decode(authority.marc, 'utf-8').record)!;
  const extent = extentOf(authority);
  const worded = withHeading(field, heading, { type: authority.type, extent });
  // Of several $3 the first numbers the heading; the others number subdivisions, which an authority of the whole replaces.
  const first = worded.subfields.findIndex(({ code }) => code === '3');
  const rest = worded.subfields.filter(({ code }, at) => code !== '3' || (extent === 'HEAD' && at !== first));
  return { ...worded, subfields: [{ code: '3', value: number }, ...rest] };
}
