import type { OfflineReportView } from '../../api/contract';
import type { OfflineLine } from './offline-line';

/** One operation kept on this workstation. */
export interface KeptLine {
  readonly id: number;
  readonly line: OfflineLine;
  /** The batch it was told in, or is about to be; null: not yet. */
  readonly batch: string | null;
}

/** A record as it lies on the disk: only its number and its batch can be read. */
interface SealedLine {
  readonly id?: number;
  readonly batch: string | null;
  readonly sealed: Sealed;
}
interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/** The key under which the last report lies. */
const reportName = 'report';
const keyName = 'key';

/**
 * What was done without the server, on the disk of this workstation and unreadable there: AES-GCM, with a key that the
 * browser keeps and gives to no script (WebCrypto, not extractable).
 */
export class Vault {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly key: CryptoKey,
  ) {}

  /** Opens the vault of this browser, or makes it. Rejects where the browser keeps nothing. */
  static async open(name: string): Promise<Vault> {
    // Both are absent from a page that did not come over HTTPS, the second from some private windows.
    if (!('subtle' in crypto) || !('indexedDB' in window))
      throw new DOMException('nothing is kept here', 'NotSupportedError');
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('lines', { keyPath: 'id', autoIncrement: true });
      opening.result.createObjectStore('named');
    };
    const database = await answered(opening);
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const work = database.transaction('named', 'readwrite');
    const named = work.objectStore('named');
    const known = (await answered(named.get(keyName))) as CryptoKey | undefined;
    if (!known) named.put(made, keyName);
    await committed(work);
    return new Vault(database, known ?? made);
  }

  /** Everything kept, the oldest first. */
  async lines(): Promise<readonly KeptLine[]> {
    const found = (await answered(this.store('lines').getAll())) as (SealedLine & { id: number })[];
    return Promise.all(
      found.map(async ({ id, batch, sealed }) => ({ id, batch, line: await this.opened<OfflineLine>(sealed) })),
    );
  }

  /** Keeps operations: they are on the disk when this resolves. */
  async keep(lines: readonly OfflineLine[]): Promise<void> {
    const records = await Promise.all(lines.map(async (line) => ({ batch: null, sealed: await this.sealed(line) })));
    const work = this.database.transaction('lines', 'readwrite', { durability: 'strict' });
    for (const record of records) work.objectStore('lines').add(record satisfies SealedLine);
    await committed(work);
  }

  /** Takes an operation back that was never told. */
  async remove(id: number): Promise<void> {
    const work = this.database.transaction('lines', 'readwrite');
    const lines = work.objectStore('lines');
    const found = (await answered(lines.get(id))) as SealedLine | undefined;
    if (found?.batch === null) lines.delete(id);
    await committed(work);
  }

  /**
   * Gives the next operations a batch, the oldest `most` of them, and returns its name; the one that was begun before and
   * not answered comes first, for a batch told twice under its name is done once. Null when nothing waits.
   */
  async nextBatch(most: number): Promise<string | null> {
    const work = this.database.transaction('lines', 'readwrite', { durability: 'strict' });
    const lines = work.objectStore('lines');
    const found = (await answered(lines.getAll())) as SealedLine[];
    const begun = found.find(({ batch }) => batch !== null)?.batch ?? null;
    const batch = begun ?? (found.length > 0 ? crypto.randomUUID() : null);
    if (begun === null) for (const record of found.slice(0, most)) lines.put({ ...record, batch });
    await committed(work);
    return batch;
  }

  /** A batch was answered: its operations leave, its report stays, in one go. */
  async settle(report: OfflineReportView): Promise<void> {
    const sealed = await this.sealed(report);
    const work = this.database.transaction(['lines', 'named'], 'readwrite', { durability: 'strict' });
    const lines = work.objectStore('lines');
    for (const record of (await answered(lines.getAll())) as (SealedLine & { id: number })[]) {
      if (record.batch === report.batch) lines.delete(record.id);
    }
    work.objectStore('named').put(sealed, reportName);
    await committed(work);
  }

  /** The last report, until it was read. */
  async report(): Promise<OfflineReportView | null> {
    const found = (await answered(this.store('named').get(reportName))) as Sealed | undefined;
    return found ? this.opened<OfflineReportView>(found) : null;
  }

  async forgetReport(): Promise<void> {
    const work = this.database.transaction('named', 'readwrite');
    work.objectStore('named').delete(reportName);
    await committed(work);
  }

  close(): void {
    this.database.close();
  }

  private store(name: 'lines' | 'named'): IDBObjectStore {
    return this.database.transaction(name).objectStore(name);
  }

  private async sealed(what: unknown): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(what));
    return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.key, text) };
  }

  private async opened<What>({ iv, bytes }: Sealed): Promise<What> {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.key, bytes);
    return JSON.parse(new TextDecoder().decode(text)) as What;
  }
}

function answered<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });
}

function committed(work: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    work.oncomplete = () => resolve();
    work.onabort = () => reject(work.error ?? new Error('the browser kept nothing'));
  });
}
