import type { CopySituation, LookedUp, LookedUpRecord, NarrowingIndex } from '../../core/catalogue/look-up/desk.ts';
import type { Library } from '../../core/library.ts';
import { derive } from '../../core/marc/derive.ts';
import { decode } from '../../core/marc/iso2709.ts';
import { isDataField, type MarcRecord } from '../../core/marc/record.ts';
import type { CopySituationView, FoundRecordView, SearchView } from './contract-search.ts';

type Network = Pick<Library['network'], 'library'>;
const instant = (at: number): string => new Date(at).toISOString();

/** What the box finds; libraries by their names. */
export function viewSearch(found: LookedUp, names: ReadonlyMap<string, string>): SearchView {
  const { direct, total, suggestion, cql } = found;
  return {
    direct: direct && { record: direct.controlNumber, barcode: direct.barcode },
    items: found.records.map(viewFound),
    total,
    facets: found.facets.map(({ index, values }) => ({
      index: index as NarrowingIndex,
      values: values.map(({ term, display, hits }) => ({
        term,
        display: (index === 'library' && names.get(term.toLowerCase())) || display,
        hits,
      })),
    })),
    suggestion,
    cql,
  };
}

function viewFound({ record, places }: LookedUpRecord): FoundRecordView {
  const { record: marc } = decode(record.marc, 'utf-8');
  const { title, authors, year, carrier, language, isbn13 } = derive(marc);
  return {
    record: record.controlNumber,
    title,
    authors,
    publisher: publisherOf(marc),
    year,
    carrier,
    language,
    isbn: isbn13[0] ?? null,
    places: places.map(({ library, copies, available }) => ({
      library: library.code,
      name: library.name,
      copies,
      available,
    })),
  };
}

/** 214 $c, or 210 $c of older records. */
function publisherOf({ fields }: MarcRecord): string {
  for (const tag of ['214', '210']) {
    for (const field of fields) {
      if (field.tag !== tag || !isDataField(field)) continue;
      const publisher = field.subfields.find(({ code }) => code === 'c');
      if (publisher) return publisher.value;
    }
  }
  return '';
}

/** Where a copy is and why; never who has it. */
export function viewSituation(situation: CopySituation, network: Network): CopySituationView {
  const { item, title, controlNumber, loan, transit, crate, keptFor, queueLength, aliases } = situation;
  const code = (id: number): string => network.library(id).code;
  const { barcode, type, location, callNumber, volume, inventoryNo, loanable, status, returnToOwnerOn } = item;
  return {
    ...{ barcode, record: controlNumber, title },
    ...{ type, location, callNumber, volume, inventoryNo, loanable, status, returnToOwnerOn, queueLength },
    publicNote: item.notes.public,
    statusSince: instant(item.statusSince),
    home: code(item.homeLibraryId),
    holding: code(item.holdingLibraryId),
    owner: item.ownerLibraryId === null ? null : code(item.ownerLibraryId),
    loan: loan && {
      library: code(loan.libraryId),
      at: instant(loan.at),
      dueAt: instant(loan.dueAt),
      renewals: loan.renewals,
    },
    transit: transit && {
      from: code(transit.fromLibraryId),
      to: code(transit.toLibraryId),
      reason: transit.reason,
      since: instant(transit.createdAt),
      crate,
    },
    keptFor: keptFor && code(keptFor.pickupLibraryId),
    aliases: aliases.map((alias) => ({ library: code(alias.libraryId), barcode: alias.barcode })),
  };
}
