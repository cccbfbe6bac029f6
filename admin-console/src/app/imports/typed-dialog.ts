import { Component, type ElementRef, afterNextRender, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Messages } from '../messages/messages';

/** Asks once more before a batch moves the catalogue: the code of its library must be typed. Escape gives it up. */
@Component({
  selector: 'app-typed-dialog',
  imports: [MatButton],
  template: `
    <dialog #dialog aria-labelledby="typed-title" (cancel)="cancelled.emit()">
      <form novalidate (submit)="confirm($event, code.value)">
        <h2 id="typed-title">{{ heading() }}</h2>
        <p>{{ sentence() }}</p>
        <label for="typed-code">{{ say('imports.typeCode', { code: expected() }) }}</label>
        <input
          #code
          id="typed-code"
          autocomplete="off"
          [attr.aria-invalid]="isWrong()"
          aria-describedby="typed-wrong"
        />
        <p id="typed-wrong" class="wrong" role="alert">{{ isWrong() ? say('imports.typedWrong') : '' }}</p>
        <p class="acts">
          <button mat-stroked-button autofocus type="button" (click)="giveUp()">{{ say('imports.cancel') }}</button>
          <button mat-flat-button type="submit">{{ act() }}</button>
        </p>
      </form>
    </dialog>
  `,
  styleUrl: '../readers/dialog.scss',
})
export class TypedDialog {
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  readonly heading = input.required<string>();
  readonly sentence = input.required<string>();
  readonly expected = input.required<string>();
  /** The word of the button that does it. */
  readonly act = input.required<string>();
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
    const isRight = typed.trim().toUpperCase() === this.expected();
    this.isWrong.set(!isRight);
    if (!isRight) return;
    this.dialog().nativeElement.close();
    this.confirmed.emit();
  }
}
