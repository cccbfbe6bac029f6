import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { JournalLineView, JournalVerdictView } from '../api/contract';
import { LibrariesApi } from '../libraries/libraries-api';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';
import { verifiesJournal } from '../session/steering-roles';
import { problemOf } from '../steering/problem';
import { dayFrom, dayTyped } from '../ui/day-input';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDay } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { JournalApi } from './journal-api';
import { csvOf } from './journal-csv';
import { askedBy, families, familyWords } from './journal-filter';
import { JournalVerdict } from './journal-verdict';
import { JournalWords } from './journal-words';

/** The columns of a file, in order. */
const exportedColumns: readonly MessageKey[] = [
  'journal.column.seq',
  'journal.column.at',
  'journal.column.what',
  'journal.column.who',
  'journal.column.where',
  'journal.column.object',
  'journal.column.reader',
  'journal.column.position',
];

/** Who did what, where and to what; the filters and the place live in the address, so that a view can be shared. */
@Component({
  selector: 'app-journal',
  imports: [Failure, Icon, JournalVerdict, Loading, MatButton, MatFormField, MatInput, MatLabel, RouterLink],
  templateUrl: './journal.html',
  styleUrls: ['../steering/steering.scss', './journal.scss'],
})
export class Journal {
  private readonly api = inject(JournalApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  /** Query parameters: first and last day, family, library, actor, object, and the line after which the page begins. */
  readonly du = input<string>();
  readonly au = input<string>();
  readonly nature = input<string>();
  readonly bibliotheque = input<string>();
  readonly acteur = input<string>();
  readonly objet = input<string>();
  readonly avant = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly words = inject(JournalWords);
  protected readonly families = families;
  protected readonly familyWords = familyWords;
  protected readonly dayTyped = dayTyped;
  protected readonly asked = computed(() =>
    askedBy({
      ...{ du: this.du(), au: this.au(), nature: this.nature() },
      ...{ bibliotheque: this.bibliotheque(), acteur: this.acteur(), objet: this.objet() },
    }),
  );
  protected readonly page = readResource({
    params: () => ({ asked: this.asked(), before: this.avant() ?? null }),
    stream: ({ params }) => this.api.page(params.asked, params.before),
  });
  private readonly network = readResource({ stream: () => this.librariesApi.list() });
  protected readonly libraries = computed(() => (this.network.hasValue() ? this.network.value().items : []));
  protected readonly shown = computed(() => (this.page.hasValue() ? this.page.value() : null));
  /** The object was looked for, and nothing bears that number. */
  protected readonly isUnknown = computed(() => this.codeOf(this.page.error()) === 'journal-object-unknown');
  protected readonly isFiltered = computed(() => Object.values(this.asked()).some((value) => value !== null));
  /** Whoever works for one library reads its lines: there is nothing to choose. */
  protected readonly mayChoose = computed(() => this.session.user()?.library === null);
  protected readonly mayVerify = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && verifiesJournal(role);
  });
  /** The library one has just chosen; null: that of the address. */
  protected readonly chosenLibrary = signal<string | null>(null);
  protected readonly wrongDay = signal(false);
  protected readonly verdict = signal<JournalVerdictView | null>(null);
  protected readonly isVerifying = signal(false);
  protected readonly isExporting = signal(false);
  protected readonly exported = signal<number | null>(null);
  protected readonly tooLarge = signal<number | null>(null);
  protected readonly failure = signal<unknown>(null);

  protected nameOf(code: string): string {
    return this.libraries().find((library) => library.code === code)?.name ?? code;
  }

  /** Days may be typed as everywhere; one that is no day is said, and nothing is searched. */
  protected search(fields: {
    du: string;
    au: string;
    nature: string;
    library: string;
    actor: string;
    object: string;
  }): void {
    const today = parisDay(Date.now());
    const [first, last] = [fields.du, fields.au].map((typed) => (typed.trim() ? dayFrom(typed, today) : ''));
    this.wrongDay.set(first === null || last === null);
    if (this.wrongDay()) return;
    this.show({
      ...{ du: first || null, au: last || null, nature: fields.nature || null },
      ...{ bibliotheque: fields.library || null, acteur: fields.actor.trim() || null },
      ...{ objet: fields.object.trim() || null, avant: null },
    });
  }

  protected clear(): void {
    this.chosenLibrary.set(null);
    this.wrongDay.set(false);
    this.show({ du: null, au: null, nature: null, bibliotheque: null, acteur: null, objet: null, avant: null });
  }

  protected verify(): void {
    this.failure.set(null);
    this.verdict.set(null);
    this.isVerifying.set(true);
    this.api.verify().subscribe({
      next: (verdict) => {
        this.isVerifying.set(false);
        this.verdict.set(verdict);
      },
      error: (error: unknown) => {
        this.isVerifying.set(false);
        this.failure.set(error);
      },
    });
  }

  protected export(): void {
    this.failure.set(null);
    this.exported.set(null);
    this.tooLarge.set(null);
    this.isExporting.set(true);
    this.api.export(this.asked()).subscribe({
      next: ({ items }) => {
        this.isExporting.set(false);
        this.exported.set(items.length);
        this.save(items);
      },
      error: (error: unknown) => {
        this.isExporting.set(false);
        const problem = problemOf(error);
        if (problem?.code === 'journal-export-too-large') this.tooLarge.set(Number(problem.facts?.['most']));
        else this.failure.set(error);
      },
    });
  }

  private save(items: readonly JournalLineView[]): void {
    const rows = items.map((line) => [
      ...[String(line.seq), this.words.moment(line.at), this.words.type(line.type), this.words.actor(line.actor)],
      ...[line.library === null ? '' : this.nameOf(line.library), this.words.object(line), this.words.reader(line)],
      line.position === null ? '' : String(line.position),
    ]);
    const text = csvOf([exportedColumns.map((word) => this.say(word)), ...rows]);
    const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `journal-${parisDay(Date.now())}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  }

  private codeOf(error: unknown): string | null {
    const cause = error instanceof Error && error.cause ? error.cause : error;
    return problemOf(cause)?.code ?? null;
  }

  private show(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
