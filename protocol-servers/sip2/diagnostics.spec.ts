import { refusals } from '../../core/outcome.ts';
import { cutToWidth } from './codec/index.ts';
import { type Cause, languageOf, note, screenMessage } from './diagnostics.ts';
import { supportedMessages } from './permissions.ts';

test.each(Object.keys(screenMessage) as Cause[])('%s has a sentence a kiosk can show, in both languages', (refusal) => {
  for (const text of Object.values(screenMessage[refusal])) {
    expect(text.length).toBeGreaterThan(5);
    expect(text.length).toBeLessThanOrEqual(80);
    expect(text).not.toContain('|');
    for (const charset of ['iso-8859-1', 'windows-1252', 'cp850', 'ascii-fold'] as const) {
      expect(cutToWidth(text, 255, charset).replaceAll('?', '')).toHaveLength(text.replaceAll('?', '').length);
    }
  }
});

test('the catalogue is total', () => {
  expect(Object.keys(screenMessage)).toEqual(expect.arrayContaining([...refusals]));
});

test.each(Object.entries(note))('the note %s fits on a screen', (_name, texts) => {
  for (const text of Object.values(texts)) expect(text.length).toBeLessThanOrEqual(60);
});

test('a kiosk does not tell which of card and PIN was wrong', () => {
  const texts = (['patron-unknown', 'card-replaced', 'pin-wrong', 'pin-locked'] as const).map(
    (refusal) => screenMessage[refusal],
  );
  expect(new Set(texts.map((text) => text.fr)).size).toBe(1);
  expect(new Set(texts.map((text) => text.en)).size).toBe(1);
});

test('languages of the specification: 001 English, 002 French', () => {
  expect([languageOf('001'), languageOf('002'), languageOf('000'), languageOf('003')]).toEqual([
    'en',
    'fr',
    undefined,
    undefined,
  ]);
});

test.each([
  ['STAFF', 'YYYYYYYYYNYYYYYY'],
  ['SELFCHECK', 'YYYYYYYYYNYYNYYY'],
  ['RETURN_BIN', 'NNYNYYYNYNYYNNNN'],
  ['SORTER', 'NNYNYYYNYNYYNNNN'],
  ['GATE', 'NNNNYYYNYNYYNNNN'],
] as const)('BX of a %s says what it may ask: %s', (kind, bx) => {
  expect(supportedMessages({ kind, profile: {} }, 'free')).toBe(bx);
});

test('BX says that fees may be paid where some are charged', () => {
  expect(supportedMessages({ kind: 'SELFCHECK', profile: {} }, 'charges')).toBe('YYYYYYYYYYYYNYYY');
  expect(supportedMessages({ kind: 'GATE', profile: {} }, 'charges')).toBe('NNNNYYYNYNYYNNNN');
});
