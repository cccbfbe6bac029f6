import * as fixtures from './fixtures.ts';
import { splitRecords, type Frame } from './frame.ts';
import { decode } from './iso2709.ts';
import { MalformedRecord } from './malformed.ts';

const { bytes, lesMiserables, leMonde, oeuvresIso5426 } = fixtures;

/** One byte a character, one chunk a string. */
async function split(chunks: readonly string[], maxRecordBytes?: number): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of splitRecords(chunks.map(bytes), { maxRecordBytes })) frames.push(frame);
  return frames;
}

/** What became of each frame: its first 20 data characters when it can be read, else the fault. */
function read(frame: Frame): string {
  if (frame.rejected) return frame.rejected;
  try {
    const { record, corrections } = decode(frame.bytes);
    const title = record.fields.find(({ tag }) => tag === '200');
    const text = title && 'subfields' in title ? title.subfields[0]!.value : '?';
    return [text.replace(/[\u0098\u009c]/g, ''), ...corrections.map(({ code }) => code)].join(' ');
  } catch (error) {
    if (error instanceof MalformedRecord) return error.fault;
    throw error;
  }
}

const summary = (frame: Frame) =>
  `${frame.offset} ${frame.size} ${frame.rejected} ${Buffer.from(frame.bytes).toString('latin1')}`;
const withLength = (record: string, length: string) => length + record.slice(5);
const wrapped = (record: string) => record.replace(/.{80}/gs, '$&\r\n');
const crowded = (text: string) => lesMiserables.replace('Jean Valjean sort du bagne.', text);

/** [case, bytes of the file, what is read]: the first and last records are sound neighbours. */
const files: readonly (readonly [string, string, readonly string[]])[] = [
  ['records one after the other', lesMiserables + leMonde, ['Les Misérables empty-subfield', 'Le Monde']],
  ['a byte order mark', `\xef\xbb\xbf${leMonde}${leMonde}`, ['Le Monde', 'Le Monde']],
  ['line ends between records', `\r\n${leMonde}\r\n${leMonde}\n`, ['Le Monde', 'Le Monde']],
  ['blanks, NUL and the end-of-file mark of DOS', `${leMonde}  \0\r\n${leMonde}\x1a`, ['Le Monde', 'Le Monde']],
  ['a file wrapped at 80 columns', wrapped(leMonde + oeuvresIso5426 + leMonde), ['Le Monde unwrapped', "L'été des œuvres unwrapped", 'Le Monde unwrapped']],
  ['a record length too short', withLength(leMonde, '00100') + leMonde, ['Le Monde record-length', 'Le Monde']],
  ['a record length too long', withLength(leMonde, '00390') + leMonde + leMonde, ['Le Monde record-length', 'Le Monde', 'Le Monde']],
  ['a record length that spans its neighbour', withLength(leMonde, '00766') + leMonde + leMonde, ['Le Monde record-length', 'Le Monde', 'Le Monde']],
  ['a record length of letters', leMonde + withLength(leMonde, 'ABCDE') + leMonde, ['Le Monde', 'Le Monde record-length leader', 'Le Monde']],
  ['the last 1D missing', leMonde + leMonde.slice(0, -1), ['Le Monde', 'Le Monde terminator-missing']],
  ['a 1D missing between two records', leMonde + leMonde.slice(0, -1) + leMonde, ['Le Monde', 'Le Monde terminator-missing', 'Le Monde']],
  ['the last record cut', leMonde + leMonde.slice(0, 250), ['Le Monde', 'truncated']],
  ['the last record cut in its directory', leMonde + leMonde.slice(0, 70), ['Le Monde', 'truncated']],
  ['a record cut before its neighbour', leMonde + lesMiserables.slice(0, 500) + leMonde, ['Le Monde', 'truncated', 'Le Monde']],
  ['rubbish between two records', `${leMonde}<html>oops</html>${leMonde}`, ['Le Monde', 'not-a-record', 'Le Monde']],
  ['rubbish after the last record', `${leMonde}That is all.`, ['Le Monde', 'not-a-record']],
  ['a stray 1D in a note', crowded('Jean Valjean \x1dort du bagne.') + leMonde, ['Les Misérables control-characters empty-subfield', 'Le Monde']],
  ['a stray 1D and five digits in a note', crowded('Jean Valjean \x1d24601 bagnes.') + leMonde, ['Les Misérables control-characters empty-subfield', 'Le Monde']],
  ['a stray 1E in a note', crowded('Jean Valjean \x1eort du bagne.') + leMonde, ['Les Misérables control-characters empty-subfield', 'Le Monde']],
  ['blank length and base address, as XML leaders have', `     cas  22        450 ${leMonde.slice(24)}${leMonde}`, ['Le Monde record-length leader', 'Le Monde']],
]; // prettier-ignore

test.each(files)('%s: nothing is lost, the neighbours are read', async (_, file, expected) => {
  const frames = await split([file]);
  expect(frames.map(read)).toEqual(expected);
  for (const frame of frames) {
    expect(Buffer.from(frame.bytes).toString('latin1')).toBe(file.slice(frame.offset, frame.offset + frame.size));
  }
});

test.each(files)('%s: cut at any byte, the frames are the same', async (_, file) => {
  const told = async (chunks: readonly string[]) => (await split(chunks)).map(summary).join('\n');
  const whole = await told([file]);
  const different: number[] = [];
  for (let at = 1; at < file.length; at += 1) {
    if ((await told([file.slice(0, at), file.slice(at)])) !== whole) different.push(at);
  }
  expect(different).toEqual([]);
  expect(await told([...file])).toBe(whole);
});

test('a record over 99,999 bytes with a length of 99999 is read by its terminators', async () => {
  const note = `  \x1fa${'x'.repeat(9_000)}\x1e`;
  const directory = `200000900000${'300900600009'.repeat(12)}`;
  const record = `99999nam0 22${String(24 + directory.length + 1).padStart(5, '0')}   450 ${directory}\x1e1 \x1faLong\x1e${note.repeat(12)}\x1d`;
  const frames = await split([record, leMonde]);
  expect(frames.map(read)).toEqual(['Long directory', 'Le Monde']);
});

test('a span without end is given up at the limit, reported once, and the next record is found', async () => {
  const endless = `00100nam ${'y'.repeat(30_000)}`;
  const chunks = Array.from({ length: 31 }, (_, index) => endless.slice(index * 1_000, (index + 1) * 1_000));
  const frames = await split([leMonde, ...chunks, `\x1d${leMonde}`], 5_000);
  expect(frames.map(read)).toEqual(['Le Monde', 'record-too-long', 'Le Monde']);
  expect(frames[1]).toMatchObject({ offset: leMonde.length, size: endless.length + 1 });
  expect(frames[1]!.bytes).toHaveLength(5_000);
  expect(await split([leMonde + endless + `\x1d${leMonde}`], 5_000)).toEqual(frames);
});

test('an empty file has no record', async () => {
  expect(await split([])).toEqual([]);
  expect(await split(['\r\n \r\n'])).toEqual([]);
});
