import { escapeXml } from '../../../core/marc/xml.ts';
import { controlNumberOf, formatHere } from '../repository.ts';
import { failed, type Handler, said } from './answer.ts';

/** ListMetadataFormats (Protocol §4.4): every record has every format of its repository, so an identifier only has to exist. */
export const listMetadataFormats: Handler = async (repository, request) => {
  const { identifier } = request.arguments;
  if (identifier !== undefined) {
    const unknown = `No record bears the identifier ${identifier}`;
    const controlNumber = controlNumberOf(repository, identifier);
    if (controlNumber === null) return failed('idDoesNotExist', unknown);
    const outcome = await repository.library.dissemination.record(repository.view, controlNumber);
    if (!outcome.granted) return said(outcome, unknown);
  }
  const list = repository.view.formats.map((prefix) => {
    const { schema, metadataNamespace } = formatHere(repository, prefix)!;
    return (
      `<metadataFormat><metadataPrefix>${escapeXml(prefix)}</metadataPrefix><schema>${escapeXml(schema)}</schema>` +
      `<metadataNamespace>${escapeXml(metadataNamespace)}</metadataNamespace></metadataFormat>`
    );
  });
  return { element: `<ListMetadataFormats>${list.join('')}</ListMetadataFormats>` };
};
