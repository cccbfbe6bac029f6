import { Injectable, computed, inject, signal } from '@angular/core';
import type { DeskReaderView, RenewAllView } from '../api/contract';
import { Post } from '../post/post';
import { DeskApi } from './desk-api';
import { type CardShape, cardShape, looksLikeCard, storeCardShape } from './scan-input';
import type { HeldBack } from './scan-row';

/** A reader who says nothing for so long is hidden, and gets nothing more without a word of staff (milliseconds). */
export const idleMs = 90_000;

/** Changes to a reader that come closer than this are read together (milliseconds). */
const refreshMs = 400;

/** Who stands at the desk, and why what follows may not go to him. */
@Injectable({ providedIn: 'root' })
export class DeskReader {
  private readonly api = inject(DeskApi);
  private readonly post = inject(Post);

  private readonly currentReader = signal<DeskReaderView | null>(null);
  private readonly back = signal<HeldBack | null>(null);
  private readonly renewals = signal<RenewAllView | null>(null);
  private readonly lastTrouble = signal<unknown>(null);
  private seenCard: CardShape | null = null;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;

  readonly person = this.currentReader.asReadonly();
  readonly card = computed(() => this.currentReader()?.card ?? null);
  /** Why documents wait for a word of staff; null when they do not. */
  readonly heldBack = this.back.asReadonly();
  readonly renewed = this.renewals.asReadonly();
  /** Why the reader on the screen may be out of date; null when he is not. */
  readonly trouble = this.lastTrouble.asReadonly();

  open(reader: DeskReaderView): void {
    this.currentReader.set(reader);
    this.back.set(null);
    this.renewals.set(null);
    this.seenCard = cardShape(reader.card);
    storeCardShape(this.seenCard);
  }

  /** The reader leaves, or the card that opened nothing is put away. */
  close(): void {
    clearTimeout(this.idleTimer);
    this.currentReader.set(null);
    this.back.set(null);
    this.renewals.set(null);
    this.lastTrouble.set(null);
  }

  /** Another person works at the desk: not even the look of a card is known. */
  forget(): void {
    this.close();
    this.seenCard = null;
  }

  /** The reader before is gone, and what follows belongs to nobody yet. */
  refuseCard(): void {
    this.close();
    this.back.set('card-refused');
  }

  hold(why: HeldBack): void {
    this.back.set(why);
  }

  /** The reader is still there: staff said so. */
  goOn(): void {
    if (this.back() === 'idle') this.back.set(null);
    this.watchIdle();
  }

  /** Something was scanned: the reader has a while before he is hidden. */
  watchIdle(): void {
    clearTimeout(this.idleTimer);
    if (!this.currentReader()) return;
    this.idleTimer = setTimeout(() => this.back.update((why) => why ?? 'idle'), idleMs);
  }

  /** Whether a number nobody knows looks like the cards seen here. */
  isLikeCard(code: string): boolean {
    return looksLikeCard(code, this.seenCard);
  }

  /** Renews every loan of the reader: a result for each. */
  renewAll(): void {
    const card = this.card();
    const library = this.post.library();
    if (!card || !library) return;
    this.api.renewAll({ card, library }, crypto.randomUUID()).subscribe({
      next: (results) => {
        this.renewals.set(results);
        this.refresh();
      },
      error: (error: unknown) => this.lastTrouble.set(error),
    });
  }

  /** What the reader has now, asked once for what comes close together; the pile does not wait for it. */
  refresh(): void {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => this.read(), refreshMs);
  }

  private read(): void {
    const reader = this.currentReader();
    if (!reader) return;
    this.api.reader(reader.card, this.post.place()).subscribe({
      next: (answer) => {
        this.lastTrouble.set(null);
        const isStillThere = this.currentReader()?.id === reader.id;
        if (isStillThere && answer.kind === 'reader') this.currentReader.set(answer.reader);
      },
      error: (error: unknown) => this.lastTrouble.set(error),
    });
  }
}
