import { Component, type ElementRef, afterNextRender, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PatronView } from '../api/contract';
import { Messages } from '../messages/messages';

/** Asks once more before what cannot be undone: the name must be typed. Escape gives it up, and so does the first button. */
@Component({
  selector: 'app-erase-dialog',
  imports: [MatButton],
  template: `
    <dialog #dialog aria-labelledby="erase-title" (cancel)="cancelled.emit()">
      <form novalidate (submit)="confirm($event, name.value)">
        <h2 id="erase-title">{{ say('readers.eraseTitle') }}</h2>
        <p>{{ say('readers.eraseSure') }}</p>
        <label for="erase-name">{{ say('readers.eraseName', { name: reader().lastName }) }}</label>
        <input
          #name
          id="erase-name"
          autocomplete="off"
          [attr.aria-invalid]="isWrong()"
          aria-describedby="erase-wrong"
        />
        <p id="erase-wrong" class="wrong" role="alert">{{ isWrong() ? say('readers.eraseWrong') : '' }}</p>
        <p class="acts">
          <button mat-stroked-button autofocus type="button" (click)="giveUp()">{{ say('readers.cancel') }}</button>
          <button mat-flat-button type="submit">{{ say('readers.eraseConfirm') }}</button>
        </p>
      </form>
    </dialog>
  `,
  styleUrl: './dialog.scss',
})
export class EraseDialog {
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  readonly reader = input.required<PatronView>();
  readonly confirmed = output();
  readonly cancelled = output();

  protected readonly say = inject(Messages).say;
  protected readonly isWrong = signal(false);

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected giveUp(): void {
    this.dialog().nativeElement.close();
    this.cancelled.emit();
  }

  protected confirm(event: Event, typed: string): void {
    event.preventDefault();
    const isRight = typed.trim().toLowerCase() === this.reader().lastName.trim().toLowerCase();
    this.isWrong.set(!isRight);
    if (!isRight) return;
    this.dialog().nativeElement.close();
    this.confirmed.emit();
  }
}
