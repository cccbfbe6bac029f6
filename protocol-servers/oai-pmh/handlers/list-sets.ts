import { failed, type Handler } from './answer.ts';

/** ListSets (Protocol §4.6): this repository has no sets, and so never made a token for their list. */
export const listSets: Handler = (_repository, request) =>
  request.arguments.resumptionToken === undefined
    ? failed('noSetHierarchy', 'This repository has no sets.')
    : failed('badResumptionToken', 'This repository has no sets, hence no list of sets to resume.');
