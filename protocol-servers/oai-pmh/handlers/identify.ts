import { escapeXml } from '../../../core/marc/xml.ts';
import { writeBranding, writeFriends, writeOaiIdentifier, writeRightsManifest } from '../codec/containers.ts';
import { writeDatestamp } from '../codec/dates.ts';
import { identifierOf } from '../repository.ts';
import type { Handler } from './answer.ts';

/** Identify (Protocol §4.2): elements in the order of the schema. */
export const identify: Handler = async (repository) => {
  const { library, view, repositoryId, licence, friends, branding } = repository;
  // No record has, nor will have, an older datestamp: what is told again is told later.
  const earliest = (await library.dissemination.earliest()) ?? library.now();
  const name = view.title === null ? repository.repositoryName : `${repository.repositoryName} : ${view.title}`;
  return {
    element:
      `<Identify><repositoryName>${escapeXml(name)}</repositoryName>` +
      `<baseURL>${escapeXml(repository.baseUrl)}</baseURL><protocolVersion>2.0</protocolVersion>` +
      `<adminEmail>${escapeXml(repository.adminEmail)}</adminEmail>` +
      `<earliestDatestamp>${writeDatestamp(earliest)}</earliestDatestamp>` +
      '<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity>' +
      '<compression>gzip</compression>' +
      writeOaiIdentifier(repositoryId, identifierOf(repository, 'PAS0000000042')) +
      `${writeRightsManifest(licence)}${writeFriends(friends)}${writeBranding(branding)}</Identify>`,
  };
};
