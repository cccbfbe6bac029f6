import { Component, computed, input } from '@angular/core';
import { from } from 'rxjs';
import { readResource } from './read-resource';

/** Modules of white on each side, without which a camera finds nothing (ISO/IEC 18004, 9.1). */
const quietZone = 4;

/** A text for a camera (QR code, ISO/IEC 18004). Drawn here, black on white whatever the colours around. */
@Component({
  selector: 'app-qr-code',
  template: `
    @if (drawn(); as symbol) {
      <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="symbol.box" shape-rendering="crispEdges">
        <rect width="100%" height="100%" fill="#fff" />
        <path fill="#000" [attr.d]="symbol.path" />
      </svg>
    }
  `,
  styles: `
    :host,
    svg {
      display: block;
      inline-size: 13rem;
      max-inline-size: 100%;
      aspect-ratio: 1;
      forced-color-adjust: none;
    }
  `,
  host: { 'data-testid': 'qr-code' },
})
export class QrCode {
  readonly text = input.required<string>();
  /** What it is for, for those who do not see it. */
  readonly label = input.required<string>();

  private readonly symbol = readResource({
    params: () => this.text(),
    stream: ({ params }) => from(symbolOf(params)),
  });
  /** Nothing when what draws it cannot be fetched: the text stands beside. */
  protected readonly drawn = computed(() => (this.symbol.hasValue() ? this.symbol.value() : null));
}

/** The symbol as a path, one unit a module. A reflection on the screen may hide a seventh of it (level M). */
async function symbolOf(text: string): Promise<{ readonly box: string; readonly path: string }> {
  const { encode } = await import('uqr');
  const { size, data } = encode(text, { ecc: 'M', border: quietZone });
  const bars = data.flatMap((modules, y) => {
    const line = modules.map((isBlack) => (isBlack ? '1' : '0')).join('');
    return [...line.matchAll(/1+/g)].map(({ index, 0: bar }) => `M${index} ${y}h${bar.length}v1h-${bar.length}z`);
  });
  return { box: `0 0 ${size} ${size}`, path: bars.join('') };
}
