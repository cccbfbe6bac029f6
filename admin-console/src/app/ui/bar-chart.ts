import { Component, computed, input } from '@angular/core';

/** One line of a chart: what it says in words is what the drawing shows. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  /** Length of the bar; null draws none. */
  readonly value: number | null;
  readonly text: string;
  /** The same of the period compared, drawn thinner below. */
  readonly compared: { readonly value: number | null; readonly text: string } | null;
  /** Drawn hatched, and said so: it will still change. */
  readonly unfinished: string | null;
}

/**
 * Lengths beside their words, as a list: a screen reader reads each line, the drawing is for the eye. The longest bar of
 * the chart takes the whole width.
 */
@Component({
  selector: 'app-bar-chart',
  template: `
    <svg class="patterns" aria-hidden="true" focusable="false">
      <pattern
        [id]="'hatch-' + name()"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="3" height="6" fill="currentcolor" />
      </pattern>
    </svg>
    <ul [attr.aria-label]="caption()">
      @for (bar of bars(); track bar.key) {
        <li data-testid="bar" [attr.data-key]="bar.key" [attr.data-unfinished]="bar.unfinished !== null">
          <span class="label">{{ bar.label }}</span>
          <svg aria-hidden="true" focusable="false" [class.two]="bar.compared">
            <rect
              class="bar"
              [attr.width]="length(bar.value)"
              height="14"
              [attr.fill]="bar.unfinished === null ? 'currentcolor' : 'url(#hatch-' + name() + ')'"
            />
            @if (bar.compared; as before) {
              <rect class="before" y="16" [attr.width]="length(before.value)" height="6" fill="currentcolor" />
            }
          </svg>
          <span class="text"
            >{{ bar.text }}
            @if (bar.unfinished; as words) {
              <small>{{ words }}</small>
            }
            @if (bar.compared; as before) {
              <small class="compared">{{ before.text }}</small>
            }
          </span>
        </li>
      }
    </ul>
  `,
  styles: `
    .patterns {
      position: absolute;
      inline-size: 0;
      block-size: 0;
      color: var(--app-accent);
    }
    ul {
      display: grid;
      gap: 4px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: minmax(7rem, 14rem) minmax(0, 1fr) minmax(6rem, 13rem);
      align-items: center;
      gap: 2px 12px;
      min-block-size: 32px;
    }
    li svg {
      inline-size: 100%;
      block-size: 14px;
    }
    li svg.two {
      block-size: 22px;
    }
    .bar {
      color: var(--app-accent);
      stroke: var(--app-accent);
    }
    .before {
      color: var(--app-field);
    }
    .label {
      overflow-wrap: anywhere;
    }
    .text {
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
    }
    small {
      color: var(--app-muted);
      font-size: 0.8125rem;
    }
    .compared {
      display: block;
    }
    @media (max-width: 640px) {
      li {
        grid-template-columns: minmax(0, 1fr) auto;
        padding-block: 4px;
      }
      li svg {
        grid-area: 2 / 1 / 3 / 3;
      }
      .text {
        text-align: end;
      }
    }
    @media (forced-colors: active) {
      .bar,
      .patterns {
        color: CanvasText;
        stroke: CanvasText;
      }
      .before {
        color: GrayText;
      }
    }
    @media print {
      svg {
        print-color-adjust: exact;
      }
    }
  `,
})
export class BarChart {
  /** Told apart from the other charts of the page. */
  readonly name = input.required<string>();
  readonly caption = input.required<string>();
  readonly bars = input.required<readonly Bar[]>();

  private readonly longest = computed(() =>
    Math.max(1, ...this.bars().flatMap(({ value, compared }) => [value ?? 0, compared?.value ?? 0])),
  );

  /** A share of the width; what is there at all is seen. */
  protected length(value: number | null): string {
    if (value === null || value <= 0) return '0';
    return `${Math.max(0.5, (100 * value) / this.longest()).toFixed(2)}%`;
  }
}
