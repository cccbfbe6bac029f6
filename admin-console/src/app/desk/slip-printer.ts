import { Injectable, Injector, afterNextRender, inject, signal } from '@angular/core';
import { storedChoice } from '../display/stored-choice';
import { Messages } from '../messages/messages';
import { parisDate } from '../ui/paris-time';
import { code128 } from './bars';
import { DeskReader } from './desk-reader';
import type { RowView } from './row-view';
import type { SlipPaper } from './slip';
import { slipForms } from './slip-form';

/** What goes on the paper of this workstation, and which paper it is. */
@Injectable({ providedIn: 'root' })
export class SlipPrinter {
  private readonly messages = inject(Messages);
  private readonly injector = inject(Injector);
  private readonly reader = inject(DeskReader);
  private readonly stored = storedChoice('passerelle.slips', slipForms, '80mm');
  private readonly chosen = signal(this.stored.read());
  private readonly onPaper = signal<SlipPaper | null>(null);

  readonly form = this.chosen.asReadonly();
  readonly paper = this.onPaper.asReadonly();

  choose(form: string): void {
    const known = slipForms.find((one) => one === form);
    if (!known) return;
    this.chosen.set(known);
    this.stored.write(known);
  }

  /** Where a document goes, and why. */
  async slip({ row: { code }, headline, title, reason }: RowView): Promise<void> {
    const lines = [title ?? '', reason].filter(Boolean);
    await this.print({ headline, lines, code, modules: await code128(code), at: Date.now() });
  }

  /** What the reader has, and until when. */
  async receipt(): Promise<void> {
    const reader = this.reader.person();
    if (!reader) return;
    const { say, sayCount, locale } = this.messages;
    const due = (at: string) => say('desk.reader.due', { date: parisDate(at, locale()) });
    const lines = reader.account.loans.map(({ title, dueAt }) => `${title} — ${due(dueAt)}`);
    const headline = sayCount('desk.reader.loans', lines.length);
    await this.print({ headline, lines, code: null, modules: '', at: Date.now() });
  }

  /** The paper is gone; what is printed next is the page. */
  printed(): void {
    this.onPaper.set(null);
  }

  private async print(paper: SlipPaper): Promise<void> {
    this.onPaper.set(paper);
    await new Promise<void>((rendered) => afterNextRender(() => rendered(), { injector: this.injector }));
    window.print();
  }
}
