import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { type ExportView, type LibraryContactView, type LibraryLifeView, apiRoot } from '../api/contract';
import { LibrariesApi } from '../libraries/libraries-api';
import { kindWords, stateWords } from '../libraries/library-words';
import { followReloads } from '../live/follow-reloads';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';
import { editsCalendars, editsRules } from '../session/steering-roles';
import { problemOf } from '../steering/problem';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDate } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { LibraryApi } from './library-api';
import { blockingWords, checkWords, entailWords, isReady, lifeSteps, moveWords } from './life-words';

type State = LibraryLifeView['state'];
const nobody: LibraryContactView = { person: '', phone: '', email: '', address: '' };

/** One library: where it stands in its life, what is missing for what comes next, whom to call, what it owns. */
@Component({
  selector: 'app-library',
  imports: [Badge, Failure, Icon, Loading, MatButton, MatFormField, MatInput, MatLabel, RouterLink],
  templateUrl: './library.html',
  styleUrls: ['../steering/steering.scss', './library.scss'],
})
export class Library {
  private readonly api = inject(LibraryApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  /** The code of the library, from the address. */
  readonly code = input.required<string>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly stateWords = stateWords;
  protected readonly kindWords = kindWords;
  protected readonly checkWords = checkWords;
  protected readonly moveWords = moveWords;
  protected readonly entailWords = entailWords;
  protected readonly blockingWords = blockingWords;
  protected readonly isReady = isReady;
  protected readonly countWords = [
    { word: 'library.count.items', fact: 'items' },
    { word: 'library.count.lent', fact: 'lent' },
    { word: 'library.count.away', fact: 'away' },
    { word: 'library.count.ofOthers', fact: 'ofOthers' },
    { word: 'library.count.transits', fact: 'transits' },
    { word: 'library.count.holds', fact: 'holds' },
    { word: 'library.count.devices', fact: 'devices' },
    { word: 'library.count.managers', fact: 'managers' },
  ] as const;
  protected readonly contactFields = [
    { word: 'library.contact.person', field: 'person' },
    { word: 'library.contact.phone', field: 'phone' },
    { word: 'library.contact.email', field: 'email' },
    { word: 'library.contact.address', field: 'address' },
  ] as const;

  protected readonly life = readResource({
    params: () => this.code(),
    stream: ({ params }) => this.api.life(params),
  });
  private readonly names = readResource({ stream: () => this.librariesApi.list() });
  protected readonly shown = computed(() => (this.life.hasValue() ? this.life.value() : null));
  protected readonly steps = computed(() => {
    const library = this.shown();
    return library ? lifeSteps(library) : [];
  });
  protected readonly mayMove = computed(() => this.may(editsRules));
  protected readonly mayEditContact = computed(() => this.may(editsCalendars));
  protected readonly draft = signal<LibraryContactView | null>(null);
  /** The state one is about to move it to, and why. */
  protected readonly chosen = signal<State | null>(null);
  protected readonly why = signal('');
  protected readonly told = signal<MessageKey | null>(null);
  protected readonly refusal = signal<string | null>(null);
  protected readonly failure = signal<{ readonly what: MessageKey; readonly error: unknown } | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly exported = signal<ExportView | null>(null);
  protected readonly isExporting = signal(false);

  constructor() {
    followReloads(this.life);
  }

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected nameOf(code: string): string {
    const items = this.names.hasValue() ? this.names.value().items : [];
    return items.find((library) => library.code === code)?.name ?? code;
  }

  protected editContact(): void {
    this.quiet();
    this.draft.set(this.shown()?.contact ?? nobody);
  }

  protected fill(field: keyof LibraryContactView, text: string): void {
    this.draft.update((draft) => draft && { ...draft, [field]: text });
  }

  protected saveContact(): void {
    const draft = this.draft();
    if (!draft) return;
    this.act(this.api.setContact(this.code(), draft), 'library.contactSaved', 'library.contactFailed');
  }

  protected choose(to: State): void {
    this.quiet();
    this.why.set('');
    this.chosen.set(to);
  }

  protected move(): void {
    const to = this.chosen();
    if (!to) return;
    if (this.why().trim() === '') return this.refusal.set(this.say('library.whyMissing'));
    this.act(this.api.enter(this.code(), { to, why: this.why().trim() }), 'library.moved', 'library.moveFailed');
  }

  protected exportItems(): void {
    this.quiet();
    this.exported.set(null);
    this.isExporting.set(true);
    this.api.exportItems(this.code()).subscribe({
      next: (done) => {
        this.isExporting.set(false);
        if (done.status === 'done') this.exported.set(done);
        else this.failure.set({ what: 'library.exportFailed', error: null });
      },
      error: (error: unknown) => {
        this.isExporting.set(false);
        this.failure.set({ what: 'library.exportFailed', error });
      },
    });
  }

  protected fileOf({ id }: ExportView): string {
    return `${apiRoot}/exports/${id}/file`;
  }

  private act(done: ReturnType<LibraryApi['enter']>, sentence: MessageKey, failed: MessageKey): void {
    this.quiet();
    this.isBusy.set(true);
    done.subscribe({
      next: () => {
        this.isBusy.set(false);
        this.draft.set(null);
        this.chosen.set(null);
        this.told.set(sentence);
        this.life.reload();
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        const problem = problemOf(error);
        if (!problem) return this.failure.set({ what: failed, error });
        this.refusal.set(this.say(problem.code === 'library-not-ready' ? 'library.notReady' : 'library.notPossible'));
        this.life.reload();
      },
    });
  }

  private quiet(): void {
    this.told.set(null);
    this.refusal.set(null);
    this.failure.set(null);
  }

  private may(does: typeof editsRules): boolean {
    const user = this.session.user();
    return user !== null && does(user.role) && (user.library === null || user.library === this.code());
  }
}
