import type { Catalogue, Circulation, Network } from '../library.ts';
import { derive } from '../marc/derive.ts';
import { decode } from '../marc/iso2709.ts';
import type { Device } from '../network/network.ts';
import type { ReaderDesk } from '../patrons/desk.ts';
import { foldName } from '../patrons/names.ts';
import type { PatronLine } from '../ports/patrons.ts';
import { simpleQuery } from '../query/simple.ts';
import type { CopyLine, QuickSearchFound, QuickSearchAsked, QuickSearchKind, RecordLine } from './entities.ts';

/** What the search of the console goes through. */
export interface QuickSearchRooms {
  readonly readers: Pick<ReaderDesk, 'find'>;
  readonly catalogue: Pick<Catalogue, 'search'>;
  readonly circulation: Pick<Circulation, 'item'>;
  readonly network: Pick<Network, 'devices'>;
}

/** Finds people, books, copies and terminals by what was typed, at once. */
export function quickSearch(rooms: QuickSearchRooms) {
  return async ({ text, kinds, limit }: QuickSearchAsked): Promise<QuickSearchFound> => {
    const wants = (kind: QuickSearchKind): boolean => kinds.includes(kind);
    const [readers, records, copies, devices] = await Promise.all([
      wants('readers') ? findReaders(rooms, text, limit) : [],
      wants('records') ? findRecords(rooms, text, limit) : [],
      wants('copies') ? findCopies(rooms, text) : [],
      wants('devices') ? findDevices(rooms, text, limit) : [],
    ]);
    return { readers, records: records ?? [], copies, devices, missing: records === null ? ['records'] : [] };
  };
}

async function findReaders({ readers }: QuickSearchRooms, text: string, limit: number): Promise<readonly PatronLine[]> {
  return (await readers.find({ q: text }, { offset: 0, limit })).lines;
}

/** A word still being typed is the beginning of one; null when the index cannot answer. */
async function findRecords({ catalogue }: QuickSearchRooms, text: string, limit: number): Promise<RecordLine[] | null> {
  const typed = /\p{L}{3,}$/u.test(text) ? `${text}*` : text;
  const found = await catalogue.search(simpleQuery(typed), { start: 0, count: limit, sort: [] });
  if (!found.granted) return null;
  return found.value.records.map(({ record: { controlNumber, marc } }) => {
    const { title, authors, year } = derive(decode(marc, 'utf-8').record);
    return { controlNumber, title, authors, year };
  });
}

/** The copy that bears this barcode; a barcode has no blank. */
async function findCopies({ circulation }: QuickSearchRooms, text: string): Promise<CopyLine[]> {
  if (/\s/.test(text)) return [];
  const found = await circulation.item(text);
  if (!found.granted) return [];
  const { item, title, controlNumber } = found.value;
  return [{ barcode: item.barcode, title, controlNumber }];
}

async function findDevices({ network }: QuickSearchRooms, text: string, limit: number): Promise<readonly Device[]> {
  const wanted = foldName(text);
  const isNamed = ({ login, name }: Device): boolean => foldName(`${login} ${name}`).includes(wanted);
  return (await network.devices()).filter(isNamed).slice(0, limit);
}
