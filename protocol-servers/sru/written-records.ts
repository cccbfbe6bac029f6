import { Buffer } from 'node:buffer';
import { BoundedCache } from '../../core/bounded-cache.ts';
import { holdingsKey, holdingsOf, withoutHoldings } from '../../core/catalogue/holdings-995.ts';
import type { BibRecord } from '../../core/catalogue/record.ts';
import type { Disseminator } from '../../core/dissemination/rendering.ts';
import type { CatalogueRecord, Library } from '../../core/library.ts';
import { decode } from '../../core/marc/iso2709.ts';
import type { RecordSchema } from './schemas.ts';
import { shelvesOf } from './shelves.ts';

/** Who knows the copies. */
interface Holder {
  readonly catalogue: Pick<Library['catalogue'], 'availability'>;
  readonly network: Pick<Library['network'], 'library'>;
}

interface Written {
  readonly record: BibRecord;
  /** What its 995 are made of. */
  readonly holdings: string;
  readonly xml: Buffer;
}

/**
 * Records as the schemas write them. Those given lately are remembered with what they were made of, the record and what
 * its copies say: the same again is given again, anything else is written anew.
 */
export class WrittenRecords {
  readonly #library: Holder;
  readonly #disseminator: Disseminator;
  /** By schema and record. */
  readonly #remembered: BoundedCache<string, Written>;

  constructor(library: Holder, disseminator: Disseminator, mostBytes: number) {
    this.#library = library;
    this.#disseminator = disseminator;
    this.#remembered = new BoundedCache(mostBytes);
  }

  /** A record in a schema that does not tell availability, UTF-8. Throws MalformedRecord and UnwritableRecord. */
  of(found: CatalogueRecord, schema: RecordSchema): Buffer {
    const { record, items } = found;
    const name = `${schema.name} ${record.id}`;
    const holdings = schema.holdings === 'none' ? '' : holdingsKey(items, this.#libraryOf);
    const known = this.#remembered.get(name);
    if (known?.holdings === holdings && isSame(known.record, record)) return known.xml;
    const fields = schema.holdings === 'none' ? [] : holdingsOf(items, this.#libraryOf);
    const xml = Buffer.from(schema.write({ ...this.#described(found), holdings: fields, shelves: [] }));
    this.#remembered.set(name, { record, holdings, xml }, record.marc.length + holdings.length * 2 + xml.length);
    return xml;
  }

  /** A record with its copies as they are at this moment. Throws MalformedRecord and UnwritableRecord. */
  async withAvailability(found: CatalogueRecord, schema: RecordSchema): Promise<string> {
    const described = this.#described(found);
    const copies = await this.#library.catalogue.availability(found);
    return schema.write({ ...described, holdings: [], shelves: shelvesOf(copies, this.#libraryOf) });
  }

  readonly #libraryOf = (id: number) => this.#library.network.library(id);

  #described({ record: { marc, controlNumber } }: CatalogueRecord) {
    return { record: withoutHoldings(decode(marc).record), controlNumber, disseminator: this.#disseminator };
  }
}

/** The catalogue gives the same object while it knows a record unchanged; read anew, its bytes tell. */
function isSame(one: BibRecord, other: BibRecord): boolean {
  return one === other || Buffer.compare(one.marc, other.marc) === 0;
}
