import { checkRecord } from './check-record.ts';
import type { Charset } from './charset.ts';
import { bytes, leMonde, lesMiserables, marc21, oeuvresIso5426, ecoleWindows1252 } from './fixtures.ts';
import { decode } from './iso2709.ts';

const verdict = (latin1: string, charset: Charset = 'utf-8') => {
  const frame = { offset: 7, size: latin1.length, bytes: bytes(latin1) };
  const checked = checkRecord(frame, { format: 'iso2709', charset, read: decode });
  return checked.verdict === 'unreadable' ? checked.fault : checked.verdict === 'rewritten' ? (checked.reason ?? checked.corrections.map(({ code }) => code)) : 'identical'; // prettier-ignore
};

test.each([
  ['a sound record', leMonde, 'utf-8', 'identical'],
  ['a sound record in ISO 5426', oeuvresIso5426, 'iso-5426', 'identical'],
  ['an empty subfield', lesMiserables, 'utf-8', ['empty-subfield']],
  ['a character set this server does not write', ecoleWindows1252, 'windows-1252', 'charset-not-written'],
  ['MARC 21', marc21, 'utf-8', 'wrong-flavour'],
  ['half a record', leMonde.slice(0, 250), 'utf-8', 'truncated'],
] as const)('%s', (_, latin1, charset, expected) => {
  expect(verdict(latin1, charset)).toEqual(expected);
});

test('fields in another order than their directory', () => {
  const data = '1 \x1faTitre\x1e  \x1faN\x1e';
  const record = `${String(24 + 25 + data.length + 1).padStart(5, '0')}nam0 2200049   450 300000600010200001000000\x1e${data}\x1d`;
  expect(verdict(record)).toBe('field-order');
});
