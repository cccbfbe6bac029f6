import {
  Component,
  DestroyRef,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { storedScanner } from '../post/scanner';
import { Shortcuts } from '../shell/shortcuts';
import { Icon } from '../ui/icon';
import { DecisionList } from './decision-list';
import { deskPatience } from './desk-api';
import { DeskReader } from './desk-reader';
import { type DeskMode, DeskWork } from './desk-work';
import { modeWords } from './desk-words';
import { OfflineWork } from './offline/offline-work';
import { PilePanel } from './pile-panel';
import { ReaderPanel } from './reader-panel';
import { RowList } from './row-list';
import { RowViews } from './row-view';
import { outcomeOf, stateWord } from './row-words';
import { Slip } from './slip';
import { SlipPrinter } from './slip-printer';
import { StrayScan } from './stray-scan';

/** The desk: one box for cards and documents, what became of each scan and why, the reader, what awaits a decision. */
@Component({
  selector: 'app-desk',
  imports: [DecisionList, Icon, MatButton, PilePanel, ReaderPanel, RouterLink, RowList, Slip],
  templateUrl: './desk.html',
  styleUrl: './desk.scss',
  host: {
    '(click)': 'pressed($event)',
    '(document:keydown)': 'heard($event)',
    '(document:focusout)': 'keepFocus()',
    '(window:afterprint)': 'printed()',
  },
})
export class Desk {
  private readonly injector = inject(Injector);
  private readonly reader = inject(DeskReader);
  private readonly router = inject(Router);
  private readonly patience = inject(deskPatience);
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');
  private readonly shortcuts = inject(Shortcuts);
  private readonly stray = new StrayScan(storedScanner());

  protected readonly post = inject(Post);
  protected readonly work = inject(DeskWork);
  protected readonly views = inject(RowViews);
  protected readonly printer = inject(SlipPrinter);
  protected readonly offline = inject(OfflineWork);
  protected readonly say = inject(Messages).say;
  protected readonly sayCount = inject(Messages).sayCount;
  protected readonly modes: readonly DeskMode[] = ['auto', 'return', 'lend'];
  protected readonly modeWords = modeWords;
  protected readonly last = computed(() => {
    const row = this.work.last();
    return row && this.views.of(row);
  });
  /** A refusal interrupts. */
  protected readonly alarm = computed(() => {
    const row = this.work.told().at(-1)?.row;
    return row && ['refused', 'unknown'].includes(stateWord(outcomeOf(row))) ? this.views.sentence(row) : '';
  });
  /** Milliseconds the oldest scan has waited for its answer. */
  private readonly waiting = signal(0);
  protected readonly patienceIs = computed<'kept' | 'tried' | 'at an end'>(() => {
    if (this.waiting() >= this.patience.offerAfterMs) return 'at an end';
    return this.waiting() >= this.patience.slowAfterMs ? 'tried' : 'kept';
  });
  protected readonly couldNotSwitch = signal(false);

  constructor() {
    this.work.begin();
    void this.offline.look();
    afterNextRender(() => this.focusBox());
    effect(() => {
      if (!this.post.library()) return;
      untracked(() => this.work.begin());
      afterNextRender(() => this.focusBox(), { injector: this.injector });
    });
    const timer = setInterval(() => this.waiting.set(this.longestWait()), 500);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      this.work.comeFromBin('hand');
    });
  }

  protected enter(event: Event): void {
    event.preventDefault();
    const box = this.box()?.nativeElement;
    if (!box) return;
    const typed = box.value;
    box.value = '';
    this.work.scan(typed);
  }

  /** Keys pressed anywhere on the page: the few of the desk, and a scanner that fires outside the box. */
  protected heard(event: KeyboardEvent): void {
    const isElsewhere = !isEditable(event.target);
    if (isElsewhere && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const code = this.stray.hear({ key: event.key, at: event.timeStamp });
      if (code !== null) {
        event.preventDefault();
        this.work.scan(code);
        return this.focusBox();
      }
    }
    const acts: Record<string, (() => void) | undefined> = {
      F2: () => this.work.choose('auto'),
      F4: () => this.work.choose('return'),
      F8: () => this.reader.renewAll(),
      F9: () => this.printLast(),
      Escape: () => this.work.closeReader(),
    };
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    const isHeard = event.key === 'Escape' || this.shortcuts.state() === 'on';
    if (!act || !isHeard || !this.post.library()) return;
    event.preventDefault();
    act();
    this.focusBox();
  }

  /** Whatever button was pressed, of whichever part of the desk, the box takes the focus again. */
  protected pressed({ target }: Event): void {
    if (target instanceof Element && target.closest('button')) this.focusBox();
  }

  /** The focus that would fall on nothing falls into the box. */
  protected keepFocus(): void {
    queueMicrotask(() => {
      if (document.activeElement === document.body && document.hasFocus()) this.focusBox();
    });
  }

  protected turnBin(): void {
    this.work.comeFromBin(this.work.fromBin() ? 'hand' : 'bin');
  }

  /** Goes on without the server: what waits is kept on this workstation first. */
  protected async goOffline(): Promise<void> {
    const kept = await this.work.cede((waiting) => this.offline.take(waiting));
    this.couldNotSwitch.set(kept === 'not-kept');
    if (kept === 'kept') await this.router.navigateByUrl('/guichet/secours');
  }

  protected printed(): void {
    this.printer.printed();
    this.focusBox();
  }

  private focusBox(): void {
    this.box()?.nativeElement.focus();
  }

  private printLast(): void {
    const line = this.last();
    if (line) void this.printer.slip(line);
  }

  private longestWait(): number {
    const oldest = this.work.rows().find(({ state }) => state.is === 'pending');
    return oldest?.state.is === 'pending' ? Date.now() - oldest.state.since : 0;
  }
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable=true]');
}
