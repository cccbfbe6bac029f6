import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { concat, from, switchMap, toArray } from 'rxjs';
import type { ItemTypeCode, SourceProfileView, TriedProfileView } from '../api/contract';
import { LibrariesApi } from '../libraries/libraries-api';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { itemTypeWords } from '../rules/rule-words';
import { problemOf } from '../steering/problem';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { readResource } from '../ui/read-resource';
import { base64Of, firstRecords } from './hand-over';
import { type ProfileContent, ImportsApi } from './imports-api';
import { circulationLines, circulationOf, linesOf, tableOf } from './profile-text';

/** Records a profile is tried on, and the bytes of the file they are looked for in. */
const tried = 5;
const headBytes = 512 * 1024;

const subfields = [
  { name: 'barcode', word: 'sourceProfile.subfield.barcode' },
  { name: 'barcodeParts', word: 'sourceProfile.subfield.barcodeParts' },
  { name: 'owner', word: 'sourceProfile.subfield.owner' },
  { name: 'location', word: 'sourceProfile.subfield.location' },
  { name: 'callNumber', word: 'sourceProfile.subfield.callNumber' },
  { name: 'volume', word: 'sourceProfile.subfield.volume' },
  { name: 'inventoryNo', word: 'sourceProfile.subfield.inventoryNo' },
  { name: 'documentType', word: 'sourceProfile.subfield.documentType' },
  { name: 'circulation', word: 'sourceProfile.subfield.circulation' },
] as const;
const readerColumns = [
  { name: 'card', word: 'sourceProfile.reader.card' },
  { name: 'lastName', word: 'sourceProfile.reader.lastName' },
  { name: 'firstName', word: 'sourceProfile.reader.firstName' },
  { name: 'birthDate', word: 'sourceProfile.reader.birthDate' },
  { name: 'email', word: 'sourceProfile.reader.email' },
  { name: 'phone', word: 'sourceProfile.reader.phone' },
  { name: 'address', word: 'sourceProfile.reader.address' },
  { name: 'category', word: 'sourceProfile.reader.category' },
  { name: 'expiresOn', word: 'sourceProfile.reader.expiresOn' },
] as const;
const loanColumns = [
  { name: 'barcode', word: 'sourceProfile.loan.barcode' },
  { name: 'card', word: 'sourceProfile.loan.card' },
  { name: 'lentOn', word: 'sourceProfile.loan.lentOn' },
  { name: 'dueOn', word: 'sourceProfile.loan.dueOn' },
  { name: 'renewals', word: 'sourceProfile.loan.renewals' },
] as const;

