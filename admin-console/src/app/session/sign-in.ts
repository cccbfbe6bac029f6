import { HttpErrorResponse } from '@angular/common/http';
import { Component, type ElementRef, afterNextRender, computed, inject, input, signal, viewChild } from '@angular/core';
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
import { problemOf } from '../steering/problem';
import { parisTime } from '../ui/paris-time';
import { accessRefusal } from './access-words';
import { Enrolment } from './enrolment';
import { PasscodeForm } from './passcode-form';
import { PasswordForm } from './password-form';
import { safeReturnPath } from './return-path';
import { Session } from './session';

/** Login and password, then whatever else is asked of him; leads back to the page that was asked for. */
@Component({
  selector: 'app-sign-in',
  imports: [
    DisplayChoice,
    Enrolment,
    Icon,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    PasscodeForm,
    PasswordForm,
    ReactiveFormsModule,
  ],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.scss',
})
export class SignIn {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly loginField = viewChild<ElementRef<HTMLInputElement>>('loginField');

  /** Query parameter: the path to go to once signed in. */
  readonly retour = input<string>();
  /** Query parameter: `session` when the former session has just ended. */
  readonly fin = input<string>();
  /** Whose page is kept beneath the form, and is there again once he has signed in; nobody's when the form is a page. */
  readonly keptFor = input<string>();

  private readonly messages = inject(Messages);
  protected readonly say = this.messages.say;
  /** What is asked now. */
  protected readonly step = computed(() => {
    const stage = this.session.stage();
    return stage === null || stage === 'open' ? 'signIn' : stage;
  });
  protected readonly titles = {
    signIn: 'signIn.title',
    passcode: 'passcode.title',
    password: 'password.title',
    enrolment: 'enrolment.title',
  } as const satisfies Record<string, MessageKey>;
  protected readonly lockedUntil = signal<string | null>(null);
  protected readonly givePasscode = (passcode: string) => this.session.givePasscode(passcode);
  protected readonly isBusy = signal(false);
  protected readonly failure = signal<MessageKey | null>(null);
  protected readonly form = new FormGroup({
    login: new FormControl('', { nonNullable: true, validators: Validators.required }),
    password: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });

  constructor() {
    afterNextRender(() => this.loginField()?.nativeElement.focus());
  }

  protected signIn(): void {
    if (this.isBusy()) return;
    const request = this.form.getRawValue();
    if (!request.login || !request.password) return this.failure.set('signIn.incomplete');

    this.isBusy.set(true);
    this.session.signIn(request).subscribe({
      next: () => this.goOn(),
      error: (error: unknown) => this.refuse(error),
    });
  }

  /** To the page that was asked for, once nothing more is asked; a kept page is there by itself. */
  protected goOn(): void {
    this.isBusy.set(false);
    if (this.session.user() !== null && this.keptFor() === undefined)
      void this.router.navigateByUrl(safeReturnPath(this.retour()));
  }

  protected enter(): void {
    this.session.enter();
    this.goOn();
  }

  /** Back to the first step: somebody else signs in, or nobody. */
  protected leave(): void {
    this.form.reset();
    this.failure.set(null);
    this.session.signOut().subscribe({ error: () => this.failure.set('shell.signOutFailed') });
  }

  /** Says why, and leaves the focus and what was typed where they are. */
  private refuse(error: unknown): void {
    const status = error instanceof HttpErrorResponse ? error.status : null;
    this.isBusy.set(false);
    const refusal = accessRefusal(problemOf(error));
    this.lockedUntil.set(refusal?.until ? parisTime(refusal.until, this.messages.locale()) : null);
    this.failure.set(refusal?.word ?? refusals.get(status) ?? failureWords(error).reason);
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
