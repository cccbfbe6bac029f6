import { HttpErrorResponse } from '@angular/common/http';
import { Injectable, InjectionToken, computed, inject, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { OfflineBatchRequest, OfflineReportView } from '../../api/contract';
import { Post } from '../../post/post';
import { type Outcome } from '../row-words';
import { bounceMs, cleanScan, storedCardShape } from '../scan-input';
import { Sounds } from '../sounds';
import { OfflineApi } from './offline-api';
import { type Heard, heard } from './offline-line';
import type { TakenOver } from './take-over';
import { type KeptLine, Vault } from './vault';

/** Operations told at once. */
const linesPerBatch = 1_000;

/** Under which name the browser keeps them. */
export const vaultName = new InjectionToken<string>('name of the vault of this workstation', {
  providedIn: 'root',
  factory: () => 'passerelle.secours',
});

/** What the last scan was. */
export type LastHeard = Heard | { readonly is: 'not-kept' } | { readonly is: 'no-library' };

/** Where the replay stands. `refused` with what the server said; `unreachable`: nothing was lost, try again. */
export type ReplayState =
  | { readonly is: 'idle' | 'running' | 'unreachable' | 'elsewhere' | 'signed-out' }
  | { readonly is: 'refused'; readonly code: string };

/** The desk while its server does not answer: what is done is kept on this workstation, then told. */
@Injectable({ providedIn: 'root' })
export class OfflineWork {
  private readonly api = inject(OfflineApi);
  private readonly post = inject(Post);
  private readonly sounds = inject(Sounds);
  private readonly vault: Promise<Vault> = Vault.open(inject(vaultName));

  private readonly keptLines = signal<readonly KeptLine[]>([]);
  private readonly currentCard = signal<string | null>(null);
  private readonly current = signal<'auto' | 'return'>('auto');
  private readonly cardNext = signal(false);
  private readonly lastHeard = signal<LastHeard | null>(null);
  private readonly lastReport = signal<OfflineReportView | null>(null);
  private readonly replaying = signal<ReplayState>({ is: 'idle' });
  private readonly vaultTrouble = signal(false);
  private lastScan = { code: '', at: Number.NEGATIVE_INFINITY };
  /** Scans are kept one after the other, in their order. */
  private keeping: Promise<void> = Promise.resolve();

  readonly kept = this.keptLines.asReadonly();
  readonly count = computed(() => this.keptLines().length);
  readonly card = this.currentCard.asReadonly();
  readonly mode = this.current.asReadonly();
  readonly isCardNext = this.cardNext.asReadonly();
  readonly last = this.lastHeard.asReadonly();
  readonly report = this.lastReport.asReadonly();
  readonly replayState = this.replaying.asReadonly();
  /** The browser keeps nothing: off line, nothing may be done here. */
  readonly isBroken = this.vaultTrouble.asReadonly();
  readonly knowsCards = signal(storedCardShape() !== null);

  /** Reads what is kept on this workstation. */
  async look(): Promise<void> {
    this.knowsCards.set(storedCardShape() !== null);
    await this.withVault(async (vault) => {
      const [lines, report] = await Promise.all([vault.lines(), vault.report()]);
      this.keptLines.set(lines);
      this.lastReport.set(report);
    });
  }

  /** What was typed, or scanned: kept before anything is said of it. */
  scan(raw: string): void {
    const clean = cleanScan(raw);
    const at = Date.now();
    if (!clean) return;
    const isBounce = clean.code === this.lastScan.code && at - this.lastScan.at < bounceMs;
    this.lastScan = { code: clean.code, at };
    if (isBounce) return;
    const library = this.post.library();
    if (!library) return this.lastHeard.set({ is: 'no-library' });
    const desk = { mode: this.current(), card: this.currentCard(), isCardNext: this.cardNext(), library };
    const what = heard(clean.code, at, { ...desk, shape: storedCardShape() });
    this.cardNext.set(false);
    if (what.is === 'line') {
      this.keeping = this.keeping.then(() => this.keepOne(what));
      return;
    }
    if (what.is === 'card') this.currentCard.set(what.card);
    this.tell(what, what.is === 'card' ? 'READER' : 'REFUSED');
  }

  choose(mode: 'auto' | 'return'): void {
    this.current.set(mode);
    if (mode === 'return') this.closeReader();
  }

  /** The next code is a card, whatever it looks like. */
  expectCard(): void {
    this.current.set('auto');
    this.cardNext.update((isNext) => !isNext);
  }

  closeReader(): void {
    this.lastScan = { code: '', at: Number.NEGATIVE_INFINITY };
    this.currentCard.set(null);
    this.cardNext.set(false);
  }

  /** Keeps what the desk had not been answered for. */
  async take({ lines, card }: TakenOver): Promise<'kept' | 'not-kept'> {
    await this.withVault((vault) => vault.keep(lines));
    if (this.vaultTrouble()) return 'not-kept';
    this.currentCard.set(card);
    await this.look();
    return 'kept';
  }

  async remove(id: number): Promise<void> {
    await this.withVault((vault) => vault.remove(id));
    await this.look();
  }

  /** Tells the server everything that is kept, batch after batch; one workstation window at a time. */
  async replay(): Promise<void> {
    if (this.replaying().is === 'running') return;
    this.replaying.set({ is: 'running' });
    const ended = await navigator.locks.request('passerelle.replay', { ifAvailable: true }, (lock) =>
      lock ? this.tellAll() : ({ is: 'elsewhere' } as const),
    );
    await this.look();
    this.replaying.set(ended);
  }

  /** The next batch as a file, for whoever can bring it to the server otherwise: told later from here, it is done once. */
  async file(): Promise<OfflineBatchRequest | null> {
    const batch = await this.withVault((vault) => this.batch(vault));
    await this.look();
    return batch ?? null;
  }

  async forgetReport(): Promise<void> {
    await this.withVault((vault) => vault.forgetReport());
    await this.look();
  }

  private async keepOne(what: Extract<Heard, { is: 'line' }>): Promise<void> {
    await this.withVault(async (vault) => {
      await vault.keep([what.line]);
      this.keptLines.set(await vault.lines());
      this.tell(what, what.line.kind === 'check-in' ? 'SHELF' : 'LOAN');
    });
    if (this.vaultTrouble()) this.tell({ is: 'not-kept' }, 'REFUSED');
  }

  private tell(what: LastHeard, like: Outcome): void {
    this.lastHeard.set(what);
    this.sounds.play(like);
  }

  private async tellAll(): Promise<ReplayState> {
    try {
      await this.keeping;
      const vault = await this.vault;
      for (let batch = await this.batch(vault); batch; batch = await this.batch(vault)) {
        const report = await firstValueFrom(this.api.replay(batch));
        // Interrupted on its way: the same batch again goes on where it stopped.
        if (report.finishedAt === null) return { is: 'unreachable' };
        await vault.settle(report);
      }
      return { is: 'idle' };
    } catch (error) {
      if (!(error instanceof HttpErrorResponse)) throw error;
      if (error.status === 401) return { is: 'signed-out' };
      const code: unknown = (error.error as { code?: unknown } | null)?.code;
      const isRefused = error.status >= 400 && error.status < 500 && error.status !== 429;
      return isRefused ? { is: 'refused', code: typeof code === 'string' ? code : 'forbidden' } : { is: 'unreachable' };
    }
  }

  private async batch(vault: Vault): Promise<OfflineBatchRequest | null> {
    const name = await vault.nextBatch(linesPerBatch);
    if (name === null) return null;
    const lines = (await vault.lines()).filter(({ batch }) => batch === name);
    return { batch: name, lines: lines.map(({ line }) => line) };
  }

  /** What the browser refuses to keep is told on the page: the one fault that is expected here. */
  private async withVault<Result>(does: (vault: Vault) => Promise<Result>): Promise<Result | undefined> {
    try {
      const result = await does(await this.vault);
      this.vaultTrouble.set(false);
      return result;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.vaultTrouble.set(true);
      return undefined;
    }
  }
}
