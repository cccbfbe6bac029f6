import { Component, type ElementRef, afterNextRender, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { AccessFailure } from './access-failure';
import { Session } from './session';

/** Somebody chooses his own password, typed twice. */
@Component({
  selector: 'app-password-form',
  imports: [AccessFailure, MatButton, MatFormField, MatInput, MatLabel],
  template: `
    <form novalidate (submit)="$event.preventDefault(); choose(current.value, chosen.value, again.value)">
      <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
        <mat-label>{{ say(currentLabel()) }}</mat-label>
        <input #current matInput type="password" name="current" autocomplete="current-password" required />
      </mat-form-field>
      <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
        <mat-label>{{ say('password.chosen') }}</mat-label>
        <input
          #chosen
          matInput
          type="password"
          name="chosen"
          autocomplete="new-password"
          required
          aria-describedby="password-rule"
        />
      </mat-form-field>
      <p id="password-rule" class="rule">{{ say('password.rule') }}</p>
      <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
        <mat-label>{{ say('password.again') }}</mat-label>
        <input #again matInput type="password" name="again" autocomplete="new-password" required />
      </mat-form-field>
      @if (mistake(); as word) {
        <p class="mistake" role="alert">{{ say(word) }}</p>
      }
      <app-access-failure [error]="failure()" />
      <button mat-flat-button type="submit" class="submit" [attr.aria-disabled]="isBusy()">
        {{ say('password.submit') }}
      </button>
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
    .rule {
      margin: 0;
      color: var(--app-muted);
    }
    .mistake {
      margin: 0;
      color: var(--app-refused);
    }
  `,
})
export class PasswordForm {
  private readonly session = inject(Session);
  private readonly current = viewChild.required<ElementRef<HTMLInputElement>>('current');

  readonly currentLabel = input<MessageKey>('password.current');
  readonly done = output();

  protected readonly say = inject(Messages).say;
  protected readonly isBusy = signal(false);
  protected readonly mistake = signal<MessageKey | null>(null);
  protected readonly failure = signal<unknown>(null);

  constructor() {
    afterNextRender(() => this.current().nativeElement.focus());
  }

  protected choose(currentPassword: string, password: string, again: string): void {
    if (this.isBusy()) return;
    this.failure.set(null);
    this.mistake.set(
      !currentPassword || !password ? 'password.incomplete' : password === again ? null : 'password.differ',
    );
    if (this.mistake()) return;
    this.isBusy.set(true);
    this.session.choosePassword({ currentPassword, password }).subscribe({
      next: () => {
        this.isBusy.set(false);
        this.done.emit();
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.failure.set(error);
      },
    });
  }
}
