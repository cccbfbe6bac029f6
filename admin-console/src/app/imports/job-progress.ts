import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Messages } from '../messages/messages';

/** What is told aloud: the beginning, then each quarter. */
const quarters = [0, 25, 50, 75] as const;
/** The time left is told once so many milliseconds were seen. */
const tellAfterMs = 10_000;

/** How far something long is: in words, in figures, as a bar; told aloud at its beginning and at each quarter. */
@Component({
  selector: 'app-job-progress',
  template: `
    <div data-testid="job-progress">
      <p [id]="name">{{ what() }}</p>
      @if (total(); as all) {
        <progress [attr.aria-labelledby]="name" [value]="done()" [max]="all"></progress>
        <p class="figures">
          {{ say('job.percent', { n: figure(percent()) }) }}
          @if (left(); as minutes) {
            · {{ sayCount('job.left', minutes) }}
          }
        </p>
      } @else {
        <progress [attr.aria-labelledby]="name"></progress>
      }
      <p class="cdk-visually-hidden" role="status">{{ aloud() }}</p>
    </div>
  `,
  styles: `
    p {
      margin: 4px 0;
    }
    progress {
      inline-size: 100%;
      block-size: 14px;
      accent-color: var(--app-accent);
    }
    .figures {
      color: var(--app-muted);
    }
  `,
})
export class JobProgress {
  private readonly messages = inject(Messages);
  private readonly from = signal<{ readonly at: number; readonly done: number } | null>(null);

  readonly what = input.required<string>();
  readonly done = input.required<number>();
  /** Null: nobody can say. */
  readonly total = input.required<number | null>();

  protected readonly name = 'job-what';
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly percent = computed(() => {
    const total = this.total();
    return total ? Math.min(100, Math.floor((this.done() / total) * 100)) : 0;
  });
  protected readonly aloud = computed(() => {
    const quarter = quarters.filter((each) => each <= this.percent()).at(-1) ?? 0;
    return quarter === 0 ? this.what() : `${this.what()} ${this.say('job.percent', { n: quarter })}`;
  });
  /** Whole minutes, one at least; null while it is too early to say. */
  protected readonly left = computed(() => {
    const [from, total, done] = [this.from(), this.total(), this.done()];
    const elapsed = from ? Date.now() - from.at : 0;
    if (!from || !total || elapsed < tellAfterMs || done <= from.done) return null;
    return Math.max(1, Math.round(((total - done) * elapsed) / (done - from.done) / 60_000));
  });

  constructor() {
    effect(() => {
      const done = this.done();
      this.what();
      const from = this.from();
      if (!from || done < from.done) this.from.set({ at: Date.now(), done });
    });
  }
}
