import { formats, writeFormat } from '../formats.ts';
import { isDisclosed } from '../records.ts';
import { controlNumberOf } from '../repository.ts';
import { failed, type Handler, said } from './answer.ts';

/** ListMetadataFormats (Protocol §4.4): every record has every format, so an identifier only has to exist. */
export const listMetadataFormats: Handler = async (repository, request) => {
  const { identifier } = request.arguments;
  if (identifier !== undefined) {
    const unknown = `No record bears the identifier ${identifier}`;
    const controlNumber = controlNumberOf(repository, identifier);
    if (controlNumber === null) return failed('idDoesNotExist', unknown);
    const outcome = await repository.library.catalogue.record(controlNumber);
    if (!outcome.granted) return said(outcome, unknown);
    if (!isDisclosed(outcome.value.record)) return failed('idDoesNotExist', unknown);
  }
  const list = Object.entries(formats).map(([prefix, format]) => writeFormat(prefix, format));
  return { element: `<ListMetadataFormats>${list.join('')}</ListMetadataFormats>` };
};
