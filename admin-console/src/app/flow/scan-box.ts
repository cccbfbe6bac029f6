import { Component, type ElementRef, afterNextRender, input, output, viewChild } from '@angular/core';
import { cleanScan } from '../desk/scan-input';
import { StrayScan } from '../desk/stray-scan';

/** The box of a page that a scanner fills: emptied at Enter, never disabled; a scan fired elsewhere comes to it too. */
@Component({
  selector: 'app-scan-box',
  template: `
    <form novalidate (submit)="enter($event)">
      <label for="scan">{{ label() }}</label>
      <input
        #box
        id="scan"
        data-testid="scan-input"
        type="text"
        name="scan"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
      />
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 4px;
      max-inline-size: 460px;
      margin-block-end: 16px;
    }
    label {
      font-weight: 600;
    }
    input {
      min-block-size: 48px;
      padding-inline: 14px;
      border: 2px solid var(--app-field);
      border-radius: 8px;
      background: var(--app-ground);
      color: var(--app-ink);
      font: 500 1.125rem var(--app-mono);
    }
    @media print {
      :host {
        display: none;
      }
    }
  `,
  host: { '(document:keydown)': 'heard($event)' },
})
export class ScanBox {
  readonly label = input.required<string>();
  readonly scanned = output<string>();

  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly stray = new StrayScan();

  constructor() {
    afterNextRender(() => this.box().nativeElement.focus());
  }

  protected enter(event: Event): void {
    event.preventDefault();
    const { nativeElement } = this.box();
    const clean = cleanScan(nativeElement.value);
    nativeElement.value = '';
    if (clean) this.scanned.emit(clean.code);
  }

  protected heard(event: KeyboardEvent): void {
    const { target } = event;
    const isField = target instanceof HTMLElement && target.matches('input, select, textarea');
    if (isField || event.ctrlKey || event.metaKey || event.altKey) return;
    const code = this.stray.hear({ key: event.key, at: event.timeStamp });
    const clean = code && cleanScan(code);
    if (!clean) return;
    event.preventDefault();
    this.box().nativeElement.focus();
    this.scanned.emit(clean.code);
  }
}
