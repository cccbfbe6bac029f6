import type { RecordSheet } from '../../core/catalogue/editing/desk.ts';
import type { EditingLock, VersionLine } from '../../core/catalogue/editing/entities.ts';
import { derive } from '../../core/marc/derive.ts';
import { formats } from '../../core/unimarc-rules/formats.ts';
import type { Format } from '../../core/unimarc-rules/rule.ts';
import type { EditingLockView, RecordSheetView, VersionView } from './contract-cataloguing.ts';

const instant = (at: number): string => new Date(at).toISOString();

/** One record as the console shows it: plain, and as UNIMARC. */
export function viewRecord({ record, marc, mergedInto, lock, merges }: RecordSheet): RecordSheetView {
  const { title, authors, year, carrier, language, isbn13 } = derive(marc);
  return {
    record: record.controlNumber,
    version: record.version,
    status: record.status,
    mergedInto,
    suppressedAt: record.suppressedAt === null ? null : instant(record.suppressedAt),
    source: record.source,
    createdAt: instant(record.createdAt),
    updatedAt: instant(record.updatedAt),
    title,
    authors,
    year,
    carrier,
    language,
    isbn: isbn13,
    marc,
    lock: lock && viewLock(lock),
    merges: merges
      .filter(({ intoRecordId }) => intoRecordId === record.id)
      .map(({ id, at, actor, itemIds }) => ({ id, at: instant(at), by: actor, items: itemIds.length })),
  };
}

export function viewLock({ login, since, expiresAt }: EditingLock): EditingLockView {
  return { by: login, since: instant(since), until: instant(expiresAt) };
}

export function viewVersion({ version, at, actor, act, reason, status }: VersionLine): VersionView {
  return { version, at: instant(at), by: actor, act, reason, status };
}

/** The rules of a format, as the grid of the console reads them. */
export function viewFormat(format: Format) {
  const { fields, coded } = formats[format];
  return {
    format,
    fields: fields.map(({ indicators, ...field }) => ({ ...field, indicators: [...indicators] })),
    coded: coded.map(({ positions, ...subfield }) => ({
      ...subfield,
      positions: positions.map(({ values, ...position }) => ({
        ...position,
        values: values instanceof RegExp ? null : values,
        pattern: values instanceof RegExp ? values.source : null,
      })),
    })),
  };
}
