import { escapeXml } from '../../../core/marc/xml.ts';

/** Containers of the Implementation Guidelines: each is one element, with its namespace as the default one. */

const place = 'http://www.openarchives.org/OAI/2.0';

function opened(name: string, namespace: string, schema: string, attributes = ''): string {
  return `<${name} xmlns="${namespace}" xsi:schemaLocation="${namespace} ${schema}"${attributes}>`;
}

/** `description` of Identify: how identifiers are made. */
export function writeOaiIdentifier(repositoryIdentifier: string, sampleIdentifier: string): string {
  return (
    `<description>${opened('oai-identifier', `${place}/oai-identifier`, `${place}/oai-identifier.xsd`)}` +
    `<scheme>oai</scheme><repositoryIdentifier>${escapeXml(repositoryIdentifier)}</repositoryIdentifier>` +
    `<delimiter>:</delimiter><sampleIdentifier>${escapeXml(sampleIdentifier)}</sampleIdentifier>` +
    '</oai-identifier></description>'
  );
}

/** `description` of Identify: repositories worth harvesting too; nothing when there are none. */
export function writeFriends(baseUrls: readonly string[]): string {
  if (baseUrls.length === 0) return '';
  const list = baseUrls.map((url) => `<baseURL>${escapeXml(url)}</baseURL>`).join('');
  return `<description>${opened('friends', `${place}/friends/`, `${place}/friends.xsd`)}${list}</friends></description>`;
}

/** A picture of the collection, for those who show what they harvested. */
export interface Branding {
  readonly url: string;
  readonly link: string;
  readonly title: string;
}

/** `description` of Identify: the collection's icon; nothing when it has none. */
export function writeBranding(branding: Branding | null): string {
  if (branding === null) return '';
  const { url, link, title } = branding;
  const icon = `<url>${escapeXml(url)}</url><link>${escapeXml(link)}</link><title>${escapeXml(title)}</title>`;
  const opening = opened('branding', `${place}/branding/`, `${place}/branding.xsd`);
  return `<description>${opening}<collectionIcon>${icon}</collectionIcon></branding></description>`;
}

const rights = `${place}/rights/`;

/** `description` of Identify: under what licence all metadata is (Guidelines, Conveying rights). */
export function writeRightsManifest(licence: string): string {
  const applies = ` appliesTo="${place}/entity#metadata"`;
  const opening = opened('rightsManifest', rights, `${place}/rightsManifest.xsd`, applies);
  const reference = `<rights><rightsReference ref="${escapeXml(licence)}"/></rights>`;
  return `<description>${opening}${reference}</rightsManifest></description>`;
}

/** `about` of a record: under what licence its metadata is; of the document itself it says nothing. */
export function writeRights(licence: string): string {
  const opening = opened('rights', rights, `${place}/rights.xsd`);
  return `<about>${opening}<rightsReference ref="${escapeXml(licence)}"/></rights></about>`;
}

const provenance = `${place}/provenance`;

/** One hop of a record on its way to this repository. */
export interface OriginDescription {
  readonly baseUrl: string;
  readonly identifier: string;
  readonly datestamp: string;
  readonly metadataNamespace: string;
  readonly harvestDate: string;
  readonly altered: boolean;
}

/** `about` of a record that comes from another repository: the last hop, each earlier one inside the one after it. */
export function writeProvenance(origins: readonly OriginDescription[]): string {
  const hops = origins.reduceRight(
    (earlier, { baseUrl, identifier, datestamp, metadataNamespace, harvestDate, altered }) =>
      `<originDescription harvestDate="${escapeXml(harvestDate)}" altered="${altered}">` +
      `<baseURL>${escapeXml(baseUrl)}</baseURL><identifier>${escapeXml(identifier)}</identifier>` +
      `<datestamp>${escapeXml(datestamp)}</datestamp>` +
      `<metadataNamespace>${escapeXml(metadataNamespace)}</metadataNamespace>${earlier}</originDescription>`,
    '',
  );
  return `<about>${opened('provenance', provenance, `${place}/provenance.xsd`)}${hops}</provenance></about>`;
}

/** `setDescription`: what a set holds, in simple Dublin Core; nothing when nobody described it. */
export function writeSetDescription(title: string, description: string): string {
  if (description === '') return '';
  return (
    '<setDescription><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xsi:schemaLocation="' +
    `http://www.openarchives.org/OAI/2.0/oai_dc/ ${place}/oai_dc.xsd"><dc:title xml:lang="fr">${escapeXml(title)}</dc:title>` +
    `<dc:description xml:lang="fr">${escapeXml(description)}</dc:description></oai_dc:dc></setDescription>`
  );
}
