import type { Buffer } from 'node:buffer';
import { accessControlRequest, accessControlResponse } from './access-control.ts';
import { readElement, type BerLimits } from './ber-reader.ts';
import { BerWriter } from './ber-writer.ts';
import { close } from './close.ts';
import { deleteResultSetRequest, deleteResultSetResponse } from './delete-result-set.ts';
import { extendedServicesRequest, extendedServicesResponse } from './extended-services.ts';
import { initRequest, initResponse } from './init.ts';
import { MalformedMessage } from './malformed.ts';
import { presentRequest, presentResponse } from './present.ts';
import {
  resourceControlRequest,
  resourceControlResponse,
  resourceReportRequest,
  resourceReportResponse,
  triggerResourceControlRequest,
} from './resource-control.ts';
import { scanRequest, scanResponse } from './scan.ts';
import { searchRequest, searchResponse } from './search.ts';
import { segmentRequest } from './segment.ts';
import { sortRequest, sortResponse } from './sort.ts';
import { tagged, type Type, type ValueOf } from './types.ts';

/** The APDUs of Z39.50 with their tags. */
const apdus = {
  initRequest: tagged(20, initRequest),
  initResponse: tagged(21, initResponse),
  searchRequest: tagged(22, searchRequest),
  searchResponse: tagged(23, searchResponse),
  presentRequest: tagged(24, presentRequest),
  presentResponse: tagged(25, presentResponse),
  deleteResultSetRequest: tagged(26, deleteResultSetRequest),
  deleteResultSetResponse: tagged(27, deleteResultSetResponse),
  accessControlRequest: tagged(28, accessControlRequest),
  accessControlResponse: tagged(29, accessControlResponse),
  resourceControlRequest: tagged(30, resourceControlRequest),
  resourceControlResponse: tagged(31, resourceControlResponse),
  triggerResourceControlRequest: tagged(32, triggerResourceControlRequest),
  resourceReportRequest: tagged(33, resourceReportRequest),
  resourceReportResponse: tagged(34, resourceReportResponse),
  scanRequest: tagged(35, scanRequest),
  scanResponse: tagged(36, scanResponse),
  sortRequest: tagged(43, sortRequest),
  sortResponse: tagged(44, sortResponse),
  segmentRequest: tagged(45, segmentRequest),
  extendedServicesRequest: tagged(46, extendedServicesRequest),
  extendedServicesResponse: tagged(47, extendedServicesResponse),
  close: tagged(48, close),
} as const;
type Apdus = typeof apdus;
export type ApduName = keyof Apdus;
export type ApduOf<N extends ApduName> = ValueOf<Apdus[N]>;

/** One APDU: which one it is, and its components. */
export type Apdu = { [N in ApduName]: { readonly name: N; readonly message: ApduOf<N> } }[ApduName];

const nameByTag = new Map(Object.entries(apdus).map(([name, { tags }]) => [tags![0]!, name as ApduName]));
export const apduNames = Object.keys(apdus) as readonly ApduName[];

/** Reads one APDU. Throws MalformedMessage, nothing else. */
export function decode(frame: Buffer, limits?: BerLimits): Apdu {
  const element = readElement(frame, limits);
  const name = nameByTag.get(element.tag);
  if (!name) throw new MalformedMessage(`[${element.tag >> 2}] is no APDU`);
  try {
    return { name, message: apdus[name].read(element) } as Apdu;
  } catch (error) {
    if (error instanceof MalformedMessage) error.decoded = { name, message: error.decoded };
    throw error;
  }
}

/** Writes one APDU, every length definite. */
export function encode({ name, message }: Apdu, expectedBytes?: number): Buffer {
  const writer = new BerWriter(expectedBytes);
  (apdus[name] as Type<unknown>).write(writer, message);
  return writer.finish();
}
