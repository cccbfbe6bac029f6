import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { AccountView, OneTimePasswordView } from '../api/contract';
import { LibrariesApi } from '../libraries/libraries-api';
import { followReloads } from '../live/follow-reloads';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { problemOf } from '../steering/problem';
import { Ago } from '../ui/ago';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { readResource } from '../ui/read-resource';
import { AccountForm, type AccountDraft, nobody } from './account-form';
import { accountRefusal, accountRows, roleWords, secondFactorWords, stateOf } from './account-words';
import { AccountsApi } from './accounts-api';
import { OneTimePassword } from './one-time-password';

/** Who works here: each one's role, its scope, his second factor, when he last came; somebody new is invited. */
@Component({
  selector: 'app-account-list',
  imports: [
    AccountForm,
    Ago,
    Badge,
    Failure,
    Icon,
    Loading,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    OneTimePassword,
    RouterLink,
  ],
  templateUrl: './account-list.html',
  styleUrls: ['../steering/steering.scss', './accounts.scss'],
})
export class AccountList {
  private readonly api = inject(AccountsApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly now = inject(Now);

  /** Query parameter: the filter. */
  readonly q = input<string>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly roleWords = roleWords;
  protected readonly secondFactorWords = secondFactorWords;
  protected readonly nobody = nobody;
  protected readonly accounts = readResource({ stream: () => this.api.list() });
  private readonly network = readResource({ stream: () => this.librariesApi.list() });
  protected readonly libraries = computed(() => (this.network.hasValue() ? this.network.value().items : []));
  protected readonly list = computed(() => (this.accounts.hasValue() ? this.accounts.value() : null));
  protected readonly rows = computed(() => accountRows(this.list()?.items ?? [], this.q() ?? ''));
  protected readonly count = computed(() => this.messages.sayCount('accounts.count', this.rows().length));
  protected readonly isInviting = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly refusal = signal<MessageKey | null>(null);
  protected readonly failure = signal<unknown>(null);
  protected readonly invited = signal<{ readonly login: string; readonly password: OneTimePasswordView } | null>(null);

  constructor() {
    followReloads(this.accounts);
  }

  protected state(account: AccountView) {
    return stateOf(account, this.now.ms());
  }

  protected nameOf(code: string): string {
    return this.libraries().find((library) => library.code === code)?.name ?? code;
  }

  protected filter(text: string): void {
    void this.router.navigate([], {
      queryParams: { q: text || null },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected open(): void {
    this.invited.set(null);
    this.isInviting.set(true);
  }

  protected leave(): void {
    this.isInviting.set(false);
    this.refusal.set(null);
  }

  protected invite(draft: AccountDraft): void {
    this.refusal.set(null);
    this.failure.set(null);
    this.isBusy.set(true);
    this.api.invite(draft).subscribe({
      next: (password) => {
        this.isBusy.set(false);
        this.isInviting.set(false);
        this.invited.set({ login: draft.login, password });
        this.accounts.reload();
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        const word = accountRefusal(problemOf(error));
        if (word) this.refusal.set(word);
        else this.failure.set(error);
      },
    });
  }
}
