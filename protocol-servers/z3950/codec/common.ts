import type { Buffer } from 'node:buffer';
import { readElement, type BerLimits } from './ber-reader.ts';
import { BerWriter } from './ber-writer.ts';
import { oids } from './oids.ts';
import {
  any,
  anyString,
  choice,
  explicit,
  integer,
  internationalString,
  octets,
  oid,
  optional,
  sequence,
  sequenceOf,
  tagged,
  type Type,
  type ValueOf,
} from './types.ts';

/** First component of every APDU; given back as it came. */
export const referenceId = optional(tagged(2, octets));
export const resultSetId = tagged(31, internationalString);
export const elementSetName = tagged(103, internationalString);
export const databaseName = tagged(105, internationalString);

/** EXTERNAL (ASN.1): a value of a type defined elsewhere, which its OID names. */
export const external = asUniversal(
  8,
  sequence('EXTERNAL', {
    directReference: optional(oid),
    indirectReference: optional(integer),
    singleASN1Type: optional(explicit(0, any)),
    octetAligned: optional(tagged(1, octets)),
    arbitrary: optional(tagged(2, octets)),
  }),
);
export type External = ValueOf<typeof external>;

/** OtherInformation. */
export const otherInformation = sequenceOf(
  sequence('OtherInformation', {
    category: optional(
      tagged(
        1,
        sequence('InfoCategory', { categoryTypeId: optional(tagged(1, oid)), categoryValue: tagged(2, integer) }),
      ),
    ),
    characterInfo: optional(tagged(2, internationalString)),
    binaryInfo: optional(tagged(3, octets)),
    externallyDefinedInfo: optional(tagged(4, external)),
    oid: optional(tagged(5, oid)),
  }),
);
export type OtherInformation = ValueOf<typeof otherInformation>;
export const otherInfo = optional(tagged(201, otherInformation));

/** DefaultDiagFormat; addinfo is never absent. */
export const defaultDiagFormat = sequence('DefaultDiagFormat', {
  diagnosticSetId: oid,
  condition: integer,
  addinfo: anyString,
});
export type DefaultDiagFormat = ValueOf<typeof defaultDiagFormat>;
/** A diagnostic of the Bib-1 set. */
export const bib1Diagnostic = (condition: number, addinfo = ''): DefaultDiagFormat => ({
  diagnosticSetId: oids.bib1Diagnostics,
  condition,
  addinfo,
});

export const diagRec = choice('DiagRec', { defaultFormat: defaultDiagFormat, externallyDefined: external });

export const stringOrNumeric = choice('StringOrNumeric', {
  string: tagged(1, internationalString),
  numeric: tagged(2, integer),
});

/** Reads a value out of the bytes of an `any`. Throws MalformedMessage. */
export function readAs<T>(type: Type<T>, bytes: Buffer, limits?: BerLimits): T {
  return type.read(readElement(bytes, limits));
}

/** The bytes of a value, to stand where an `any` is. */
export function bytesOf<T>(type: Type<T>, value: T): Buffer {
  const writer = new BerWriter();
  type.write(writer, value);
  return writer.finish();
}

/** The same type under another universal tag. */
function asUniversal<T>(number: number, type: Type<T>): Type<T> {
  return {
    tags: [number * 4],
    read: (element) => type.read(element),
    write: (writer, value, tag = number * 4) => type.write(writer, value, tag),
  };
}
