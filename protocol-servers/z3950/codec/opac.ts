import { external } from './common.ts';
import { boolean, choice, internationalString, optional, sequence, sequenceOf, tagged, type ValueOf } from './types.ts';

const text = (number: number) => optional(tagged(number, internationalString));

const circRecord = sequence('CircRecord', {
  availableNow: tagged(1, boolean),
  availabilityDate: text(2),
  availableThru: text(3),
  restrictions: text(4),
  itemId: text(5),
  renewable: tagged(6, boolean),
  onHold: tagged(7, boolean),
  enumAndChron: text(8),
  midspine: text(9),
  temporaryLocation: text(10),
});

const holdingsAndCirc = sequence('HoldingsAndCircData', {
  typeOfRecord: text(1),
  encodingLevel: text(2),
  format: text(3),
  receiptAcqStatus: text(4),
  generalRetention: text(5),
  completeness: text(6),
  dateOfReport: text(7),
  nucCode: text(8),
  localLocation: text(9),
  shelvingLocation: text(10),
  callNumber: text(11),
  shelvingData: text(12),
  copyNumber: text(13),
  publicNote: text(14),
  reproductionNote: text(15),
  termsUseRepro: text(16),
  enumAndChron: text(17),
  volumes: optional(
    tagged(18, sequenceOf(sequence('Volume', { enumeration: text(1), chronology: text(2), enumAndChron: text(3) }))),
  ),
  circulationData: optional(tagged(19, sequenceOf(circRecord))),
});
export type HoldingsAndCirc = ValueOf<typeof holdingsAndCirc>;

/** OPACRecord, record syntax 1.2.840.10003.5.102. */
export const opacRecord = sequence('OPACRecord', {
  bibliographicRecord: optional(tagged(1, external)),
  holdingsData: optional(
    tagged(
      2,
      sequenceOf(
        choice('HoldingsRecord', {
          marcHoldingsRecord: tagged(1, external),
          holdingsAndCirc: tagged(2, holdingsAndCirc),
        }),
      ),
    ),
  ),
});
export type OpacRecord = ValueOf<typeof opacRecord>;
