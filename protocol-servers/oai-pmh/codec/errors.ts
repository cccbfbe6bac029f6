/** Error codes of OAI-PMH 2.0 (Protocol §3.6). */
export type OaiErrorCode =
  | 'badVerb'
  | 'badArgument'
  | 'badResumptionToken'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch'
  | 'noMetadataFormats'
  | 'noSetHierarchy';

/** One `error` element: an answer, given with HTTP 200. */
export interface OaiError {
  readonly code: OaiErrorCode;
  readonly message: string;
}
