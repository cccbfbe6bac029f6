import { recordElement } from '../records.ts';
import { controlNumberOf, formatHere } from '../repository.ts';
import { failed, type Handler, said } from './answer.ts';

/** GetRecord (Protocol §4.1). A deleted record is a header without metadata, not an error. */
export const getRecord: Handler = async (repository, request) => {
  const { identifier = '', metadataPrefix = '' } = request.arguments;
  if (!formatHere(repository, metadataPrefix)) {
    return failed('cannotDisseminateFormat', `No record is disseminated as ${metadataPrefix}.`);
  }
  const unknown = `No record bears the identifier ${identifier}`;
  const controlNumber = controlNumberOf(repository, identifier);
  if (controlNumber === null) return failed('idDoesNotExist', unknown);
  const outcome = await repository.library.dissemination.record(repository.view, controlNumber);
  if (!outcome.granted) return said(outcome, unknown);
  return { element: `<GetRecord>${recordElement(repository, outcome.value, metadataPrefix)}</GetRecord>` };
};
