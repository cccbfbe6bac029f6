/** The control number (field 001) of record `number` of this catalogue: `PAS0000000042`. */
export function controlNumberOf(number: number): string {
  return prefix + String(number).padStart(digits, '0');
}

/** A control number of the right length, in a record that was not given its own yet. */
export const controlNumberPlaceholder = 'PAS0000000000';

const prefix = 'PAS';
const digits = 10;

/**
 * A copy of an ISO 2709 record with this control number in the place of the one it has, which must be its first field
 * and as long.
 */
export function withControlNumber(marc: Uint8Array, controlNumber: string): Uint8Array {
  const text = (at: number, length: number) => String.fromCharCode(...marc.subarray(at, at + length));
  const length = Number(text(27, 4)) - 1;
  if (text(24, 3) !== '001' || Number(text(31, 5)) !== 0 || length !== controlNumber.length) {
    throw new RangeError(`the record has no first field 001 of ${controlNumber.length} characters`);
  }
  const copy = new Uint8Array(marc);
  const base = Number(text(12, 5));
  for (let at = 0; at < length; at += 1) copy[base + at] = controlNumber.charCodeAt(at);
  return copy;
}
