import type { AuthorityTypeCode, MarcView } from '../api/contract';

/** The kinds of authority one makes by hand: their code in the leader (UNIMARC/A, position 9) and the field of their heading. */
const kinds: Readonly<Record<AuthorityTypeCode, readonly [kind: string, tag: string]>> = {
  ...{ PERSON: ['a', '200'], CORPORATE: ['b', '210'], PLACE: ['c', '215'], MARK: ['d', '216'], FAMILY: ['e', '220'] },
  ...{ TITLE: ['f', '230'], NAME_TITLE: ['h', '240'], TOPIC: ['j', '250'], IMPRINT_PLACE: ['k', '260'] },
  ...{ FORM: ['l', '280'] },
};

/** What a person types of a heading. */
export interface NewHeading {
  readonly type: AuthorityTypeCode;
  /** $a: the name one looks under, and for people $b the rest of it and $f their dates. */
  readonly entry: string;
  readonly rest: string;
  readonly dates: string;
}

/** An authority record that says nothing but a heading, entered on this day (`2026-11-29`). */
export function newAuthorityMarc({ type, entry, rest, dates }: NewHeading, today: string): MarcView {
  const [kind, tag] = kinds[type];
  const said = [
    { code: 'a', value: entry.trim() },
    ...(type === 'PERSON' ? [{ code: 'b', value: rest.trim() }] : []),
    ...(type === 'PERSON' || type === 'FAMILY' ? [{ code: 'f', value: dates.trim() }] : []),
  ].filter(({ value }) => value !== '');
  const ind1 = type === 'CORPORATE' ? '0' : ' ';
  const ind2 = type === 'PERSON' ? (rest.trim() === '' ? '0' : '1') : type === 'CORPORATE' ? '2' : ' ';
  return {
    leader: `00000nx  ${kind}22000003  45  `,
    fields: [
      {
        tag: '100',
        ind1: ' ',
        ind2: ' ',
        subfields: [{ code: 'a', value: `${today.replaceAll('-', '')}afrey50      ba0` }],
      },
      { tag, ind1, ind2, subfields: said },
    ],
  };
}
