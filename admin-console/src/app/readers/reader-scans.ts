import {
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import type { DeskScanView, PatronView } from '../api/contract';
import { DeskApi } from '../desk/desk-api';
import { cleanScan } from '../desk/scan-input';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Icon } from '../ui/icon';
import { parisDate } from '../ui/paris-time';
import { readerRefusalWord, refusalSentence } from './refusal-words';

interface ScanLine {
  readonly n: number;
  readonly code: string;
  readonly state: 'pending' | 'done' | 'refused';
  readonly words: string;
}
/** Lines that stay on the screen. */
const mostLines = 5;

/** The box of a file: a document is lent to this reader, a card opens another one. Scans are done in their order. */
@Component({
  selector: 'app-reader-scans',
  imports: [Icon],
  template: `
    <form novalidate (submit)="enter($event)">
      <label for="file-scan">{{ say('readers.scan') }}</label>
      <input
        #box
        id="file-scan"
        data-testid="scan-input"
        class="code"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
      />
    </form>
    <div role="log" aria-live="polite" [attr.aria-label]="say('readers.scan')">
      <ul>
        @for (line of lines(); track line.n) {
          <li
            data-testid="scan-row"
            [attr.data-state]="line.state === 'done' ? 'ok' : line.state"
            [attr.data-tone]="line.state === 'done' ? 'shelf' : line.state === 'refused' ? 'refused' : 'neutral'"
          >
            <app-icon [name]="line.state === 'done' ? 'check' : line.state === 'refused' ? 'close' : 'clock'" />
            <span class="code">{{ line.code }}</span>
            <span>{{ line.words }}</span>
          </li>
        }
      </ul>
    </div>
  `,
  styleUrl: './reader-scans.scss',
})
export class ReaderScans {
  private readonly api = inject(DeskApi);
  private readonly router = inject(Router);
  private readonly post = inject(Post);
  private readonly messages = inject(Messages);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');

  readonly reader = input.required<PatronView>();
  readonly done = output();

  protected readonly say = this.messages.say;
  protected readonly lines = signal<readonly ScanLine[]>([]);
  private readonly whose = computed(() => this.reader().id);
  private readonly waiting: { n: number; code: string; card: string }[] = [];
  private isAtWork = false;
  private last = 0;

  constructor() {
    // What was read for one reader is nothing of the next.
    effect(() => {
      this.whose();
      untracked(() => {
        this.waiting.length = 0;
        this.lines.set([]);
      });
    });
  }

  protected enter(event: Event): void {
    event.preventDefault();
    const box = this.box().nativeElement;
    const typed = box.value;
    box.value = '';
    this.take(typed);
  }

  /** Takes what was read, in the box or beside it. */
  take(typed: string): void {
    const clean = cleanScan(typed);
    if (!clean) return;
    this.last += 1;
    const n = this.last;
    const line: ScanLine = { n, code: clean.code, state: 'pending', words: this.say('readers.scan.pending') };
    this.lines.update((lines) => [line, ...lines].slice(0, mostLines));
    this.waiting.push({ n, code: clean.code, card: this.reader().cardNumber });
    this.next();
  }

  private next(): void {
    const library = this.post.library();
    const scan = this.isAtWork ? undefined : this.waiting.shift();
    if (!scan) return;
    if (library === null) return this.settle(scan.n, 'refused', this.say('readers.noLibrary'));
    this.isAtWork = true;
    const { n, code, card } = scan;
    this.api.scan({ code, mode: 'lend', card, library }, crypto.randomUUID()).subscribe({
      next: (answer) => this.answered(n, answer),
      error: (error: unknown) => this.settle(n, 'refused', refusalSentence(error, this.say)),
    });
  }

  private answered(n: number, answer: DeskScanView): void {
    if (answer.kind === 'reader' && answer.reader.id !== this.reader().id) {
      this.waiting.length = 0;
      void this.router.navigate(['/lecteurs', answer.reader.id]);
    }
    const isDone = answer.kind === 'loan' || answer.kind === 'reader';
    this.settle(n, isDone ? 'done' : 'refused', this.sentence(answer));
    if (answer.kind === 'loan') this.done.emit();
  }

  private settle(n: number, state: ScanLine['state'], words: string): void {
    this.isAtWork = false;
    this.lines.update((lines) => lines.map((line) => (line.n === n ? { ...line, state, words } : line)));
    this.next();
  }

  private sentence(answer: DeskScanView): string {
    switch (answer.kind) {
      case 'loan': {
        const { item, dueAt } = answer.loan;
        return this.say('readers.scan.lent', { title: item.title, date: parisDate(dueAt, this.messages.locale()) });
      }
      case 'renewable':
        return this.say('readers.scan.renewable', { title: answer.item.title });
      case 'refused':
        return `${answer.item.title} — ${this.say(readerRefusalWord(answer.code), { code: answer.code })}`;
      case 'card-refused':
        return this.say(readerRefusalWord(answer.code), { code: answer.code });
      case 'reader':
        return this.say('readers.scan.same');
      case 'either':
      case 'card-first':
      case 'return':
        return this.say('readers.scan.atDesk');
      case 'unknown':
        return this.say('readers.scan.unknown');
    }
  }
}
