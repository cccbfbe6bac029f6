import { Buffer } from 'node:buffer';
import type { Item } from '../../circulation/entities.ts';
import { declaring } from '../../marc/coded-charset.ts';
import { derive } from '../../marc/derive.ts';
import { decode, UnwritableRecord } from '../../marc/iso2709.ts';
import { MalformedRecord } from '../../marc/malformed.ts';
import { marcXchangeNamespace, toMarcXchange } from '../../marc/marcxchange.ts';
import type { MarcRecord } from '../../marc/record.ts';
import type { NetworkLibrary } from '../../network/network.ts';
import { holdingsOf, withoutHoldings } from '../holdings-995.ts';
import type { BibRecord } from '../record.ts';
import { encodeWithHoldings } from './holdings-split.ts';
import { itemCsvLine, itemsCsvHead } from './items-csv.ts';
import type { ExportFormat, ExportLine, ExportReport, ExportRequest } from './request.ts';

/** A record with the items of it that are given out. */
export interface Chosen {
  readonly record: BibRecord;
  readonly items: readonly Item[];
}

type LibraryOf = (id: number) => Pick<NetworkLibrary, 'code' | 'name'>;

/** What comes before the first record, and after the last. */
export const envelope: Readonly<Record<ExportFormat, { readonly head: string; readonly foot: string }>> = {
  iso2709: { head: '', foot: '' },
  marcxchange: {
    head: `<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="${marcXchangeNamespace}">\n`,
    foot: '</collection>\n',
  },
  'items-csv': { head: itemsCsvHead, foot: '' },
};

/** The bytes of some records, and the report with them counted. Of those split or left out, `listed` are named. */
export function writePage(
  chosen: readonly Chosen[],
  { request, report, libraryOf, listed }: Writing,
): { bytes: Uint8Array; report: ExportReport } {
  const pieces: Uint8Array[] = [];
  const lines = [...report.lines];
  const sums = { ...report };
  const note = (line: ExportLine): void => {
    if (line.what === 'split') sums.split += 1;
    else sums.leftOut += 1;
    if (lines.length < listed) lines.push(line);
  };
  for (const one of chosen) {
    const { controlNumber } = one.record;
    try {
      const written = write(one, request, libraryOf);
      pieces.push(...written);
      sums.records += 1;
      sums.written += written.length;
      sums.items += one.items.filter(({ status }) => status !== 'WITHDRAWN').length;
      const isSplit = request.format === 'iso2709' && written.length > 1;
      if (isSplit) note({ controlNumber, what: 'split', detail: `${written.length} records` });
    } catch (error) {
      if (error instanceof UnwritableRecord) note({ controlNumber, what: error.fault, detail: error.message });
      else if (error instanceof MalformedRecord) note({ controlNumber, what: 'unreadable', detail: error.message });
      else throw error;
    }
  }
  return { bytes: Buffer.concat(pieces), report: { ...sums, lines } };
}

interface Writing {
  readonly request: ExportRequest;
  readonly report: ExportReport;
  readonly libraryOf: LibraryOf;
  readonly listed: number;
}

function write({ record, items }: Chosen, request: ExportRequest, libraryOf: LibraryOf): readonly Uint8Array[] {
  const marc = withoutHoldings(decode(record.marc, 'utf-8').record);
  if (request.format === 'items-csv') return itemLines(marc, { record, items }, libraryOf);
  const holdings = holdingsOf(items, libraryOf);
  if (request.format === 'marcxchange') {
    const full = { leader: marc.leader, fields: [...marc.fields, ...holdings] };
    return [Buffer.from(`${toMarcXchange(full, record.controlNumber)}\n`)];
  }
  return encodeWithHoldings(declaring(marc, request.charset), holdings, request);
}

function itemLines(marc: MarcRecord, { record, items }: Chosen, libraryOf: LibraryOf): readonly Uint8Array[] {
  const derived = derive(marc);
  return items
    .filter(({ status }) => status !== 'WITHDRAWN')
    .map((item) => Buffer.from(itemCsvLine({ item, record, derived, libraryOf })));
}
