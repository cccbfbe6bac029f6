import { bytes, leMonde, lesMiserables, oeuvresIso5426 } from './fixtures.ts';
import { decode, encode } from './iso2709.ts';
import { decodeKept } from './kept.ts';
import { MalformedRecord } from './malformed.ts';

/** What a reading comes to: the record, or why there is none. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedRecord) return error.message;
    throw error;
  }
}

test.each([lesMiserables, leMonde])('reads what this server wrote as any reader does', (literal) => {
  const ours = encode(decode(bytes(literal)).record);
  expect(decodeKept(ours)).toEqual(decode(ours).record);
});

test('what others wrote is read as it always was: another character set, entries out of order, wrapped lines', () => {
  expect(decodeKept(bytes(oeuvresIso5426))).toEqual(decode(bytes(oeuvresIso5426)).record);
  const two = '00075nam0 2200049   450 200000600000101000600006\x1e  \x1faA\x1e  \x1fab\x1e\x1d';
  const swapped = two.replace('200000600000101000600006', '101000600006200000600000');
  for (const one of [two, swapped]) expect(decodeKept(bytes(one))).toEqual(decode(bytes(one)).record);
  const title = decodeKept(bytes(swapped)).fields.find(({ tag }) => tag === '200');
  expect(title).toMatchObject({ subfields: [{ code: 'a', value: 'A' }] });
});

test('cut at any byte it comes to what `decode` comes to', () => {
  const whole = encode(decode(bytes(lesMiserables)).record);
  for (let length = 0; length < whole.length; length += 1) {
    const cut = whole.subarray(0, length);
    expect(outcome(() => decodeKept(cut))).toEqual(outcome(() => decode(cut).record));
  }
});
