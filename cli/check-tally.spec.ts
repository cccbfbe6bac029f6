import { CheckTally } from './check-tally.ts';

test('counts records and bytes, and lists the first of what is not sound with its place and reason', () => {
  const tally = new CheckTally(1);
  const declared = { code: 'charset-declared', detail: '' } as const;
  tally.add({ offset: 0, size: 100, verdict: 'identical', corrections: [declared] });
  tally.add({
    offset: 102,
    size: 50,
    verdict: 'rewritten',
    corrections: [declared, { code: 'empty-subfield', detail: '200' }],
    reason: null,
  });
  tally.add({ offset: 152, size: 48, verdict: 'rewritten', corrections: [], reason: 'field-order' });
  tally.add({ offset: 200, size: 20, verdict: 'unreadable', fault: 'truncated', detail: '20 of 00100 bytes' });
  expect(tally.report(222)).toEqual([
    'records: 4 = 3 read + 1 unreadable',
    'bytes:   222 = 198 read + 20 unreadable + 4 between records',
    'written again: 1 identical + 2 not',
    'jeu de caractères autre que celui annoncé en 100: 2 records, first at byte 0',
    'sous-zone vide, abandonnée: 1 records, first at byte 102',
    'unreadable:',
    '  byte 200, 20 bytes: La notice est coupée : la suite manque dans le fichier. 20 of 00100 bytes',
    'not identical:',
    '  byte 102: sous-zone vide, abandonnée',
    '  … and 1 more (--lines)',
  ]);
});
