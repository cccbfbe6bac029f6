import { Buffer } from 'node:buffer';
import { holdingsKey, holdingsOf, withoutHoldings } from '../../core/catalogue/holdings-995.ts';
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
  readonly marc: Buffer;
  /** What its 995 are made of. */
  readonly holdings: string;
  readonly xml: Buffer;
}

/**
 * Records as the schemas write them. Those given lately are remembered with what they were made of, the bytes of the
 * record and its copies: the same again is given again, anything else is written anew.
 */
export class WrittenRecords {
  readonly #library: Holder;
  readonly #disseminator: Disseminator;
  readonly #mostBytes: number;
  /** By schema and record, the one given last at the end. */
  readonly #remembered = new Map<string, Written>();
  #bytes = 0;

  constructor(library: Holder, disseminator: Disseminator, mostBytes: number) {
    this.#library = library;
    this.#disseminator = disseminator;
    this.#mostBytes = mostBytes;
  }

  /** A record in a schema that does not tell availability, UTF-8. Throws MalformedRecord and UnwritableRecord. */
  of(found: CatalogueRecord, schema: RecordSchema): Buffer {
    const { id, marc } = found.record;
    const name = `${schema.name} ${id}`;
    const holdings = schema.holdings === 'none' ? '' : holdingsKey(found.items, this.#libraryOf);
    const known = this.#remembered.get(name);
    if (known && known.holdings === holdings && known.marc.equals(marc)) {
      this.#remembered.delete(name);
      this.#remembered.set(name, known);
      return known.xml;
    }
    const fields = schema.holdings === 'none' ? [] : holdingsOf(found.items, this.#libraryOf);
    const xml = Buffer.from(schema.write({ ...this.#described(found), holdings: fields, shelves: [] }));
    this.#forget(name);
    this.#keep(name, { marc: Buffer.from(marc.buffer, marc.byteOffset, marc.byteLength), holdings, xml });
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

  #keep(name: string, written: Written): void {
    this.#bytes += sizeOf(written);
    this.#remembered.set(name, written);
    for (const oldest of this.#remembered.keys()) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    const known = this.#remembered.get(name);
    if (!known) return;
    this.#bytes -= sizeOf(known);
    this.#remembered.delete(name);
  }
}

/** The bytes, and about as much as the entry itself takes. */
function sizeOf({ marc, holdings, xml }: Written): number {
  return marc.length + holdings.length * 2 + xml.length + 300;
}
