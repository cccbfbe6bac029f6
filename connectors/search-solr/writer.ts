import { DocumentUnreadable, type SearchDocument } from '../../core/ports/search-index.ts';
import { solrDocuments, type SolrDocument } from './documents.ts';
import type { SolrOptions } from './options.ts';
import { SolrRefused, type AskSolr, type Json } from './solr-client.ts';

/**
 * When what was written is found: at once, when whoever asked to write is answered (Solr's soft commit); only once the
 * collection is put to use; or now, with the files of the collection closed.
 */
export type Seen = 'at-once' | 'later' | 'and-closed';

const commits: Readonly<Record<Seen, Readonly<Record<string, boolean>>>> = {
  'at-once': { softCommit: true },
  later: {},
  'and-closed': { commit: true },
};

/** Writes into collections. An answered write is in Solr's log, on the disk. Throws SolrRefused, SearchUnavailable. */
export class Writer {
  readonly #ask: AskSolr;
  readonly #libraryCode: (libraryId: number) => string;
  readonly #options: SolrOptions;

  constructor(ask: AskSolr, libraryCode: (libraryId: number) => string, options: SolrOptions) {
    this.#ask = ask;
    this.#libraryCode = libraryCode;
    this.#options = options;
  }

  /** Puts records. Nothing is sent when one of them cannot be read: throws DocumentUnreadable. */
  async put(collection: string, documents: readonly SearchDocument[], seen: Seen): Promise<void> {
    const { documentsPerRequest: step } = this.#options;
    const made: SolrDocument[] = [];
    for (let from = 0; from < documents.length; from += step) {
      made.push(...solrDocuments(documents.slice(from, from + step), this.#libraryCode));
      await new Promise((resolve) => setImmediate(resolve)); // others are waiting to be answered
    }
    for (let from = 0; from < made.length; from += step) {
      const isLast = from + step >= made.length;
      await this.update(collection, made.slice(from, from + step), isLast ? seen : 'later');
    }
  }

  async remove(collection: string, recordIds: readonly number[], seen: Seen): Promise<void> {
    if (recordIds.length > 0) await this.update(collection, { delete: recordIds.map(String) }, seen);
  }

  /** One request in Solr's JSON language for updates. */
  async update(collection: string, body: Json, seen: Seen): Promise<void> {
    const path = `/${collection}/update`;
    try {
      await this.#ask({ path, parameters: commits[seen], body, timeout: this.#options.updateTimeout });
    } catch (error) {
      const refused = error instanceof SolrRefused && error.status === 400 && /\[doc=(\d+)\]/.exec(error.message);
      throw refused ? new DocumentUnreadable([Number(refused[1])], `Solr says: ${refused.input}`) : error;
    }
  }
}