/** One profile: what each part of the file is to us, changed line by line, tried before it is saved. */
@Component({
  selector: 'app-profile-form',
  imports: [Failure, Icon, MatButton, MatFormField, MatHint, MatInput, MatLabel],
  templateUrl: './profile-form.html',
  styleUrls: ['../steering/steering.scss', './imports.scss'],
})
export class ProfileForm {
  private readonly api = inject(ImportsApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly messages = inject(Messages);

  readonly profile = input.required<SourceProfileView>();
  readonly mayEdit = input.required<boolean>();
  readonly saved = output<SourceProfileView>();
  readonly closed = output();

  protected readonly say = this.messages.say;
  protected readonly typeWords = itemTypeWords;
  protected readonly subfields = subfields;
  protected readonly readerColumns = readerColumns;
  protected readonly loanColumns = loanColumns;
  protected readonly dates = ['YYYY-MM-DD', 'DD/MM/YYYY', 'YYYYMMDD'] as const;
  protected readonly tables = [
    { name: 'libraries', word: 'sourceProfile.libraries', hint: 'sourceProfile.librariesHint' },
    { name: 'documentTypes', word: 'sourceProfile.documentTypes', hint: 'sourceProfile.documentTypesHint' },
    { name: 'circulation', word: 'sourceProfile.circulation', hint: 'sourceProfile.circulationHint' },
    { name: 'categories', word: 'sourceProfile.categories', hint: 'sourceProfile.categoriesHint' },
  ] as const;

  protected readonly draft = linkedSignal<ProfileContent>(() => {
    const { name: _, version: __, ...content } = this.profile();
    return content;
  });
  /** The tables as they are typed. */
  protected readonly typed = linkedSignal(() => {
    const { libraries, documentTypes, circulation, categories } = this.profile();
    return {
      libraries: linesOf(libraries),
      documentTypes: linesOf(documentTypes),
      circulation: circulationLines(circulation),
      categories: linesOf(categories),
    };
  });
  private readonly libraries = readResource({ stream: () => this.librariesApi.list() });
  protected readonly places = computed(() => (this.libraries.hasValue() ? this.libraries.value().items : []));
  protected readonly library = signal('');
  protected readonly file = signal<File | null>(null);
  protected readonly results = signal<readonly TriedProfileView[] | null>(null);
  protected readonly wrong = signal<string | null>(null);
  protected readonly error = signal<{ readonly what: MessageKey; readonly error: unknown } | null>(null);
  protected readonly isBusy = signal(false);

  protected set(change: Partial<ProfileContent>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected setSubfield(name: string, codes: string): void {
    this.set({ subfields: { ...this.draft().subfields, [name]: codes.trim() } });
  }

  protected setReader(name: string, column: string): void {
    this.set({ readers: { ...this.draft().readers, [name]: column.trim() } });
  }

  protected setLoan(name: string, column: string): void {
    this.set({ loans: { ...this.draft().loans, [name]: column.trim() } });
  }

  protected setTags(text: string): void {
    this.set({ localTags: text.split(/[\s,]+/).filter(Boolean) });
  }

  protected setTable(name: keyof ReturnType<typeof this.typed>, text: string): void {
    this.typed.update((typed) => ({ ...typed, [name]: text }));
  }

  protected save(): void {
    const content = this.content();
    if (!content) return;
    this.isBusy.set(true);
    this.api.saveProfile(this.profile().name, content).subscribe({
      next: (profile) => {
        this.isBusy.set(false);
        this.saved.emit(profile);
      },
      error: (error: unknown) => this.failed('sourceProfile.saveFailed', error),
    });
  }

  /** What the profile makes of the first records of a file; nothing is kept, and the file stays here. */
  protected try(): void {
    const [content, file] = [this.content(), this.file()];
    if (!content) return;
    if (!file || this.library() === '') return this.wrong.set(this.say('sourceProfile.tryMissing'));
    this.isBusy.set(true);
    from(file.slice(0, headBytes).arrayBuffer())
      .pipe(
        switchMap((bytes) => {
          const records = firstRecords(new Uint8Array(bytes), tried);
          const asked = records.map((record) =>
            from(base64Of(new Blob([new Uint8Array(record)]))).pipe(
              switchMap((text) => this.api.tryProfile(this.profile().name, content, this.library(), text)),
            ),
          );
          return concat(...asked).pipe(toArray());
        }),
      )
      .subscribe({
        next: (results) => {
          this.isBusy.set(false);
          this.results.set(results);
          if (results.length === 0) this.wrong.set(this.say('sourceProfile.noRecord'));
        },
        error: (error: unknown) => this.failed('sourceProfile.tryFailed', error),
      });
  }

  protected typeWord(type: ItemTypeCode): string {
    return this.say(itemTypeWords[type]);
  }

  /** What would be saved, with the tables as they are typed; null when a line of one is none, which is then said. */
  private content(): ProfileContent | null {
    this.wrong.set(null);
    this.error.set(null);
    const typed = this.typed();
    const circulation = circulationOf(typed.circulation);
    if ('wrongLine' in circulation) return this.wrongLine('sourceProfile.circulation', circulation.wrongLine);
    const tables: Partial<Record<'libraries' | 'documentTypes' | 'categories', Record<string, string>>> = {};
    for (const name of ['libraries', 'documentTypes', 'categories'] as const) {
      const read = tableOf(typed[name]);
      if ('wrongLine' in read) return this.wrongLine(`sourceProfile.${name}`, read.wrongLine);
      tables[name] = read.table;
    }
    return { ...this.draft(), ...tables, circulation: circulation.circulation } as ProfileContent;
  }

  private wrongLine(table: MessageKey, line: number): null {
    this.wrong.set(this.say('sourceProfile.wrongLine', { table: this.say(table), n: line }));
    return null;
  }

  private failed(what: MessageKey, error: unknown): void {
    this.isBusy.set(false);
    const problem = problemOf(error);
    if (!problem) return this.error.set({ what, error });
    const fault = String(problem.facts?.['fault'] ?? problem.errors?.[0]?.path ?? '');
    this.wrong.set(this.say('sourceProfile.refused', { fault }));
  }
}
