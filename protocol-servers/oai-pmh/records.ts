import type { Header as ShownHeader, ShownRecord } from '../../core/dissemination/desk.ts';
import { writeProvenance, writeRights } from './codec/containers.ts';
import { type Header, writeHeader, writeRecord } from './codec/header.ts';
import { identifierOf, type Repository } from './repository.ts';

function headerOf(repository: Repository, { controlNumber, datestamp, deleted, sets }: ShownHeader): Header {
  return { identifier: identifierOf(repository, controlNumber), datestamp, deleted, setSpecs: sets };
}

/** Writes the header of a record. */
export function headerElement(repository: Repository, shown: ShownHeader): string {
  return writeHeader(headerOf(repository, shown));
}

/** Writes a record in a format of this repository, where it came from, and under what licence its metadata is. */
export function recordElement(repository: Repository, shown: ShownRecord, metadataPrefix: string): string {
  const metadata = shown.marc === null ? null : repository.library.dissemination.render(shown, metadataPrefix);
  const { provenance } = shown;
  const about = provenance?.rights ? writeRights(provenance.rights) : repository.rights;
  return writeRecord(
    headerOf(repository, shown),
    metadata,
    provenance ? about + writeProvenance(provenance.origins) : about,
  );
}
