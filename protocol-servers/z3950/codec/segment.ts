import { otherInfo, referenceId } from './common.ts';
import { namePlusRecord } from './records.ts';
import { integer, sequence, sequenceOf, tagged, type ValueOf } from './types.ts';

/** Segment: part of the records of a present, which only a target sends. */
export const segmentRequest = sequence('Segment', {
  referenceId,
  numberOfRecordsReturned: tagged(24, integer),
  segmentRecords: tagged(0, sequenceOf(namePlusRecord)),
  otherInfo,
});
export type SegmentRequest = ValueOf<typeof segmentRequest>;
