import { contextSets, defaultContextSet, indexes, indexNames, type IndexRow } from '../../../core/query/indexes.ts';
import { escapeXml } from '../../../core/marc/xml.ts';
import { recordSchemas } from './schemas.ts';

/** ZeeRex 2.0, the schema of an explain record. */
export const zeerexNamespace = 'http://explain.z3950.org/dtd/2.0/';

/** What explain says of the server and its database. */
export interface ExplainFacts {
  /** Address partners call, without database nor final slash: `https://catalogue.example.fr/sru`. */
  readonly address: string;
  readonly database: string;
  readonly title: { readonly fr: string; readonly en: string };
  readonly defaultRecords: number;
  readonly maximumRecords: number;
}

/** Writes the explain record from the table of indexes, so that it cannot promise what the search does not hold. */
export function writeZeerex(facts: ExplainFacts): string {
  return (
    `<explain xmlns="${zeerexNamespace}" authoritative="true" id="${escapeXml(`${facts.address}/${facts.database}`)}">` +
    serverInfo(facts) +
    `<databaseInfo><title lang="fr" primary="true">${escapeXml(facts.title.fr)}</title>` +
    `<title lang="en">${escapeXml(facts.title.en)}</title><langUsage codes="fr en"/></databaseInfo>` +
    indexInfo() +
    schemaInfo() +
    configInfo(facts) +
    '</explain>'
  );
}

function serverInfo({ address, database }: ExplainFacts): string {
  const url = new URL(address);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const path = `${url.pathname.replace(/^\/|\/$/g, '')}/${database}`;
  return (
    `<serverInfo protocol="SRU" version="1.2" transport="${url.protocol.replace(':', '')}" method="GET POST">` +
    `<host>${escapeXml(url.hostname)}</host><port>${port}</port><database>${escapeXml(path)}</database></serverInfo>`
  );
}

function indexInfo(): string {
  const sets = Object.entries(contextSets)
    .map(([name, identifier]) => `<set name="${name}" identifier="${escapeXml(identifier)}"/>`)
    .join('');
  return `<indexInfo>${sets}${indexNames.map((name) => index(indexes[name])).join('')}</indexInfo>`;
}

function index(row: IndexRow): string {
  const names = row.cql
    .map((name) => {
      const dot = name.indexOf('.');
      return `<map><name set="${name.slice(0, dot)}">${name.slice(dot + 1)}</name></map>`;
    })
    .join('');
  const uses = row.bib1.map((use) => `<map><attr type="1" set="bib-1">${use}</attr></map>`).join('');
  const relations = relationsOf(row).map((relation) => `<supports type="relation">${escapeXml(relation)}</supports>`);
  return (
    `<index search="true" scan="false" sort="${row.sort !== undefined}">` +
    `<title lang="fr" primary="true">${escapeXml(row.title.fr)}</title><title lang="en">${escapeXml(row.title.en)}</title>` +
    `${names}${uses}<configInfo>${relations.join('')}</configInfo></index>`
  );
}

function relationsOf({ type }: IndexRow): readonly string[] {
  if (type === 'text') return ['=', '==', '<>', 'adj', 'all', 'any', 'exact'];
  if (type === 'year') return ['=', '==', '<>', '<', '<=', '>', '>=', 'within', 'all', 'any', 'exact'];
  return ['=', '==', '<>', 'all', 'any', 'exact'];
}

function schemaInfo(): string {
  const schemas = recordSchemas.map(
    ({ name, identifier, title }) =>
      `<schema name="${name}" identifier="${escapeXml(identifier)}" retrieve="true" sort="false">` +
      `<title>${escapeXml(title)}</title></schema>`,
  );
  return `<schemaInfo>${schemas.join('')}</schemaInfo>`;
}

function configInfo({ defaultRecords, maximumRecords }: ExplainFacts): string {
  const supports: readonly (readonly [type: string, value: string])[] = [
    ['proximity', 'true'],
    ['booleanModifier', 'distance'],
    ['booleanModifier', 'unit'],
    ['booleanModifier', 'ordered'],
    ['booleanModifier', 'unordered'],
    ['relationModifier', 'masked'],
    ['relationModifier', 'unmasked'],
    ['relationModifier', 'ignoreCase'],
    ['relationModifier', 'ignoreAccents'],
    ['maskingCharacter', '*'],
    ['anchoring', 'true'],
    ['sort', 'true'],
  ];
  return (
    `<configInfo><default type="numberOfRecords">${defaultRecords}</default>` +
    `<default type="contextSet">${defaultContextSet}</default><default type="index">cql.serverChoice</default>` +
    '<default type="relation">=</default>' +
    `<default type="retrieveSchema">${recordSchemas[0]!.name}</default>` +
    `<setting type="maximumRecords">${maximumRecords}</setting>` +
    supports.map(([type, value]) => `<supports type="${type}">${value}</supports>`).join('') +
    '</configInfo>'
  );
}
