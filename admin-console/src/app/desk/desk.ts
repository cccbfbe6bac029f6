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
import { storedChoice } from '../display/stored-choice';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Icon } from '../ui/icon';
import { Now } from '../ui/now';
import { parisDate, parisTime } from '../ui/paris-time';
import { code128 } from './bars';
import { type Choice, choiceWords, formWords, modeWords } from './desk-words';
import { DecisionLine } from './decision-line';
import { type DeskMode, DeskWork } from './desk-work';
import { pileOf } from './pile';
import { ReaderPanel } from './reader-panel';
import { refusalWord } from './refusal-words';
import { destinationWords, reasonWords } from './row-sentences';
import { looks, outcomeOf, stateWord, titleOf } from './row-words';
import { type ScanRow, undoable } from './scan-row';
import { Slip, type SlipPaper } from './slip';
import { slipForms } from './slip-form';
import { Sounds } from './sounds';
import { StrayScan } from './stray-scan';

/** Reasons for which staff set a rule aside: none names a reader. */
const overrideReasons = ['desk.override.agreed', 'desk.override.error', 'desk.override.school'] as const;

/** The desk: one box for cards and documents, what became of each scan and why, the reader, what awaits a decision. */
@Component({
  selector: 'app-desk',
  imports: [Badge, DecisionLine, Icon, MatButton, ReaderPanel, Slip],
  templateUrl: './desk.html',
  styleUrl: './desk.scss',
  host: {
    '(document:keydown)': 'heard($event)',
    '(document:focusout)': 'keepFocus()',
    '(window:afterprint)': 'printed()',
  },
})
export class Desk {
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly now = inject(Now);
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');
  private readonly stray = new StrayScan();
  private readonly storedForm = storedChoice('passerelle.slips', slipForms, '80mm');

  protected readonly post = inject(Post);
  protected readonly work = inject(DeskWork);
  protected readonly sounds = inject(Sounds);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly modes: readonly DeskMode[] = ['auto', 'return', 'lend'];
  protected readonly forms = slipForms;
  protected readonly looks = looks;
  protected readonly modeWords = modeWords;
  protected readonly choiceWords = choiceWords;
  protected readonly formWords = formWords;
  protected readonly overrideReasons = overrideReasons;
  /** The row whose decision is explained; one at a time. */
  protected readonly explained = signal<number | null>(null);
  protected readonly form = signal(this.storedForm.read());
  protected readonly paper = signal<SlipPaper | null>(null);
  private readonly speaker = computed(() => ({ say: this.messages.say, locale: this.messages.locale() }));
  private readonly views = new WeakMap<ScanRow, { readonly locale: string; readonly view: RowView }>();
  protected readonly lines = computed(() =>
    this.work
      .rows()
      .toReversed()
      .map((row) => this.view(row)),
  );
  protected readonly last = computed(() => {
    const row = this.work.last();
    return row && this.view(row);
  });
  /** Every result is said once, added to those before. */
  protected readonly speech = computed(() => this.work.told().map(({ number, row }) => this.sentence(number, row)));
  /** A refusal interrupts. */
  protected readonly alarm = computed(() => {
    const last = this.work.told().at(-1);
    const isBad = last && ['refused', 'unknown'].includes(stateWord(outcomeOf(last.row)));
    return isBad ? this.sentence(last.number, last.row).text : '';
  });
  protected readonly decisions = computed(() => this.work.decisions().map((row) => this.view(row)));
  protected readonly pile = computed(() => pileOf(this.work.rows()));
  protected readonly mayOverride = computed(() => {
    const role = this.session.user()?.role;
    return role === 'NETWORK_ADMIN' || role === 'COORDINATOR' || role === 'LIBRARY_MANAGER';
  });
  /** Seconds the oldest scan has waited for its answer. */
  protected readonly waiting = signal(0);

