import { Component, computed, inject, signal } from '@angular/core';
import { HttpClient } from '@angular/common/http';
import { MatButton } from '@angular/material/button';
import { type OwnAccountView, type RecoveryCodesView, apiRoot } from '../api/contract';
import { SessionTable } from '../accounts/session-table';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { AccessFailure } from '../session/access-failure';
import { Enrolment } from '../session/enrolment';
import { PasscodeForm } from '../session/passcode-form';
import { PasswordForm } from '../session/password-form';
import { RecoveryCodes } from '../session/recovery-codes';
import { Session } from '../session/session';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDate } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';

/** What each does with his own account: his password, his second factor, the consoles he is signed in at. */
@Component({
  selector: 'app-own-account',
  imports: [
    AccessFailure,
    Enrolment,
    Failure,
    Icon,
    Loading,
    MatButton,
    PasscodeForm,
    PasswordForm,
    RecoveryCodes,
    SessionTable,
  ],
  templateUrl: './own-account.html',
  styleUrls: ['../steering/steering.scss', '../accounts/accounts.scss'],
})
export class OwnAccount {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly messages = inject(Messages);

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly user = this.session.user;
  protected readonly own = readResource({ stream: () => this.http.get<OwnAccountView>(`${apiRoot}/session/account`) });
  protected readonly shown = computed(() => (this.own.hasValue() ? this.own.value() : null));
  /** What one is busy with. */
  protected readonly doing = signal<'password' | 'enrolment' | 'codes' | null>(null);
  protected readonly told = signal<MessageKey | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly failure = signal<unknown>(null);
  protected readonly renewCodes = (passcode: string) =>
    this.http.post<RecoveryCodesView>(`${apiRoot}/session/recovery-codes`, { passcode });

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected begin(what: 'password' | 'enrolment' | 'codes'): void {
    this.told.set(null);
    this.failure.set(null);
    this.codes.set(null);
    this.doing.set(what);
  }

  protected done(sentence: MessageKey | null): void {
    this.doing.set(null);
    this.told.set(sentence);
    this.own.reload();
  }

  protected renewed({ recoveryCodes }: RecoveryCodesView): void {
    this.codes.set(recoveryCodes);
    this.done(null);
  }

  protected end(id: string): void {
    this.failure.set(null);
    this.http.delete(`${apiRoot}/session/others/${id}`).subscribe({
      next: () => this.done('account.sessionEnded'),
      error: (error: unknown) => this.failure.set(error),
    });
  }
}
