import { Component, type ElementRef, afterNextRender, inject, input, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PatronView } from '../api/contract';
import { Messages } from '../messages/messages';
import { fullName } from './reader-words';

/** Asks once more before two accounts become one. Escape gives it up, and so does the first button. */
@Component({
  selector: 'app-merge-dialog',
  imports: [MatButton],
  template: `
    <dialog #dialog aria-labelledby="merge-title" (cancel)="cancelled.emit()">
      <h2 id="merge-title">{{ say('readers.mergeTitle') }}</h2>
      <p>
        {{
          say('readers.mergeSure', {
            merged: fullName(merged()) + ' ' + merged().cardNumber,
            kept: fullName(kept()) + ' ' + kept().cardNumber,
          })
        }}
      </p>
      <p class="acts">
        <button mat-stroked-button autofocus type="button" (click)="answer('no')">{{ say('readers.cancel') }}</button>
        <button mat-flat-button type="button" (click)="answer('yes')">{{ say('readers.mergeConfirm') }}</button>
      </p>
    </dialog>
  `,
  styleUrl: './dialog.scss',
})
export class MergeDialog {
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  readonly kept = input.required<PatronView>();
  readonly merged = input.required<PatronView>();
  readonly confirmed = output();
  readonly cancelled = output();

  protected readonly say = inject(Messages).say;
  protected readonly fullName = fullName;

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected answer(said: 'yes' | 'no'): void {
    this.dialog().nativeElement.close();
    if (said === 'yes') this.confirmed.emit();
    else this.cancelled.emit();
  }
}
