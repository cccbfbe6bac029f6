import { carrierOf } from '../../core/marc/carrier.ts';
import { decode } from '../../core/marc/iso2709.ts';
import { DocumentUnreadable, type SearchDocument } from '../../core/ports/search-index.ts';
import { indexEntries, sortValues, type IndexEntry } from '../../core/query/extract.ts';
import { indexes } from '../../core/query/indexes.ts';
import { headingKey, words } from '../../core/query/text.ts';
import {
  cut,
  facetField,
  filedField,
  hasHeadings,
  headingField,
  marks,
  shownField,
  shownTerm,
  valueField,
  wordsField,
  yearKey,
} from './fields.ts';
import type { Json } from './solr-client.ts';

/** A record as Solr keeps it: a field for each index and each way of asking it. */
export type SolrDocument = Readonly<Record<string, Json>>;

/** Records as Solr keeps them. Throws DocumentUnreadable, which names every one that cannot be read. */
export function solrDocuments(
  documents: readonly SearchDocument[],
  libraryCode: (libraryId: number) => string,
): SolrDocument[] {
  const codes = new Map(
    documents.flatMap(({ items }) => items.map(({ homeLibraryId: id }) => [id, libraryCode(id)] as const)),
  );
  const made: SolrDocument[] = [];
  const faults: { id: number; reason: string }[] = [];
  for (const document of documents) {
    try {
      made.push(solrDocument(document, codes));
    } catch (error) {
      // A function of the record alone: whatever it throws, this record cannot be indexed and the others can.
      if (!(error instanceof Error)) throw error;
      faults.push({ id: document.record.id, reason: error.message });
    }
  }
  if (faults.length === 0) return made;
  throw new DocumentUnreadable(
    faults.map(({ id }) => id),
    faults[0]!.reason,
  );
}

function solrDocument({ record, items }: SearchDocument, codes: ReadonlyMap<number, string>): SolrDocument {
  const libraryCode = (libraryId: number): string => codes.get(libraryId) ?? '';
  const marc = decode(record.marc).record;
  const sort = sortValues(marc);
  const fields: Record<string, Json> = { id: String(record.id), record: record.id };
  for (const entry of indexEntries(marc, items, { libraryCode, carrier: carrierOf })) {
    Object.assign(fields, indexes[entry.index].type === 'text' ? textFields(entry) : valueFields(entry));
  }
  if (sort.title !== '') fields[filedField('title')] = cut(sort.title);
  if (sort.author !== '') fields[filedField('author')] = cut(sort.author);
  if (sort.date !== null) fields[filedField('date')] = sort.date;
  return fields;
}

function textFields({ index, values, facets = [] }: IndexEntry): SolrDocument {
  const texts = values.map((value) => words(value).map(cut)).filter((found) => found.length > 0);
  const fields: Record<string, Json> = {
    [wordsField(index)]: texts.map((found) => [marks.first, ...found, marks.last].join(' ')),
  };
  if (!hasHeadings(index)) return fields;
  const headings = values.map((value) => ({ value, key: headingKey(value) })).filter(({ key }) => key !== '');
  fields[headingField(index)] = unique(headings.map(({ key }) => cut(key)));
  fields[shownField(index)] = unique(headings.map(({ key, value }) => shownTerm(key, value)));
  if (facets.length > 0) {
    fields[facetField(index)] = unique(facets.map((value) => cut(headingKey(value))).filter((key) => key !== ''));
  }
  return fields;
}

function valueFields({ index, values }: IndexEntry): SolrDocument {
  const isYear = indexes[index].type === 'year';
  return { [valueField(index)]: values.map((value) => cut(isYear ? yearKey(Number(value)) : value)) };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
