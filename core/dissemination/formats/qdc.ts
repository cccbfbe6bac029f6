import type { DublinCoreStatement } from '../../marc/dublin-core.ts';
import { dataFields, subfields } from '../../marc/field.ts';
import type { MarcRecord } from '../../marc/record.ts';
import { isbdTitle } from '../../marc/title.ts';
import { element } from '../../marc/xml-elements.ts';
import type { DisseminatedRecord } from './disseminated-record.ts';
import { statementsOf } from './oai-dc.ts';

const opening =
  '<qdc:qualifieddc xmlns:qdc="http://dspace.org/qualifieddc/" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
  ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
  ' xsi:schemaLocation="http://dspace.org/qualifieddc/ http://dublincore.org/schemas/xmls/qdc/2006/01/06/dcterms.xsd">';

/** Qualified Dublin Core, in the container of repositories: what a term of DCMI says better is said with it. */
export function renderQdc(given: DisseminatedRecord): string {
  const better = refined(given.record);
  const text = statementsOf(given).map((statement) => {
    const name = better.get(`${statement.element} ${statement.value}`) ?? byElement[statement.element];
    return element(name ?? `dc:${statement.element}`, statement.value, { 'xml:lang': statement.lang });
  });
  for (const audience of subfields(given.record, '333', 'a')) text.push(element('dcterms:audience', audience));
  return `${opening}${text.join('')}</qdc:qualifieddc>`;
}

/** Elements that have one better term here. */
const byElement: Partial<Record<DublinCoreStatement['element'], string>> = {
  date: 'dcterms:issued',
  coverage: 'dcterms:spatial',
};

/** Statement of simple Dublin Core → the term that says it better. */
function refined(record: MarcRecord): Map<string, string> {
  const terms = new Map<string, string>();
  const say = (simple: string, values: readonly string[], term: string): void => {
    for (const value of values) terms.set(`${simple} ${value.trim()}`, term);
  };
  for (const tag of ['510', '512', '517', '540']) {
    say('title', dataFields(record, tag).map(isbdTitle), 'dcterms:alternative');
  }
  say('format', subfields(record, '215', 'a'), 'dcterms:extent');
  say('description', subfields(record, '330', 'a'), 'dcterms:abstract');
  say('description', subfields(record, '327', 'a'), 'dcterms:tableOfContents');
  for (const tag of ['410', '461', '463']) {
    for (const field of dataFields(record, tag)) {
      const [title, volume] = ['t', 'v'].map((code) => field.subfields.find((one) => one.code === code)?.value ?? '');
      if (title) say('relation', [volume ? `${title} ; ${volume}` : title], 'dcterms:isPartOf');
    }
  }
  return terms;
}
