import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { Messages } from '../../messages/messages';
import { Failure } from '../../ui/failure';
import { ActResult, type Told } from '../act-result';
import { CatalogueApi } from '../catalogue-api';
import { whyNot } from '../catalogue-refusals';
import { CatalogueTables } from '../catalogue-tables';

/** A record made from a template: a kind of document and a title, then its fields. */
@Component({
  selector: 'app-new-record',
  imports: [ActResult, Failure, MatButton],
  providers: [CatalogueTables],
  template: `
    <h1 tabindex="-1">{{ say('catalogue.new.title') }}</h1>
    <p>{{ say('catalogue.new.lead') }}</p>
    @if (tables.templatesError(); as error) {
      <app-failure what="catalogue.new.failure" [error]="error" (retry)="tables.reloadTemplates()" />
    }
    <form class="act" (submit)="$event.preventDefault(); make(kind.value, title.value)">
      <label for="new-kind">{{ say('catalogue.new.kind') }}</label>
      <select #kind id="new-kind">
        @for (template of tables.templates(); track template.code) {
          <option [value]="template.code">{{ template.word }}</option>
        }
      </select>
      <label for="new-title">{{ say('catalogue.new.name') }}</label>
      <input #title id="new-title" autocomplete="off" maxlength="500" required />
      <button mat-flat-button type="submit" [disabled]="isBusy()">{{ say('catalogue.new.make') }}</button>
    </form>
    <app-act-result [told]="told()" />
  `,
  styleUrl: './page.scss',
})
export class NewRecord {
  private readonly api = inject(CatalogueApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  protected readonly tables = inject(CatalogueTables);

  protected readonly say = this.messages.say;
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected make(template: string, title: string): void {
    if (this.isBusy()) return;
    if (title.trim() === '') return this.told.set({ done: false, words: this.say('catalogue.new.titleNeeded') });
    this.isBusy.set(true);
    this.api.create({ template, title: title.trim() }).subscribe({
      next: ({ record }) => void this.router.navigate(['/catalogue/notices', record, 'unimarc']),
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.told.set({ done: false, words: whyNot(error, this.messages) });
      },
    });
  }
}
