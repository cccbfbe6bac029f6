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
  styles: `
    dialog {
      max-inline-size: min(32rem, calc(100vw - 32px));
      box-sizing: border-box;
      padding: 20px;
      border: 1px solid var(--app-line);
      border-radius: 10px;
      background: var(--app-ground);
      color: var(--app-ink);
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 50%);
    }
    h2 {
      margin-block-start: 0;
    }
    label {
      font-weight: 550;
    }
    input {
      box-sizing: border-box;
      inline-size: 100%;
      min-block-size: 44px;
      padding: 8px 12px;
      border: 1px solid var(--app-field);
      border-radius: 6px;
      background: var(--app-ground);
      color: inherit;
      font: inherit;
    }
    .wrong {
      min-block-size: 1.5em;
      margin: 4px 0;
      color: var(--app-refused);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      margin: 0;
    }
  `,
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