  constructor() {
    this.work.begin();
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
      F8: () => this.work.renewAll(),
      F9: () => this.printLast(),
      Escape: () => this.work.closeReader(),
    };
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (!act || !this.post.library()) return;
    event.preventDefault();
    act();
    this.focusBox();
  }

  /** The focus that would fall on nothing falls into the box. */
  protected keepFocus(): void {
    queueMicrotask(() => {
      if (document.activeElement === document.body && document.hasFocus()) this.focusBox();
    });
  }

  protected focusBox(): void {
    this.box()?.nativeElement.focus();
  }

  protected choose(mode: DeskMode): void {
    this.work.choose(mode);
    this.focusBox();
  }

  protected turnBin(): void {
    this.work.comeFromBin(this.work.fromBin() ? 'hand' : 'bin');
    this.focusBox();
  }

  protected turnSounds(): void {
    this.sounds.turn();
    this.focusBox();
  }

  protected undo(row: ScanRow): void {
    this.work.undo(row);
    this.focusBox();
  }

  protected decide(row: ScanRow, what: Choice): void {
    const { state } = row;
    const card = state.is === 'answered' ? state.card : (this.work.reader()?.card ?? null);
    const decisions = {
      lend: { mode: 'lend', card },
      return: { mode: 'return' },
      renew: { renew: true, card },
      card: { meant: 'card' },
      item: { meant: 'item' },
    } as const;
    this.work.decide(row, decisions[what]);
    this.focusBox();
  }

  protected override(row: ScanRow, why: string): void {
    const { state } = row;
    if (state.is !== 'answered' || state.answer.kind !== 'refused') return;
    this.work.decide(row, { card: state.card, mode: 'lend', override: { reasons: state.answer.reasons, why } });
    this.focusBox();
  }

  protected nextPile(): void {
    this.work.nextPile();
    this.focusBox();
  }

  protected chooseForm(form: string): void {
    const known = slipForms.find((one) => one === form);
    if (!known) return;
    this.form.set(known);
    this.storedForm.write(known);
  }

  protected async print(row: ScanRow): Promise<void> {
    const { headline, title, reason } = this.view(row);
    const lines = [title ?? '', reason].filter(Boolean);
    await this.putOnPaper({ headline, lines, code: row.code, modules: await code128(row.code), at: Date.now() });
  }

  protected async printReceipt(): Promise<void> {
    const reader = this.work.reader();
    if (!reader) return;
    const due = (at: string) => this.say('desk.reader.due', { date: parisDate(at, this.messages.locale()) });
    const lines = reader.account.loans.map(({ title, dueAt }) => `${title} — ${due(dueAt)}`);
    const headline = this.sayCount('desk.reader.loans', lines.length);
    await this.putOnPaper({ headline, lines, code: null, modules: '', at: Date.now() });
  }

  private async putOnPaper(paper: SlipPaper): Promise<void> {
    this.paper.set(paper);
    await new Promise<void>((rendered) => afterNextRender(() => rendered(), { injector: this.injector }));
    window.print();
    this.focusBox();
  }

  /** The paper is gone; what is printed next is the page. */
  protected printed(): void {
    this.paper.set(null);
    this.focusBox();
  }

  private printLast(): void {
    const row = this.work.last();
    if (row) void this.print(row);
  }

  private sentence(number: number, row: ScanRow): { readonly number: number; readonly text: string } {
    const { headline, title, reason } = this.view(row);
    return { number, text: [headline, title, reason].filter(Boolean).join(' — ') };
  }

  private longestWait(): number {
    const oldest = this.work.rows().find(({ state }) => state.is === 'pending');
    return oldest?.state.is === 'pending' ? Math.floor((Date.now() - oldest.state.since) / 1_000) : 0;
  }

  /** A row in words, worked out once for each state of it. */
  private view(row: ScanRow): RowView {
    const speaker = this.speaker();
    const known = this.views.get(row);
    if (known?.locale === speaker.locale) return known.view;
    const outcome = outcomeOf(row);
    const view = {
      row,
      outcome,
      look: looks[outcome],
      state: stateWord(outcome),
      headline: destinationWords(row, speaker),
      reason: reasonWords(row, speaker),
      title: titleOf(row),
      time: parisTime(row.at, speaker.locale),
      undoProblem: row.undoProblem && this.say(refusalWord(row.undoProblem), { code: row.undoProblem }),
    };
    this.views.set(row, { locale: speaker.locale, view });
    return view;
  }

  protected isUndoable(row: ScanRow): boolean {
    return undoable(this.work.rows(), row, Math.max(this.now.ms(), row.at)) !== null;
  }

  /** What staff may do about a row that waits. */
  protected choices({ state }: ScanRow): readonly Choice[] {
    if (state.is === 'held-back') return this.work.reader() ? ['lend', 'return'] : ['return'];
    if (state.is !== 'answered') return [];
    if (state.answer.kind === 'renewable') return ['renew', 'return'];
    if (state.answer.kind === 'either') return ['card', 'item'];
    return state.answer.kind === 'card-first' ? ['return'] : [];
  }

  /** A refused loan can be explained: to whom it was to go, and where. */
  protected explainable({ state }: ScanRow): { readonly card: string; readonly library: string } | null {
    const library = this.post.library();
    const isRefused = state.is === 'answered' && state.answer.kind === 'refused';
    return isRefused && state.card !== null && library ? { card: state.card, library } : null;
  }

  protected turnWhy(row: ScanRow): void {
    this.explained.update((id) => (id === row.id ? null : row.id));
    this.focusBox();
  }

  protected softReasons({ state }: ScanRow): readonly string[] {
    return state.is === 'answered' && state.answer.kind === 'refused' ? state.answer.reasons : [];
  }

  protected isPrintable(line: RowView): boolean {
    return line.outcome === 'HOLD_HERE' || line.outcome === 'TRANSIT';
  }
}

/** A row as it is painted. */
interface RowView {
  readonly row: ScanRow;
  readonly outcome: ReturnType<typeof outcomeOf>;
  readonly look: (typeof looks)[ReturnType<typeof outcomeOf>];
  readonly state: ReturnType<typeof stateWord>;
  readonly headline: string;
  readonly reason: string;
  readonly title: string | null;
  readonly time: string;
  readonly undoProblem: string | null;
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable=true]');
}
