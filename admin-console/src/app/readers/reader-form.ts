import { Component, type ElementRef, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PatronDetailsRequest, PatronLineView, PatronView, RegisterPatronRequest } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Failure } from '../ui/failure';
import { dayFrom, dayTyped } from '../ui/day-input';
import { parisDay } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { categoriesFor, fieldsMissing } from './reader-details';
import { fullName } from './reader-words';
import { ReadersApi } from './readers-api';

/** What is known of a reader, to be filled in: at his registration with a card and a category, later without. */
@Component({
  selector: 'app-reader-form',
  imports: [Failure, MatButton],
  templateUrl: './reader-form.html',
  styleUrl: './reader-form.scss',
})
export class ReaderForm {
  private readonly api = inject(ReadersApi);
  private readonly messages = inject(Messages);
  private readonly form = viewChild.required<ElementRef<HTMLFormElement>>('form');
  private readonly summary = viewChild<ElementRef<HTMLElement>>('summary');

  /** Whose details are changed; null registers somebody. */
  readonly reader = input<PatronView | null>(null);
  readonly registered = output<RegisterPatronRequest>();
  readonly changed = output<PatronDetailsRequest>();

  protected readonly post = inject(Post);
  protected readonly say = this.messages.say;
  protected readonly fullName = fullName;
  protected readonly dayFrom = dayFrom;
  protected readonly dayTyped = dayTyped;
  protected readonly today = parisDay(Date.now());
  protected readonly birthDate = signal<string | null>(null);
  protected readonly born = computed(() => this.birthDate() ?? this.reader()?.birthDate ?? '');
  protected readonly missing = signal<readonly { readonly id: string; readonly word: MessageKey }[]>([]);
  protected readonly categories = readResource({
    params: () => (this.reader() === null ? {} : undefined),
    stream: () => this.api.categories(),
  });
  /** Those his age allows. */
  protected readonly choices = computed(() =>
    categoriesFor(this.categories.hasValue() ? this.categories.value().items : [], this.born() || null, this.today),
  );
  /** Who answers for him: one of the readers found. */
  protected readonly guardian = signal<PatronLineView | 'nobody' | null>(null);
  protected readonly guardianNow = computed(() => this.guardian() ?? this.reader()?.guardian?.reader ?? null);
  protected readonly guardianName = computed(() => {
    const who = this.guardianNow();
    return who === null || who === 'nobody' ? null : fullName(who);
  });
  protected readonly guardianAsked = signal('');
  protected readonly guardiansFound = readResource({
    params: () => (this.guardianAsked().length < 2 ? undefined : this.guardianAsked()),
    stream: ({ params }) => this.api.find({ q: params }, { offset: 0, limit: 10 }),
  });
  protected readonly guardians = computed(() =>
    this.guardianAsked() && this.guardiansFound.hasValue() ? this.guardiansFound.value() : null,
  );

  protected lookForGuardian(text: string): void {
    this.guardianAsked.set(text.trim());
  }

  protected choose(guardian: PatronLineView | 'nobody'): void {
    this.guardian.set(guardian);
    this.guardianAsked.set('');
  }

  protected isMissing(id: string): boolean {
    return this.missing().some((field) => field.id === id);
  }

  protected goTo(id: string, click: Event): void {
    click.preventDefault();
    this.form().nativeElement.querySelector<HTMLElement>(`#${id}`)?.focus();
  }

  protected save(event: Event): void {
    event.preventDefault();
    const said = new FormData(this.form().nativeElement);
    const text = (name: string): string => String(said.get(name) ?? '').trim();
    const isNew = this.reader() === null;
    const birthDate = dayFrom(text('birthDate'), this.today);
    const isNoDay = text('birthDate') !== '' && birthDate === null;
    const missing = fieldsMissing((name) => (name === 'birthDate' ? (isNoDay ? '' : 'given') : text(name)), isNew);
    this.missing.set(missing);
    if (missing.length > 0) return void setTimeout(() => this.summary()?.nativeElement.focus());

    const who = this.guardianNow();
    const contact = text('guardianContact');
    const guardian = who !== null && who !== 'nobody' ? { id: who.id } : contact ? { contact } : null;
    const details: PatronDetailsRequest = {
      firstName: text('firstName'),
      lastName: text('lastName'),
      birthDate,
      email: text('email') || null,
      phone: text('phone') || null,
      address: text('address') || null,
      homeLibrary: text('homeLibrary'),
      language: text('language') === 'en' ? 'en' : 'fr',
      guardian,
    };
    if (!isNew) return this.changed.emit(details);
    const pin = text('pin') || null;
    this.registered.emit({ ...details, cardNumber: text('cardNumber'), category: text('category'), pin });
  }
}
