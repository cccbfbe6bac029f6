import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { LibraryView, NewAccountRequest, Role } from '../api/contract';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';
import { isOfOneLibrary, roleWords, rolesGivenBy } from './account-words';

export type AccountDraft = NewAccountRequest;
/** What a form begins with when somebody is invited. */
export const nobody: AccountDraft = { login: '', name: '', role: 'STAFF', library: null };

/** Who somebody is, what he may do and where. The login is asked once, of whoever is invited. */
@Component({
  selector: 'app-account-form',
  imports: [MatButton, MatFormField, MatInput, MatLabel],
  template: `
    <form novalidate (submit)="$event.preventDefault(); saved.emit(draft())">
      <div class="fields">
        @if (asks() === 'login') {
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label>{{ say('accounts.login') }}</mat-label>
            <input
              #login
              matInput
              name="login"
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              maxlength="64"
              aria-describedby="login-hint"
              [value]="draft().login"
              (input)="fill({ login: login.value })"
            />
          </mat-form-field>
        }
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ say('accounts.name') }}</mat-label>
          <input
            #name
            matInput
            name="name"
            autocomplete="off"
            maxlength="120"
            [value]="draft().name"
            (input)="fill({ name: name.value })"
          />
        </mat-form-field>
        <mat-form-field appearance="outline" floatLabel="always" subscriptSizing="dynamic">
          <mat-label>{{ say('accounts.role') }}</mat-label>
          <select #role matNativeControl name="role" (change)="chooseRole(role.value)">
            @for (one of given(); track one) {
              <option [value]="one" [selected]="one === draft().role">{{ say(roleWords[one]) }}</option>
            }
          </select>
        </mat-form-field>
        @if (needsLibrary()) {
          <mat-form-field appearance="outline" floatLabel="always" subscriptSizing="dynamic">
            <mat-label>{{ say('accounts.library') }}</mat-label>
            <select #library matNativeControl name="library" (change)="fill({ library: library.value || null })">
              <option value="" [selected]="draft().library === null">{{ say('accounts.chooseLibrary') }}</option>
              @for (one of libraries(); track one.code) {
                <option [value]="one.code" [selected]="one.code === draft().library">{{ one.name }}</option>
              }
            </select>
          </mat-form-field>
        } @else {
          <p class="network">{{ say('accounts.wholeNetwork') }}</p>
        }
      </div>
      @if (asks() === 'login') {
        <p id="login-hint" class="hint">{{ say('accounts.loginHint') }}</p>
      }
      <div class="actions">
        <button mat-flat-button type="submit" [disabled]="isBusy()">
          {{ say(asks() === 'login' ? 'accounts.invite' : 'accounts.save') }}
        </button>
        <button mat-button type="button" (click)="left.emit()">{{ say('accounts.cancel') }}</button>
      </div>
    </form>
  `,
  styleUrl: '../steering/steering.scss',
  styles: `
    .network,
    .hint {
      margin: 0;
      color: var(--app-muted);
    }
    .network {
      align-self: center;
    }
  `,
})
export class AccountForm {
  private readonly session = inject(Session);

  readonly start = input.required<AccountDraft>();
  readonly asks = input<'login' | 'rights'>('login');
  readonly libraries = input.required<readonly LibraryView[]>();
  readonly isBusy = input(false);
  readonly saved = output<AccountDraft>();
  readonly left = output();

  protected readonly say = inject(Messages).say;
  protected readonly roleWords = roleWords;
  protected readonly draft = signal(nobody);
  protected readonly given = computed(() => rolesGivenBy(this.session.user()?.role ?? 'STAFF'));
  protected readonly needsLibrary = computed(() => isOfOneLibrary(this.draft().role));

  constructor() {
    effect(() => {
      const start = this.start();
      untracked(() => this.draft.set(start));
    });
  }

  protected fill(part: Partial<AccountDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...part }));
  }

  /** A role of the network has no library. */
  protected chooseRole(value: string): void {
    const role = this.given().find((one) => one === value) as Role;
    this.fill({ role, ...(!isOfOneLibrary(role) && { library: null }) });
  }
}
