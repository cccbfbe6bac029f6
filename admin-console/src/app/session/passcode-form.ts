import { Component, type ElementRef, afterNextRender, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Observable } from 'rxjs';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { AccessFailure } from './access-failure';

/** One passcode, given to whoever asks for it; what it was good for is told to the parent. */
@Component({
  selector: 'app-passcode-form',
  imports: [AccessFailure, MatButton, MatFormField, MatInput, MatLabel],
  template: `
    <form novalidate (submit)="$event.preventDefault(); give(field.value)">
      <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
        <mat-label>{{ say(asks()) }}</mat-label>
        <input
          #field
          matInput
          name="passcode"
          autocomplete="one-time-code"
          autocapitalize="characters"
          spellcheck="false"
          maxlength="32"
          required
        />
      </mat-form-field>
      <app-access-failure [error]="failure()" />
      <button mat-flat-button type="submit" class="submit" [attr.aria-disabled]="isBusy()">{{ say(action()) }}</button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 12px;
      max-inline-size: 26rem;
    }
    .submit {
      min-block-size: 44px;
    }
  `,
})
export class PasscodeForm<Given> {
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly asks = input<MessageKey>('passcode.label');
  readonly action = input<MessageKey>('passcode.submit');
  /** Gives it. */
  readonly send = input.required<(passcode: string) => Observable<Given>>();
  readonly taken = output<Given>();

  protected readonly say = inject(Messages).say;
  protected readonly isBusy = signal(false);
  protected readonly failure = signal<unknown>(null);

  constructor() {
    afterNextRender(() => this.field().nativeElement.focus());
  }

  protected give(passcode: string): void {
    if (this.isBusy() || passcode.trim() === '') return;
    this.isBusy.set(true);
    this.failure.set(null);
    this.send()(passcode.trim()).subscribe({
      next: (given) => {
        this.isBusy.set(false);
        this.taken.emit(given);
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.failure.set(error);
        this.field().nativeElement.select();
      },
    });
  }
}
