import { isPublic, type BibRecord } from '../../core/catalogue/record.ts';
import { type Header, writeHeader, writeRecord } from './codec/header.ts';
import type { MetadataFormat } from './formats.ts';
import { identifierOf, type Repository } from './repository.ts';

/** True for what a harvester may know of: records that live, and those that lived. */
export function isDisclosed(record: BibRecord): boolean {
  return record.status !== 'STAGED';
}

function headerOf(repository: Repository, record: BibRecord): Header {
  return {
    identifier: identifierOf(repository, record.controlNumber),
    datestamp: record.updatedAt,
    // A merged record is gone under its own identifier, a hidden one until it is shown again; deletions are persistent.
    deleted: !isPublic(record),
  };
}

/** Writes the header of a catalogue record. */
export function headerElement(repository: Repository, record: BibRecord): string {
  return writeHeader(headerOf(repository, record));
}

/** Writes a catalogue record in a format. One that cannot be rendered is logged, and a placeholder goes out. */
export function recordElement(repository: Repository, record: BibRecord, format: MetadataFormat): string {
  const header = headerOf(repository, record);
  return writeRecord(header, header.deleted ? null : render(repository, record, format));
}

function render(repository: Repository, record: BibRecord, format: MetadataFormat): string {
  try {
    return format.render(record.marc);
  } catch (fault) {
    // Whatever is wrong with one record, the other records of its page are not concerned.
    const reason = fault instanceof Error ? fault.message : String(fault);
    repository.log.error({ controlNumber: record.controlNumber, reason }, 'a record cannot be rendered for harvesters');
    return format.placeholder(record.controlNumber);
  }
}
