import { Component, type ElementRef, afterNextRender, computed, inject, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { LiveStream } from '../../live/live-stream';
import type { MessageKey } from '../../messages/catalogue';
import { Messages } from '../../messages/messages';
import { Post } from '../../post/post';
import { storedScanner } from '../../post/scanner';
import { Shortcuts } from '../../shell/shortcuts';
import { Badge } from '../../ui/badge';
import { Icon } from '../../ui/icon';
import { parisDateTime } from '../../ui/paris-time';
import { refusalWord } from '../refusal-words';
import { StrayScan } from '../stray-scan';
import { ExceptionList } from './exception-list';
import { KeptList } from './kept-list';
import { maskedCard } from './offline-line';
import { OfflineWork } from './offline-work';
import { ReplayReport } from './replay-report';

/** The desk while the server does not answer: the same box, what is kept on this workstation, and how it is told. */
@Component({
  selector: 'app-offline-page',
  imports: [Badge, ExceptionList, Icon, KeptList, MatButton, ReplayReport, RouterLink],
  templateUrl: './offline-page.html',
  styleUrl: './offline-page.scss',
  host: { '(document:keydown)': 'heard($event)', '(click)': 'pressed($event)' },
})
export class OfflinePage {
  private readonly messages = inject(Messages);
  private readonly live = inject(LiveStream);
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');
  private readonly shortcuts = inject(Shortcuts);
  private readonly stray = new StrayScan(storedScanner());

  protected readonly work = inject(OfflineWork);
  protected readonly post = inject(Post);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  /** Whether the server was heard lately: what is kept may be told. */
  protected readonly isReached = computed(() => ['live', 'polling'].includes(this.live.state()));
  protected readonly oldest = computed(() => {
    const first = this.work.kept().at(0);
    return first ? parisDateTime(first.line.at, this.messages.locale()) : null;
  });
  protected readonly reader = computed(() => {
    const card = this.work.card();
    return card && maskedCard(card);
  });
  /** What the last scan was, in large and in a sentence. */
  protected readonly result = computed<{ word: MessageKey; why: MessageKey; tone: string; facts: string } | null>(
    () => {
      const last = this.work.last();
      if (!last) return null;
      if (last.is === 'line') {
        const isReturn = last.line.kind === 'check-in';
        const tone = isReturn ? 'shuttle' : 'shelf';
        return { word: isReturn ? 'offline.back' : 'offline.lent', why: 'offline.kept', tone, facts: last.line.item };
      }
      if (last.is === 'card') {
        return { word: 'desk.READER', why: 'desk.why.reader', tone: 'neutral', facts: maskedCard(last.card) };
      }
      const whys = {
        'card-unexpected': 'offline.cardUnexpected',
        'not-kept': 'offline.notKept',
        'no-library': 'desk.noLibrary',
      } as const;
      return { word: 'desk.REFUSED', why: whys[last.is], tone: 'refused', facts: '' };
    },
  );
  protected readonly problem = computed(() => {
    const state = this.work.replayState();
    if (state.is === 'unreachable') return this.say('offline.unreachable');
    if (state.is === 'signed-out') return this.say('offline.signInFirst');
    if (state.is === 'elsewhere') return this.say('offline.elsewhere');
    if (state.is !== 'refused') return '';
    return this.say('offline.refused', { reason: this.say(refusalWord(state.code), { code: state.code }) });
  });

  constructor() {
    void this.work.look();
    afterNextRender(() => this.focusBox());
  }

  protected enter(event: Event): void {
    event.preventDefault();
    const box = this.box()?.nativeElement;
    if (!box) return;
    const typed = box.value;
    box.value = '';
    this.work.scan(typed);
  }

  protected heard(event: KeyboardEvent): void {
    const isEditing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
    if (!isEditing && !event.ctrlKey && !event.altKey && !event.metaKey) {
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
      Escape: () => this.work.closeReader(),
    };
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    const isHeard = event.key === 'Escape' || this.shortcuts.state() === 'on';
    if (!act || !isHeard) return;
    event.preventDefault();
    act();
  }

  /** After a button of the scanning part, the box takes the focus again. */
  protected pressed({ target }: Event): void {
    if (target instanceof Element && target.closest('.scanning button')) this.focusBox();
  }

  protected replay(): void {
    void this.work.replay();
  }

  protected print(): void {
    window.print();
  }

  /** The next operations as a file for whoever can bring them to the server. */
  protected async download(): Promise<void> {
    const batch = await this.work.file();
    if (!batch) return;
    const address = URL.createObjectURL(new Blob([JSON.stringify(batch, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `secours-${this.post.library() ?? ''}-${batch.batch.slice(0, 8)}.json`;
    link.click();
    URL.revokeObjectURL(address);
  }

  private focusBox(): void {
    this.box()?.nativeElement.focus();
  }
}
