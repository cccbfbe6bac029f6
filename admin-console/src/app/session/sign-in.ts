import { HttpErrorResponse } from '@angular/common/http';
import { Component, type ElementRef, afterNextRender, inject, input, signal, viewChild } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { failureWords } from '../api/failure-words';
import { DisplayChoice } from '../display/display-choice';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { safeReturnPath } from './return-path';
import { Session } from './session';

/** Login and password; leads back to the page that was asked for. */
@Component({
  selector: 'app-sign-in',
  imports: [DisplayChoice, Icon, MatButton, MatFormField, MatInput, MatLabel, ReactiveFormsModule],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.scss',
})
export class SignIn {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly loginField = viewChild.required<ElementRef<HTMLInputElement>>('loginField');

  /** Query parameter: the path to go to once signed in. */
  readonly retour = input<string>();
  /** Query parameter: `session` when the former session has just ended. */
  readonly fin = input<string>();

  protected readonly say = inject(Messages).say;
  protected readonly isBusy = signal(false);
  protected readonly failure = signal<MessageKey | null>(null);
  protected readonly form = new FormGroup({
    login: new FormControl('', { nonNullable: true, validators: Validators.required }),
    password: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });

  constructor() {
    afterNextRender(() => this.loginField().nativeElement.focus());
  }

  protected signIn(): void {
    if (this.isBusy()) return;
    const request = this.form.getRawValue();
    if (!request.login || !request.password) return this.failure.set('signIn.incomplete');

    this.isBusy.set(true);
    this.session.signIn(request).subscribe({
      next: () => void this.router.navigateByUrl(safeReturnPath(this.retour())),
      error: (error: unknown) => this.refuse(error),
    });
  }

  /** Says why, and leaves the focus and what was typed where they are. */
  private refuse(error: unknown): void {
    const status = error instanceof HttpErrorResponse ? error.status : null;
    this.isBusy.set(false);
    this.failure.set(refusals.get(status) ?? failureWords(error).reason);
    // Both fields are marked, for a screen reader too; a change in one takes its mark away.
    if (status === 401) for (const field of Object.values(this.form.controls)) field.setErrors({ refused: true });
  }
}

/** What the server's refusals mean on this page; one message for a wrong login and a wrong password. */
const refusals: ReadonlyMap<number | null, MessageKey> = new Map([
  [400, 'signIn.incomplete'],
  [401, 'signIn.refused'],
  [429, 'signIn.locked'],
]);
