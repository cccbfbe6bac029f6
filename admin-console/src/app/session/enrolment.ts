import { Component, ElementRef, afterNextRender, inject, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { EnrolledView, EnrolmentView } from '../api/contract';
import { Messages } from '../messages/messages';
import { QrCode } from '../ui/qr-code';
import { AccessFailure } from './access-failure';
import { otpauthLink, spaced } from './access-words';
import { PasscodeForm } from './passcode-form';
import { RecoveryCodes } from './recovery-codes';
import { Session } from './session';

/** An authenticator is enrolled in three steps: it learns the secret, gives a first passcode, and recovery codes are kept. */
@Component({
  selector: 'app-enrolment',
  imports: [AccessFailure, MatButton, PasscodeForm, QrCode, RecoveryCodes],
  template: `
    @if (enrolled(); as done) {
      <app-recovery-codes [codes]="done.recoveryCodes" />
      <p>
        <button mat-flat-button type="button" class="submit" (click)="finished.emit()">
          {{ say('recovery.kept') }}
        </button>
      </p>
    } @else if (begun(); as factor) {
      <ol class="steps">
        <li>
          {{ say('enrolment.type') }}
          <div class="ways">
            <app-qr-code [text]="link(factor)" [label]="say('enrolment.qrCode')" />
            <p>
              {{ say('enrolment.key') }}
              <span class="code secret" data-testid="enrolment-secret">{{ spaced(factor.secret) }}</span>
              <a [href]="link(factor)">{{ say('enrolment.link') }}</a>
            </p>
          </div>
        </li>
        <li>{{ say('enrolment.prove') }}</li>
      </ol>
      <app-passcode-form
        asks="enrolment.passcode"
        action="enrolment.submit"
        [send]="confirm"
        (taken)="enrolled.set($event)"
      />
    } @else {
      <p>{{ say('enrolment.lead') }}</p>
      <app-access-failure [error]="failure()" />
      <button #first mat-flat-button type="button" class="submit" [attr.aria-disabled]="isBusy()" (click)="begin()">
        {{ say('enrolment.begin') }}
      </button>
    }
  `,
  styles: `
    .steps {
      display: grid;
      gap: 12px;
      padding-inline-start: 24px;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: 12px 24px;
      margin-block-start: 8px;
    }
    .ways p {
      flex: 1 1 13rem;
      margin: 0;
    }
    .secret {
      display: block;
      margin-block: 8px;
      padding: 8px 12px;
      border: 1px solid var(--app-line);
      border-radius: 6px;
      font-size: 1.125rem;
      overflow-wrap: anywhere;
      user-select: all;
    }
    .submit {
      min-block-size: 44px;
    }
  `,
})
export class Enrolment {
  private readonly session = inject(Session);
  private readonly first = viewChild('first', { read: ElementRef<HTMLButtonElement> });

  /** The codes were kept. */
  readonly finished = output();

  protected readonly say = inject(Messages).say;
  protected readonly spaced = spaced;
  protected readonly isBusy = signal(false);
  protected readonly failure = signal<unknown>(null);
  protected readonly begun = signal<EnrolmentView | null>(null);
  protected readonly enrolled = signal<EnrolledView | null>(null);
  protected readonly confirm = (passcode: string) => this.session.confirmEnrolment(passcode);

  constructor() {
    afterNextRender(() => this.first()?.nativeElement.focus());
  }

  protected begin(): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.failure.set(null);
    this.session.beginEnrolment().subscribe({
      next: (factor) => {
        this.isBusy.set(false);
        this.begun.set(factor);
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.failure.set(error);
      },
    });
  }

  protected link({ secret, account }: EnrolmentView): string {
    return otpauthLink(secret, account);
  }
}
