import { ean13, isbn13, issn8 } from '../../marc/numbers.ts';
import type { DataField, MarcRecord } from '../../marc/record.ts';
import { agentField } from './agents.ts';
import { codedKinds, languageCode, resourceTypeOf } from './kinds.ts';
import type { Mapped, MappingContext, Rejected } from './mapped.ts';
import type { Statement } from './statements.ts';

const longestText = 4_000;
const mostOfOne = 60;

/** Simple Dublin Core as the least UNIMARC that describes an electronic resource. Rejected without a title or an address. */
export function fromDublinCore(statements: readonly Statement[], context: MappingContext): Mapped | Rejected {
  const all = (...elements: string[]): string[] =>
    [...new Set(statements.filter(({ element }) => elements.includes(element)).map(({ value }) => value))].slice(
      0,
      mostOfOne,
    );
  const titles = all('title');
  if (titles.length === 0) return { kind: 'rejected', reason: 'no-title' };
  const identifiers = all('identifier');
  const addresses = identifiers.flatMap(addressesIn);
  const url = addresses.find((one) => one.includes('ark:/')) ?? addresses[0];
  if (url === undefined) return { kind: 'rejected', reason: 'no-address' };

  const type = resourceTypeOf(all('type')) ?? context.resourceType ?? 'EBOOK';
  const [rights, rightsUris] = [all('rights'), all('rights', 'license').filter(isUri)];
  const wordedRights = rights.filter((one) => !isUri(one));
  const language = all('language')
    .map(languageCode)
    .filter((code) => code !== null);
  const year = yearOf(all('date', 'issued', 'created'));
  const fields: (DataField | null)[] = [
    ...numbers(identifiers, all('source', 'relation')),
    ...arks(identifiers).map((ark) => data('033', '  ', { a: ark })),
    data('035', '  ', { a: `(${context.code})${context.identifier}` }),
    data('100', '  ', { a: general(context.at, year) }),
    language.length > 0 ? repeated('101', '0 ', 'a', [...new Set(language)]) : null,
    data('135', '  ', { a: `${codedKinds[type]}r|||||||||||` }),
    data('182', '  ', { c: 'c', '2': 'rdamedia' }),
    title(titles[0]!, all('creator')),
    publication(all('publisher'), year),
    ...formats(all('format', 'extent')),
    ...wordedRights.map((one) => data('371', '0 ', { a: cut(one) })),
    ...all('description', 'abstract', 'tableOfContents').map((one) => data('330', '  ', { a: cut(one) })),
    ...titles.slice(1).map((one) => data('517', '1 ', { a: cut(one) })),
    ...all('subject', 'coverage', 'spatial', 'temporal').map((one) => data('610', '0 ', { a: cut(one) })),
    ...agents(all('creator'), all('contributor')),
    data('801', ' 3', { a: 'FR', b: context.code }),
    data('856', '4 ', { u: url, q: all('format').find((one) => /^[a-z]+\/[\w.+-]+$/.test(one)) }),
  ];
  const record: MarcRecord = {
    leader: `00000nl${type === 'PRESS' ? 's' : 'm'}0 2200000   450 `,
    fields: fields.filter((field) => field !== null).toSorted((a, b) => Number(a.tag) - Number(b.tag)),
  };
  return {
    ...{ kind: 'mapped', record, url, type, thumbnail: thumbnailOf(all('relation', 'hasFormat', 'hasVersion')) },
    ...{ rights: wordedRights.join(' ; '), rightsUri: rightsUris[0] ?? '' },
  };
}

