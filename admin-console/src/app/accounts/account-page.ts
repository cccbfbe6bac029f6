import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Observable } from 'rxjs';
import type { OneTimePasswordView } from '../api/contract';
import { LibrariesApi } from '../libraries/libraries-api';
import { followReloads } from '../live/follow-reloads';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { problemOf } from '../steering/problem';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { parisDate, parisDateTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { AccountForm, type AccountDraft, nobody } from './account-form';
import { accountRefusal, roleWords, secondFactorWords, stateOf } from './account-words';
import { AccountsApi } from './accounts-api';
import { OneTimePassword } from './one-time-password';
import { SessionTable } from './session-table';

/** One account: who it is, what he may do and where, his sessions, and what can be done when he lost something. */
@Component({
  selector: 'app-account-page',
  imports: [AccountForm, Badge, Failure, Icon, Loading, MatButton, OneTimePassword, RouterLink, SessionTable],
  templateUrl: './account-page.html',
  styleUrls: ['../steering/steering.scss', './accounts.scss'],
})
export class AccountPage {
  private readonly api = inject(AccountsApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly messages = inject(Messages);
  private readonly now = inject(Now);

  /** The login, from the address. */
  readonly login = input.required<string>();

  protected readonly say = this.messages.say;
  protected readonly roleWords = roleWords;
  protected readonly secondFactorWords = secondFactorWords;
  protected readonly sheet = readResource({
    params: () => this.login(),
    stream: ({ params }) => this.api.sheet(params),
  });
  private readonly network = readResource({ stream: () => this.librariesApi.list() });
  protected readonly libraries = computed(() => (this.network.hasValue() ? this.network.value().items : []));
  protected readonly shown = computed(() => (this.sheet.hasValue() ? this.sheet.value() : null));
  protected readonly state = computed(() => {
    const account = this.shown();
    return account && stateOf(account, this.now.ms());
  });
  protected readonly isEditing = signal(false);
  /** What the form began with: the sheet may be read again while one types. */
  protected readonly start = signal<AccountDraft>(nobody);
  protected readonly isBusy = signal(false);
  protected readonly told = signal<MessageKey | null>(null);
  protected readonly refusal = signal<MessageKey | null>(null);
  protected readonly failure = signal<unknown>(null);
  protected readonly password = signal<OneTimePasswordView | null>(null);

  constructor() {
    followReloads(this.sheet);
  }

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected moment(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  protected nameOf(code: string): string {
    return this.libraries().find((library) => library.code === code)?.name ?? code;
  }

  protected edit(): void {
    this.quiet();
    this.start.set(this.shown() ?? nobody);
    this.isEditing.set(true);
  }

  protected change({ name, role, library }: AccountDraft): void {
    this.act(this.api.change(this.login(), { name, role, library }), 'accounts.changed');
  }

  protected setActive(active: boolean): void {
    this.act(this.api.setActive(this.login(), active), active ? 'accounts.reinstated' : 'accounts.nowSuspended');
  }

  protected makePassword(): void {
    this.act(this.api.makePassword(this.login()), 'accounts.passwordMade', (made) => this.password.set(made));
  }

  protected endSessions(): void {
    this.act(this.api.endSessions(this.login()), 'accounts.sessionsEnded');
  }

  protected endSession(id: string): void {
    this.act(this.api.endSession(this.login(), id), 'accounts.sessionEnded');
  }

  protected resetSecondFactor(): void {
    this.act(this.api.resetSecondFactor(this.login()), 'accounts.secondFactorReset');
  }

  /** Asks for one act and says what came of it; the sheet is read again, for it may have been old. */
  private act<T>(done: Observable<T>, sentence: MessageKey, then: (value: T) => void = () => undefined): void {
    this.quiet();
    this.isBusy.set(true);
    done.subscribe({
      next: (value) => {
        this.isBusy.set(false);
        this.isEditing.set(false);
        this.told.set(sentence);
        then(value);
        this.sheet.reload();
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        const word = accountRefusal(problemOf(error));
        if (!word) return this.failure.set(error);
        this.refusal.set(word);
        this.sheet.reload();
      },
    });
  }

  private quiet(): void {
    this.told.set(null);
    this.refusal.set(null);
    this.failure.set(null);
    this.password.set(null);
  }
}
