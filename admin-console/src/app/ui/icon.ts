import { Component, computed, input } from '@angular/core';

/** Outlines on a 24 × 24 grid, drawn with a stroke of 2. Decoration: the word beside an icon says the same. */
const outlines = {
  arrowBack: 'M19 12H5M11 6l-6 6 6 6',
  book: 'M4 5c3-1.500 6-1 8 1 2-2 5-2.500 8-1v14c-3-1.500-6-1-8 1-2-2-5-2.500-8-1zM12 6v14',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4',
  bridge: 'M2 17h20M4 17v-3a8 8 0 0 1 16 0v3M8.5 17v-6M12 17v-7M15.5 17v-6',
  cable: 'M7 3v5M12 3v5M5 8h9v3a4.5 4.5 0 0 1-9 0zM9.5 15.5V18a3 3 0 0 0 3 3H15a4 4 0 0 0 4-4V9',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  close: 'M6 6l12 12M18 6L6 18',
  contrast: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18M12 7l5-2M12 11.5h9M12 16l7-.5',
  cut: 'M4 12h5M15 12h5M10 8l4 8',
  down: 'M12 5v14M6 13l6 6 6-6',
  home: 'M3 11.5L12 4l9 7.5M5.5 10v10h13V10M10 20v-6h4v6',
  kiosk: 'M6 3h12v11H6zM12 14v4M8 21h8M9 18h6M9.5 7h5M9.5 10h3',
  lend: 'M5 4h9v16H5zM8 8h3M14 12h7M18 9l3 3-3 3',
  library: 'M4 20h16M5 9h14L12 4zM7 9v11M12 9v11M17 9v11',
  minus: 'M5 12h14',
  moon: 'M19.5 14.5A8 8 0 1 1 9.5 4.5a6.5 6.5 0 0 0 10 10z',
  paper: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7zM3 3l18 18',
  pause: 'M8 5v14M16 5v14',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5a7.5 6 0 0 1 15 0',
  play: 'M7 4.5v15l12-7.5z',
  power: 'M12 3v9M7 6.5a8 8 0 1 0 10 0',
  question: 'M8.5 9a3.5 3.5 0 1 1 5 3.200c-1 .5-1.5 1.100-1.5 2.300M12 18v.5',
  renew: 'M4 12a8 8 0 0 1 14-5.300L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.300L4 15M4 20v-5h5',
  reserved: 'M7 3h10v18l-5-4-5 4z',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
  shelf: 'M4 4v16M20 4v16M4 11h16M4 20h16M8 5v6M12 5v6M15 14v6',
  shuttle: 'M2 6h12v11H2zM14 10h4l4 4v3h-8zM6 17a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM18 17a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  signOut: 'M10 4H4v16h6M10 12h11M17 8l4 4-4 4',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2',
  takeBack: 'M10 4h9v16h-9zM13 8h3M10 12H3M6 9l-3 3 3 3',
  up: 'M12 19V5M6 11l6-6 6 6',
  upDown: 'M8 9l4-5 4 5M8 15l4 5 4-5',
  warning: 'M12 4l9.5 16.5h-19zM12 10v5M12 17.5v.5',
} as const;

export type IconName = keyof typeof outlines;

/** A small drawing beside a word; hidden from screen readers. */
@Component({
  selector: 'app-icon',
  template: '<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="outline()" /></svg>',
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      inline-size: 1.25em;
      block-size: 1.25em;
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: none;
      stroke: currentcolor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();

  protected readonly outline = computed(() => outlines[this.name()]);
}