const isUri = (text: string): boolean => /^https?:\/\/\S+$/.test(text);
const cut = (text: string): string => (text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`);

function addressesIn(identifier: string): string[] {
  const found = /https?:\/\/[^\s<>"]+/.exec(identifier)?.[0];
  return found !== undefined && URL.canParse(found) ? [found] : [];
}

/** `vignette : https://…`, as French providers write it. */
function thumbnailOf(relations: readonly string[]): string {
  return relations.map((one) => /^vignette\s*:\s*(https?:\/\/\S+)$/i.exec(one)?.[1]).find(Boolean) ?? '';
}

function arks(identifiers: readonly string[]): string[] {
  const found = identifiers.map((one) => /ark:\/\d{5}\/[^\s/?#]+/.exec(one)?.[0]);
  return [...new Set(found.filter((one) => one !== undefined))];
}

/** ISBN, ISSN and EAN of the resource; those of what it was made from say which print it goes with, and stand in 452 $y. */
function numbers(identifiers: readonly string[], sources: readonly string[]): DataField[] {
  const fields: DataField[] = [];
  for (const one of identifiers.filter((text) => !text.includes('://'))) {
    const bare = one.replace(/^(?:urn:)?(isbn|issn|ean)\s*:?\s*/i, '');
    const [isbn, issn] = [isbn13(bare), issn8(bare)];
    const ean = isbn === null ? ean13(bare) : null;
    if (isbn !== null) fields.push(data('010', '  ', { a: isbn }));
    else if (issn !== null) fields.push(data('011', '  ', { a: `${issn.slice(0, 4)}-${issn.slice(4)}` }));
    else if (ean !== null) fields.push(data('073', ' 0', { a: ean }));
  }
  for (const one of sources) {
    const isbn = isbn13(one.replace(/^.*isbn[\s:]*/i, ''));
    if (isbn !== null) fields.push(data('452', ' |', { y: isbn }));
  }
  return fields;
}

function title(text: string, creators: readonly string[]): DataField {
  const [head, ...rest] = text.split(' : ');
  const [proper, responsibility] = head!.split(' / ');
  const others = rest.join(' : ').split(' / ');
  return data('200', '1 ', {
    a: cut(proper!.trim()),
    b: 'Ressource électronique',
    e: others[0] === '' ? undefined : cut(others[0]!.trim()),
    f: (responsibility ?? others[1] ?? creators.slice(0, 3).join(', ')).trim() || undefined,
  });
}

function publication(publishers: readonly string[], year: number | null): DataField | null {
  const name = publishers[0]?.replace(/\s*\([^()]*\)\s*$/, '');
  if (name === undefined && year === null) return null;
  return data('214', ' 0', { c: name, d: year === null ? undefined : String(year) });
}

function formats(values: readonly string[]): DataField[] {
  return values.filter((one) => !/^[a-z]+\/[\w.+-]+$/.test(one)).map((one) => data('215', '  ', { a: cut(one) }));
}

function agents(creators: readonly string[], contributors: readonly string[]): (DataField | null)[] {
  const authors = creators.map((one, at) => agentField(one, at === 0 ? 'first' : 'author'));
  return [...authors, ...contributors.map((one) => agentField(one, 'contributor'))];
}

function yearOf(dates: readonly string[]): number | null {
  const found = dates.map((one) => /(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)/.exec(one)?.[1]).find(Boolean);
  return found === undefined ? null : Number(found);
}

/** UNIMARC 100 $a: entered on, date of publication, French, Unicode. */
export function general(at: number, year: number | null): string {
  const entered = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
  const date = year === null ? 'u        ' : `d${year}    `;
  return `${entered}${date}m  y0frey50      ba`;
}

function repeated(tag: string, indicators: string, code: string, values: readonly string[]): DataField {
  return { tag, ind1: indicators[0]!, ind2: indicators[1]!, subfields: values.map((value) => ({ code, value })) };
}

/** A field; subfields without a value are left out. */
export function data(tag: string, indicators: string, values: Readonly<Record<string, string | undefined>>): DataField {
  const subfields = Object.entries(values).flatMap(([code, value]) => (value === undefined ? [] : [{ code, value }]));
  // Digits come first among the keys of an object: $2 and $4 go last.
  return {
    ...{ tag, ind1: indicators[0]!, ind2: indicators[1]! },
    subfields: subfields.toSorted((a, b) => Number(/\d/.test(a.code)) - Number(/\d/.test(b.code))),
  };
}
