import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ActResult, type Told } from '../catalogue/act-result';
import { whyNot } from '../catalogue/catalogue-refusals';
import { Messages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { AuthoritiesApi } from './authorities-api';
import { typeFrom, types, typeWords } from './authority-words';
import { newAuthorityMarc } from './new-marc';

/** An authority made by hand: what it is about and its heading, then its fields. */
@Component({
  selector: 'app-new-authority',
  imports: [ActResult, Icon, MatButton, RouterLink],
  template: `
    <a class="back" routerLink="/catalogue/autorites"><app-icon name="arrowBack" /> {{ say('authority.back') }}</a>
    <h1 tabindex="-1">{{ say('authority.new.title') }}</h1>
    <p>{{ say('authority.new.lead') }}</p>
    <form class="act" novalidate (submit)="$event.preventDefault(); make(entry.value, rest.value, dates.value)">
      <label for="new-type">{{ say('authority.type') }}</label>
      <select #kind id="new-type" (change)="choose(kind.value)">
        @for (each of types; track each) {
          <option [value]="each" [selected]="each === type()">{{ say(typeWords[each]) }}</option>
        }
      </select>
      <label for="new-entry">{{ say('authority.new.entry') }}</label>
      <input #entry id="new-entry" autocomplete="off" maxlength="500" required aria-describedby="new-entry-hint" />
      <span id="new-entry-hint">{{ say('authority.new.required') }}</span>
      <div class="act" [hidden]="!isPerson()">
        <label for="new-rest">{{ say('authority.new.rest') }}</label>
        <input #rest id="new-rest" autocomplete="off" maxlength="500" />
      </div>
      <div class="act" [hidden]="!hasDates()">
        <label for="new-dates">{{ say('authority.new.dates') }}</label>
        <input #dates id="new-dates" autocomplete="off" maxlength="100" />
      </div>
      <button mat-flat-button type="submit" [disabled]="isBusy()">{{ say('authority.new.make') }}</button>
    </form>
    <app-act-result [told]="told()" />
  `,
  styleUrl: '../catalogue/record/page.scss',
  styles:
    '.act[hidden] { display: none; } div.act { inline-size: 100%; padding: 0; } span { color: var(--app-muted); font-size: 0.9375rem; }',
})
export class NewAuthority {
  private readonly api = inject(AuthoritiesApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);

  protected readonly say = this.messages.say;
  protected readonly types = types;
  protected readonly typeWords = typeWords;
  protected readonly type = signal(types[0]!);
  protected readonly isPerson = computed(() => this.type() === 'PERSON');
  protected readonly hasDates = computed(() => this.type() === 'PERSON' || this.type() === 'FAMILY');
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected choose(type: string): void {
    this.type.set(typeFrom(type) ?? types[0]!);
  }

  protected make(entry: string, rest: string, dates: string): void {
    if (this.isBusy()) return;
    if (entry.trim() === '') return this.told.set({ done: false, words: this.say('authority.new.entryNeeded') });
    this.isBusy.set(true);
    const today = new Date().toISOString().slice(0, 10);
    this.api.create(newAuthorityMarc({ type: this.type(), entry, rest, dates }, today)).subscribe({
      next: ({ authority }) => void this.router.navigate(['/catalogue/autorites', authority, 'unimarc']),
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.told.set({ done: false, words: whyNot(error, this.messages) });
      },
    });
  }
}
