import { barsPath, code128 } from './bars';

describe('the bars of a slip', () => {
  it('are those of Code 128', async () => {
    // ISO/IEC 15417: START B, A, checksum 34 (104 + 33·1 = 137, modulo 103), STOP.
    expect(await code128('A')).toBe('11010010000' + '10100011000' + '10001011000' + '1100011101011');
  });

  it('leave ten modules of white before the first', () => {
    expect(barsPath('11010')).toBe('M10 0h2v1h-2zM13 0h1v1h-1z');
  });
});
