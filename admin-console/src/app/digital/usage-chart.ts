import { Component, computed, inject, input } from '@angular/core';
import type { UsageYearView } from '../api/contract';
import { Messages } from '../messages/messages';
import { barsOf, ceilingOf, chart, measures, monthsOf } from './usage-figures';

/** The months of a year as bars, three a month; the table beside it says the same in figures. */
@Component({
  selector: 'app-usage-chart',
  template: `
    <figure>
      <svg
        role="img"
        [attr.aria-label]="summary()"
        [attr.viewBox]="'-52 -12 ' + (size.width + 60) + ' ' + (size.height + 44)"
      >
        @for (line of lines(); track line.y) {
          <line class="grid" x1="0" [attr.x2]="size.width" [attr.y1]="line.y" [attr.y2]="line.y" />
          <text class="scale" x="-8" [attr.y]="line.y + 4">{{ line.figure }}</text>
        }
        @for (month of months(); track month.at; let at = $index) {
          @for (bar of bars()[at]; track bar.measure) {
            <rect
              [attr.data-measure]="bar.measure"
              [attr.x]="bar.x"
              [attr.y]="bar.y"
              [attr.width]="bar.width"
              [attr.height]="bar.height"
            />
          }
          <text class="month" [attr.x]="at * size.group + size.group / 2" [attr.y]="size.height + 20">
            {{ month.name }}
          </text>
        }
      </svg>
      <figcaption>
        @for (measure of measures; track measure) {
          <span [attr.data-measure]="measure"><i></i>{{ say(words[measure]) }}</span>
        }
      </figcaption>
    </figure>
  `,
  styles: `
    figure {
      max-inline-size: 900px;
      margin: 0 0 16px;
    }
    svg {
      display: block;
      inline-size: 100%;
    }
    .grid {
      stroke: var(--app-line);
    }
    text {
      fill: var(--app-muted);
      font-size: 13px;
    }
    .scale {
      text-anchor: end;
    }
    .month {
      text-anchor: middle;
    }
    [data-measure='sessions'] {
      --bar: var(--app-shuttle);
    }
    [data-measure='views'] {
      --bar: var(--app-reserved);
    }
    [data-measure='downloads'] {
      --bar: var(--app-decide);
    }
    rect {
      fill: var(--bar);
    }
    figcaption {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 20px;
    }
    figcaption span {
      display: inline-flex;
      align-items: center;
      gap: 6px;
    }
    i {
      inline-size: 12px;
      block-size: 12px;
      background: var(--bar);
      forced-color-adjust: none;
    }
    @media (forced-colors: active) {
      rect {
        fill: CanvasText;
      }
    }
    @media (max-width: 640px) {
      text {
        font-size: 22px;
      }
    }
  `,
})
export class UsageChart {
  private readonly messages = inject(Messages);

  readonly year = input.required<UsageYearView>();

  protected readonly say = this.messages.say;
  protected readonly size = chart;
  protected readonly measures = measures;
  protected readonly words = {
    sessions: 'usage.sessions',
    views: 'usage.views',
    downloads: 'usage.downloads',
  } as const;
  private readonly counts = computed(() => monthsOf(this.year()));
  protected readonly bars = computed(() => barsOf(this.counts()));
  protected readonly months = computed(() => {
    const name = new Intl.DateTimeFormat(this.messages.locale(), { month: 'narrow', timeZone: 'UTC' });
    return this.counts().map(({ month }, at) => ({ name: name.format(new Date(`${month}-01T00:00:00Z`)), at }));
  });
  protected readonly lines = computed(() => {
    const ceiling = ceilingOf(this.counts());
    return [0, 0.5, 1].map((part) => ({
      y: chart.height * (1 - part),
      figure: this.messages.figure(ceiling * part),
    }));
  });
  /** What the bars show, for those who do not see them. */
  protected readonly summary = computed(() => {
    const { year, total } = this.year();
    const { figure } = this.messages;
    return this.say('usage.summary', {
      year,
      sessions: figure(total.sessions),
      views: figure(total.views),
      downloads: figure(total.downloads),
    });
  });
}
