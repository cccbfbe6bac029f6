import { Component, DestroyRef, computed, effect, inject, input } from '@angular/core';
import { Messages } from '../messages/messages';
import { parisDateTime } from '../ui/paris-time';
import { barsPath, quietZone } from './bars';
import type { SlipForm } from './slip-form';

/** What a slip says. */
export interface SlipPaper {
  /** The large line: where it goes, the number of the hold. */
  readonly headline: string;
  readonly lines: readonly string[];
  /** Under the bars; null: no bars. */
  readonly code: string | null;
  readonly modules: string;
  /** UTC milliseconds. */
  readonly at: number;
}

/** A slip or a receipt, on paper alone: black on white, bars of 12 mm with their quiet zone, the place in 24 points or more. */
@Component({
  selector: 'app-slip',
  template: `
    <p class="headline">{{ paper().headline }}</p>
    @for (line of paper().lines; track $index) {
      <p>{{ line }}</p>
    }
    @if (paper().code; as code) {
      <svg preserveAspectRatio="none" [attr.viewBox]="box()" aria-hidden="true"><path [attr.d]="path()" /></svg>
      <p class="digits">{{ code }}</p>
    }
    <p class="when">{{ when() }}</p>
  `,
  styleUrl: './slip.scss',
  host: { '[attr.data-form]': 'form()', 'data-testid': 'slip' },
})
export class Slip {
  private readonly messages = inject(Messages);
  readonly paper = input.required<SlipPaper>();
  readonly form = input.required<SlipForm>();

  constructor() {
    effect(() => {
      document.documentElement.dataset['slip'] = this.form();
    });
    inject(DestroyRef).onDestroy(() => delete document.documentElement.dataset['slip']);
  }

  protected readonly path = computed(() => barsPath(this.paper().modules));
  protected readonly box = computed(() => `0 0 ${this.paper().modules.length + 2 * quietZone} 1`);
  protected readonly when = computed(() => parisDateTime(this.paper().at, this.messages.locale()));
}
