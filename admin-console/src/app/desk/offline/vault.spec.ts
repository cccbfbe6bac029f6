import { back, loan } from './offline-line';
import { Vault } from './vault';

const name = 'passerelle.secours.vault-spec';
const at = Date.parse('2026-12-15T13:32:00Z');

function erased(): Promise<void> {
  return new Promise((resolve, reject) => {
    const erasing = indexedDB.deleteDatabase(name);
    erasing.onsuccess = () => resolve();
    erasing.onerror = () => reject(erasing.error ?? new Error('not erased'));
  });
}

/** Everything that lies on the disk, as the browser gives it to any script of the page. */
function onDisk(): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error ?? new Error('not opened'));
    opening.onsuccess = () => {
      const database = opening.result;
      const work = database.transaction(['lines', 'named']);
      const found = [work.objectStore('lines').getAll(), work.objectStore('named').getAll()];
      work.oncomplete = () => {
        database.close();
        resolve(found.flatMap(({ result }) => result as unknown[]));
      };
    };
  });
}

describe('the vault of a workstation', () => {
  let vault: Vault;
  const inLens = { library: 'LENS' };

  beforeEach(async () => {
    await erased();
    vault = await Vault.open(name);
  });
  afterEach(async () => {
    vault.close();
    await erased();
  });

  it('gives back what was kept, in order, also after the page was opened again', async () => {
    await vault.keep([loan('30000001', at, inLens, '20000101')]);
    await vault.keep([back('30000002', at + 1, inLens)]);
    vault.close();
    vault = await Vault.open(name);
    const kept = await vault.lines();
    expect(kept.map(({ line }) => [line.kind, line.item, line.card])).toEqual([
      ['check-out', '30000001', '20000101'],
      ['check-in', '30000002', undefined],
    ]);
  });

  it('cannot be read on the disk, and its key leaves the browser for nobody', async () => {
    await vault.keep([loan('30000001', at, inLens, '20000101')]);
    const found = await onDisk();
    const texts = found.map((one) => {
      const sealed = (one as { sealed?: { bytes: ArrayBuffer } }).sealed;
      return sealed ? new TextDecoder('latin1').decode(sealed.bytes) : '';
    });
    expect(texts.join('').length).toBeGreaterThan(100);
    expect(texts.join('') + JSON.stringify(found)).not.toMatch(/20000101|30000001|check-out/);
    const key = found.find((one) => one instanceof CryptoKey) as CryptoKey;
    expect(key.extractable).toBeFalse();
    await expectAsync(crypto.subtle.exportKey('raw', key)).toBeRejected();
  });

  it('names a batch once: interrupted, the same operations are told again under the same name', async () => {
    await vault.keep([back('30000001', at, inLens), back('30000002', at, inLens), back('30000003', at, inLens)]);
    const batch = await vault.nextBatch(2);
    await vault.keep([back('30000004', at, inLens)]);
    expect(await vault.nextBatch(2)).toBe(batch);
    const kept = await vault.lines();
    expect(kept.map((one) => one.batch)).toEqual([batch, batch, null, null]);
    await vault.remove(kept[0]!.id);
    expect((await vault.lines()).length)
      .withContext('what is being told is not taken back')
      .toBe(4);

    const counts = { applied: 2, alreadyTrue: 0, superseded: 0, exception: 0 };
    const times = { receivedAt: '2026-12-15T14:00:00Z', finishedAt: '2026-12-15T14:00:01Z' };
    await vault.settle({ batch: batch!, ...times, receivedBy: 'agent-lens', counts, lines: [] });
    expect((await vault.lines()).map(({ line }) => line.item)).toEqual(['30000003', '30000004']);
    expect((await vault.report())?.counts).toEqual(counts);
    expect(await vault.nextBatch(2)).not.toBe(batch);
    await vault.forgetReport();
    expect(await vault.report()).toBeNull();
  });

  it('has no batch when it is empty', async () => {
    expect(await vault.nextBatch(10)).toBeNull();
  });
});
