import { openStore } from '../../../connectors/database/index.ts';
import { itemTypes } from '../../circulation/entities.ts';
import { decode, encode } from '../../marc/iso2709.ts';
import type { MarcRecord } from '../../marc/record.ts';
import { RecordSplitter } from '../../marc/frame.ts';
import { XmlSplitter } from '../../marc/xml-frame.ts';
import { decodeXml } from '../../marc/xml-record.ts';
import { Directory } from '../../network/directory.ts';
import type { NetworkLibrary } from '../../network/network.ts';
import { documentType } from '../holdings-995.ts';
import { passerelle995 } from '../import/item-profile.ts';
import { importRecords } from '../import/index.ts';
import { prepareRecord } from '../import/prepare.ts';
import type { ImportReport } from '../import/report.ts';
import type { SearchIndex } from '../../ports/search-index.ts';
import type { Store } from '../../ports/store.ts';
import type { ExportPorts } from './export-records.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const branch = (code: string): Omit<NetworkLibrary, 'id'> => ({
  code,
  name: `Médiathèque de ${code}`,
  commune: code,
  inseeCode: '62000',
  kind: 'BRANCH',
  state: 'LIVE',
  isPickup: true,
  acceptsReturns: true,
});

/** A network on a database in memory, with a file imported into it. */
export interface ExportNetwork extends ExportPorts {
  readonly store: Store;
  /** What the index answers to any query: numbers of records. */
  hits: readonly number[];
  close(): Promise<void>;
}

/** Opens an empty network of two libraries. */
export async function exportNetwork(): Promise<ExportNetwork> {
  const store = await openStore({ url: 'sqlite::memory:', dataDir: '/nonexistent' });
  await store.administration.insertLibraries(['LENS', 'LIEVIN'].map(branch));
  const directory = new Directory(store);
  await directory.refresh();
  let now = Date.UTC(2026, 2, 21, 9);
  const network: ExportNetwork = {
    store,
    directory,
    clock: { now: () => (now += 10) },
    hits: [],
    index: {
      search: async (_query: unknown, { start, count }: { start: number; count: number }) => ({
        total: network.hits.length,
        recordIds: network.hits.slice(start, start + count),
      }),
    } as unknown as SearchIndex,
    close: () => store.close(),
  };
  return network;
}

/** Imports the bytes of a file as a library's own. */
export async function importInto(
  { store, clock }: ExportNetwork,
  file: Uint8Array,
  { library = 'LENS', format = 'iso2709' as 'iso2709' | 'xml', charset = 'utf-8' as 'utf-8' | 'iso-5426' } = {},
): Promise<ImportReport> {
  const xml = new XmlSplitter();
  const splitter = format === 'xml' ? xml : new RecordSplitter();
  const frames = [...splitter.push(file), ...splitter.end()];
  const read = format === 'xml' ? (bytes: Uint8Array) => decodeXml(bytes, xml.scope) : decode;
  const records = frames.map((frame) => prepareRecord(frame, { library, profile: passerelle995, charset, read }));
  const outcome = await importRecords({ store, clock, log }, { library, listedRejects: 10 }, [records] as never);
  if (!outcome.granted) throw new Error(outcome.refusal);
  return outcome.value;
}

/** A record of one title with these copies, as a file has it. */
export function bookWith(title: string, number: string, copies: readonly (readonly [string, string][])[]): Uint8Array {
  const record: MarcRecord = {
    leader: '00000nam0 2200000   450 ',
    fields: [
      { tag: '001', value: number },
      { tag: '100', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: '20240321d2023    k  y0frey50      ba' }] },
      { tag: '200', ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: title }] },
      ...copies.map((copy) => ({
        tag: '995',
        ind1: ' ',
        ind2: ' ',
        subfields: copy.map(([code, value]) => ({ code, value })),
      })),
    ],
  };
  return encode(record);
}

/** What of the catalogue an export carries: titles, fields but ours (001) and the old numbers (035), and the items. */
export async function carried({ store, directory }: ExportNetwork): Promise<unknown> {
  const records = await store.read.recordsAfter(0, 10_000);
  const holdings = await store.read.holdings(records.map(({ id }) => id));
  return records.map((record) => ({
    fields: decode(record.marc).record.fields.filter(({ tag }) => tag !== '001' && tag !== '035'),
    items: (holdings.get(record.id) ?? [])
      .map(({ barcode, homeLibraryId, type, location, callNumber, volume, inventoryNo, loanable }) => ({
        barcode,
        library: directory.library(homeLibraryId).code,
        type,
        location,
        callNumber,
        volume,
        inventoryNo,
        loanable,
      })) // prettier-ignore
      .sort((one, other) => (one.barcode < other.barcode ? -1 : 1)),
  }));
}

/** Copies of every type, some for reading on the premises, over two libraries. */
export const copiesOfEveryType: readonly (readonly [string, string][])[] = itemTypes.map((type, index) => {
  const code = documentType[type];
  const circulation = type === 'REFERENCE' ? 'usuel' : index % 3 === 0 ? 'consultation' : 'pret';
  return [
    ['b', index % 2 === 0 ? 'LENS' : 'LIEVIN'],
    ['e', 'Adultes'],
    ['f', `3000${String(index).padStart(4, '0')}`],
    ['j', `INV-${index}`],
    ['k', `R ${type}`],
    ['l', index % 4 === 0 ? String(index) : ''],
    ['o', circulation],
    ['r', code],
  ].filter(([, value]) => value !== '') as [string, string][];
});
