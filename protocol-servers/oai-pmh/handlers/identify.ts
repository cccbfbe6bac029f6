import { escapeXml } from '../../../core/marc/xml.ts';
import { writeDatestamp } from '../codec/dates.ts';
import { identifierOf, type Repository, settledAt } from '../repository.ts';
import type { Handler } from './answer.ts';

const oaiIdentifier = 'http://www.openarchives.org/OAI/2.0/oai-identifier';

/** Identify (Protocol §4.2): elements in the order of the schema. */
export const identify: Handler = async (repository) => {
  // No record has, nor will have, an older datestamp: updates only move records forward.
  const earliest = (await repository.library.catalogue.earliestChange()) ?? settledAt(repository);
  return {
    element:
      `<Identify><repositoryName>${escapeXml(repository.repositoryName)}</repositoryName>` +
      `<baseURL>${escapeXml(repository.baseUrl)}</baseURL><protocolVersion>2.0</protocolVersion>` +
      `<adminEmail>${escapeXml(repository.adminEmail)}</adminEmail>` +
      `<earliestDatestamp>${writeDatestamp(earliest)}</earliestDatestamp>` +
      '<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity>' +
      `<compression>gzip</compression>${describeIdentifiers(repository)}</Identify>`,
  };
};

/** The oai-identifier description (Implementation Guidelines), its namespace as the default one: validators look for it. */
function describeIdentifiers(repository: Repository): string {
  return (
    `<description><oai-identifier xmlns="${oaiIdentifier}"` +
    ` xsi:schemaLocation="${oaiIdentifier} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd">` +
    `<scheme>oai</scheme><repositoryIdentifier>${escapeXml(repository.repositoryId)}</repositoryIdentifier>` +
    '<delimiter>:</delimiter>' +
    `<sampleIdentifier>${escapeXml(identifierOf(repository, 'PAS0000000042'))}</sampleIdentifier>` +
    '</oai-identifier></description>'
  );
}
