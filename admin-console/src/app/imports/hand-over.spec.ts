import { lastValueFrom, of, throwError, toArray } from 'rxjs';
import type { FilePartRequest } from '../api/contract';
import { base64Of, firstRecords, handOver, isTakenName } from './hand-over';
import type { ImportsApi } from './imports-api';

/** A server that keeps parts of four bytes, and loses the line once. */
function server(there = 0) {
  const parts: FilePartRequest[] = [];
  let cutAt = -1;
  let received = there;
  const api = {
    received: () => of({ received, partBytes: 4, file: null }),
    receive: (part: FilePartRequest) => {
      if (part.offset === cutAt) {
        cutAt = -1;
        return throwError(() => new Error('the line is cut'));
      }
      parts.push(part);
      received += atob(part.bytes).length;
      return of({ received, partBytes: 4, file: received === part.size ? 'LENS-a.mrc' : null });
    },
  } as unknown as ImportsApi;
  return { api, parts, cut: (offset: number) => (cutAt = offset) };
}
const file = new File(['0123456789'], 'a.mrc');

describe('a file that is handed over', () => {
  it('goes in parts, in their order, until it has a name', async () => {
    const { api, parts } = server();
    const told = await lastValueFrom(handOver(api, 'LENS', file).pipe(toArray()));
    expect(told.map(({ received }) => received)).toEqual([0, 4, 8, 10]);
    expect(told.at(-1)!.file).toBe('LENS-a.mrc');
    expect(parts.map(({ offset, bytes }) => [offset, atob(bytes)])).toEqual([
      [0, '0123'],
      [4, '4567'],
      [8, '89'],
    ]);
  });

  it('goes on from what is there when it was cut', async () => {
    const { api, parts, cut } = server();
    cut(4);
    await expectAsync(lastValueFrom(handOver(api, 'LENS', file))).toBeRejectedWithError('the line is cut');
    await lastValueFrom(handOver(api, 'LENS', file));
    expect(parts.map(({ offset }) => offset)).toEqual([0, 4, 8]);
  });

  it('is written as the server takes it, whatever its bytes', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256);
    const text = atob(await base64Of(new Blob([bytes])));
    expect(text.length).toBe(70_000);
    expect([text.charCodeAt(255), text.charCodeAt(69_999)]).toEqual([255, 69_999 % 256]);
  });

  it('has a name the server takes', () => {
    expect(['export.mrc', 'Export été 2026_v2.iso', 'a'].every(isTakenName)).toBe(true);
    expect(['', '.caché', 'a/b', 'a\\b', 'x'.repeat(101), 'a:b'].some(isTakenName)).toBe(false);
  });

  it('shows its first records, whole ones only', () => {
    const bytes = Uint8Array.from([1, 0x1d, 2, 2, 0x1d, 3]);
    expect(firstRecords(bytes, 5).map((record) => [...record])).toEqual([
      [1, 0x1d],
      [2, 2, 0x1d],
    ]);
    expect(firstRecords(bytes, 1).length).toBe(1);
    expect(firstRecords(Uint8Array.from([1, 2]), 5)).toEqual([]);
  });
});
