export { apduNames, decode, encode, type Apdu, type ApduName, type ApduOf } from './apdu.ts';
export {
  bib1Diagnostic,
  bytesOf,
  external,
  readAs,
  type DefaultDiagFormat,
  type External,
  type OtherInformation,
} from './common.ts';
export { ApduFramer, split } from './framing.ts';
export { MalformedMessage } from './malformed.ts';
export { oids } from './oids.ts';
