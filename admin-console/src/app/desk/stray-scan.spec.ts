import { StrayScan } from './stray-scan';

function heard(keys: readonly string[], everyMs: number): string | null {
  const stray = new StrayScan();
  return keys.map((key, index) => stray.hear({ key, at: index * everyMs })).at(-1) ?? null;
}

describe('a scanner that fires outside the box', () => {
  it('is heard when it is as fast as no hand', () => {
    expect(heard([...'30000001', 'Enter'], 10)).toBe('30000001');
    expect(heard([...'30000001', 'Tab'], 35)).toBe('30000001');
  });
  it('is not a hand, nor three keys, nor a shortcut in the middle', () => {
    expect(heard([...'30000001', 'Enter'], 36)).toBeNull();
    expect(heard([...'300', 'Enter'], 10)).toBeNull();
    expect(heard(['3', '0', 'F4', '0', '1', 'Enter'], 10)).toBeNull();
  });
  it('keeps capitals, and forgets what a hand typed before it', () => {
    expect(heard(['Shift', 'A', 'Shift', 'B', '1', '2', 'Enter'], 10)).toBe('AB12');
    const stray = new StrayScan();
    stray.hear({ key: 'x', at: 0 });
    const burst = [...'4567', 'Enter'].map((key, index) => stray.hear({ key, at: 1_000 + index * 10 }));
    expect(burst.at(-1)).toBe('4567');
  });
});
