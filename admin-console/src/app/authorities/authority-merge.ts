import { Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { AuthorityLineView, AuthorityMergePreviewView, AuthorityView, MarcFieldView } from '../api/contract';
import { ActResult, type Told } from '../catalogue/act-result';
import { whyNot } from '../catalogue/catalogue-refusals';
import { CatalogueTables } from '../catalogue/catalogue-tables';
import { fieldLine } from '../catalogue/unimarc/field-line';
import { Messages } from '../messages/messages';
import { AuthoritiesApi } from './authorities-api';

/** Authorities proposed for a merge. */
const proposed = 10;
const ownNumber = /^AUT\d+$/;

/** Another authority of the same entity merged into this one, what that changes shown first. */
@Component({
  selector: 'app-authority-merge',
  imports: [ActResult, MatButton, RouterLink],
  templateUrl: './authority-merge.html',
  styleUrls: ['../catalogue/record/page.scss', '../catalogue/record/record-history.scss', './authority-list.scss'],
})
export class AuthorityMerge {
  private readonly api = inject(AuthoritiesApi);
  private readonly messages = inject(Messages);
  protected readonly tables = inject(CatalogueTables);

  readonly sheet = input.required<AuthorityView>();
  /** The authority that stays, as it is now. */
  readonly merged = output<AuthorityView>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly others = signal<readonly AuthorityLineView[] | null>(null);
  protected readonly preview = signal<AuthorityMergePreviewView | null>(null);
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected line(field: MarcFieldView | null): string {
    return field ? fieldLine(field) : '';
  }

  /** Looks for the other one, by number or by how its heading begins. */
  protected look(words: string): void {
    const text = words.trim();
    if (text === '' || this.isBusy()) return;
    this.told.set(null);
    this.preview.set(null);
    if (ownNumber.test(text.toUpperCase())) return this.see(text.toUpperCase());
    this.isBusy.set(true);
    this.api.browse({ from: text, type: this.sheet().type, limit: proposed }).subscribe({
      next: ({ items }) => {
        this.isBusy.set(false);
        this.others.set(items.filter(({ authority }) => authority !== this.sheet().authority));
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  /** What this one would be with the other in it, and the records it would touch; nothing is done yet. */
  protected see(absorbed: string): void {
    this.isBusy.set(true);
    this.told.set(null);
    this.api.mergePreview(this.sheet().authority, absorbed).subscribe({
      next: (preview) => {
        this.isBusy.set(false);
        this.others.set(null);
        this.preview.set(preview);
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  protected merge(): void {
    const preview = this.preview();
    if (!preview || this.isBusy()) return;
    this.isBusy.set(true);
    const { authority, version } = this.sheet();
    const { absorbed } = preview;
    this.api.merge(authority, version, absorbed.authority, absorbed.version).subscribe({
      next: (sheet) => {
        this.isBusy.set(false);
        this.preview.set(null);
        this.told.set({ done: true, words: this.say('authority.merge.done', { heading: absorbed.heading }) });
        this.merged.emit(sheet);
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    this.told.set({ done: false, words: whyNot(error, this.messages) });
  }
}
