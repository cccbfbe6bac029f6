import { relationModifiers } from '../../../core/query/cql/index.ts';
import {
  contextSets,
  defaultContextSet,
  indexes,
  indexNames,
  type IndexRow,
  type IndexType,
} from '../../../core/query/indexes.ts';
import { escapeXml } from '../../../core/marc/xml.ts';
import type { Version } from './versions.ts';

/** ZeeRex 2.0 and 2.1, the schemas of an explain record, the default one first. */
export const zeerexNamespaces = ['http://explain.z3950.org/dtd/2.0/', 'http://explain.z3950.org/dtd/2.1/'] as const;
export type ZeerexNamespace = (typeof zeerexNamespaces)[number];

/** A form in which records are given, as explain lists it. */
export interface ExplainedSchema {
  readonly name: string;
  readonly identifier: string;
  /** Other names and identifiers it answers to. */
  readonly aliases: readonly string[];
  readonly title: { readonly fr: string; readonly en: string };
}

/** What explain says of the server and one of its databases. */
export interface ExplainFacts {
  /** Address partners call, without database nor final slash: `https://catalogue.example.fr/sru`. */
  readonly address: string;
  readonly database: string;
  readonly title: { readonly fr: string; readonly en: string };
  readonly defaultRecords: number;
  readonly maximumRecords: number;
  /** The default one first. */
  readonly schemas: readonly ExplainedSchema[];
}

/** Writes the explain record from the table of indexes, so that it cannot promise what the search does not hold. */
export function writeZeerex(
  facts: ExplainFacts,
  version: Version = '1.2',
  namespace: ZeerexNamespace = zeerexNamespaces[0],
): string {
  return (
    `<explain xmlns="${namespace}" authoritative="true" id="${escapeXml(`${facts.address}/${facts.database}`)}">` +
    serverInfo(facts, version) +
    databaseInfo(facts) +
    indexInfo() +
    schemaInfo(facts) +
    configInfo(facts) +
    '</explain>'
  );
}

function serverInfo({ address, database }: ExplainFacts, version: Version): string {
  const url = new URL(address);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const path = `${url.pathname.replace(/^\/|\/$/g, '')}/${database}`;
  return (
    `<serverInfo protocol="SRU" version="${version}" transport="${url.protocol.replace(':', '')}" method="GET POST">` +
    `<host>${escapeXml(url.hostname)}</host><port>${port}</port><database>${escapeXml(path)}</database></serverInfo>`
  );
}

function databaseInfo({ title }: ExplainFacts): string {
  return (
    `<databaseInfo><title lang="fr" primary="true">${escapeXml(title.fr)}</title>` +
    `<title lang="en">${escapeXml(title.en)}</title><langUsage codes="fr en"/></databaseInfo>`
  );
}

function indexInfo(): string {
  const sets = Object.entries(contextSets)
    .map(([name, identifier]) => `<set name="${name}" identifier="${escapeXml(identifier)}"/>`)
    .join('');
  const sortKeywords = indexNames
    .map((name) => indexes[name].sort)
    .filter((key) => key !== undefined)
    .map((key) => `<sortKeyword>${key}</sortKeyword>`)
    .join('');
  return `<indexInfo>${sets}${indexNames.map((name) => index(indexes[name])).join('')}${sortKeywords}</indexInfo>`;
}

function index(row: IndexRow): string {
  const names = row.cql
    .map((name) => {
      const dot = name.indexOf('.');
      return `<map><name set="${name.slice(0, dot)}">${name.slice(dot + 1)}</name></map>`;
    })
    .join('');
  const uses = row.bib1.map((use) => `<map><attr type="1" set="bib-1">${use}</attr></map>`).join('');
  const supports: readonly (readonly [type: string, value: string])[] = [
    ...relationsOf[row.type].map((relation) => ['relation', relation] as const),
    ...modifiersOf(row.type).map((modifier) => ['relationModifier', modifier] as const),
    ['maskingCharacter', '*'],
    ['maskingCharacter', '?'],
    ...(row.type === 'text' ? [['anchoring', 'true'] as const] : []),
  ];
  return (
    `<index search="true" scan="true" sort="${row.sort !== undefined}">` +
    `<title lang="fr" primary="true">${escapeXml(row.title.fr)}</title><title lang="en">${escapeXml(row.title.en)}</title>` +
    `${names}${uses}<configInfo>${supports.map(support).join('')}</configInfo></index>`
  );
}

/** Relations by type of index: what the CQL compiler takes on each. */
export const relationsOf: Readonly<Record<IndexType, readonly string[]>> = {
  text: ['=', '==', '<>', 'adj', 'all', 'any', 'exact'],
  year: ['=', '==', '<>', '<', '<=', '>', '>=', 'within', 'encloses', 'all', 'any', 'exact'],
  identifier: ['=', '==', '<>', 'all', 'any', 'exact'],
  code: ['=', '==', '<>', 'all', 'any', 'exact'],
};

function modifiersOf(type: IndexType): readonly string[] {
  return Object.keys(relationModifiers).filter((name) => relationModifiers[name]!.types.includes(type));
}

/** Each schema, then its other names under its identifier and its other identifiers under its name. */
function schemaInfo({ schemas }: ExplainFacts): string {
  const each = schemas.flatMap((schema) => {
    const { name, identifier, aliases } = schema;
    const others = aliases.map((alias) =>
      alias.includes(':') ? { name, identifier: alias } : { name: alias, identifier },
    );
    return [{ name, identifier }, ...others].map((known) => writeSchema({ ...schema, ...known }));
  });
  return `<schemaInfo>${each.join('')}</schemaInfo>`;
}

function writeSchema({ name, identifier, title }: ExplainedSchema): string {
  return (
    `<schema name="${name}" identifier="${escapeXml(identifier)}" retrieve="true" sort="false">` +
    `<title lang="fr" primary="true">${escapeXml(title.fr)}</title><title lang="en">${escapeXml(title.en)}</title></schema>`
  );
}

function configInfo({ defaultRecords, maximumRecords, schemas }: ExplainFacts): string {
  const supports: readonly (readonly [type: string, value: string])[] = [
    ['proximity', 'true'],
    ['booleanModifier', 'distance'],
    ['booleanModifier', 'unit=word'],
    ['booleanModifier', 'unit=element'],
    ['booleanModifier', 'ordered'],
    ['booleanModifier', 'unordered'],
    ['maskingCharacter', '*'],
    ['maskingCharacter', '?'],
    ['anchoring', 'true'],
    ['scan', 'true'],
    ['sort', 'true'],
    ['sortModifier', 'ascending'],
    ['sortModifier', 'descending'],
  ];
  return (
    `<configInfo><default type="numberOfRecords">${defaultRecords}</default>` +
    `<default type="contextSet">${defaultContextSet}</default><default type="index">cql.serverChoice</default>` +
    '<default type="relation">=</default>' +
    `<default type="retrieveSchema">${schemas[0]!.name}</default>` +
    `<setting type="maximumRecords">${maximumRecords}</setting>${supports.map(support).join('')}</configInfo>`
  );
}

function support([type, value]: readonly [type: string, value: string]): string {
  return `<supports type="${type}">${escapeXml(value)}</supports>`;
}
