import { formatOf } from '../formats.ts';
import { isDisclosed, recordElement } from '../records.ts';
import { controlNumberOf } from '../repository.ts';
import { failed, type Handler, said } from './answer.ts';

/** GetRecord (Protocol §4.1). A deleted record is a header without metadata, not an error. */
export const getRecord: Handler = async (repository, request) => {
  const { identifier = '', metadataPrefix = '' } = request.arguments;
  const format = formatOf(metadataPrefix);
  if (!format) return failed('cannotDisseminateFormat', `No record is disseminated as ${metadataPrefix}.`);

  const unknown = `No record bears the identifier ${identifier}`;
  const controlNumber = controlNumberOf(repository, identifier);
  if (controlNumber === null) return failed('idDoesNotExist', unknown);
  const outcome = await repository.library.catalogue.record(controlNumber);
  if (!outcome.granted) return said(outcome, unknown);
  const { record } = outcome.value;
  if (!isDisclosed(record)) return failed('idDoesNotExist', unknown);
  return { element: `<GetRecord>${recordElement(repository, record, format)}</GetRecord>` };
};
