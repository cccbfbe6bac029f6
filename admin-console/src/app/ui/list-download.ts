import { Component, computed, inject, input } from '@angular/core';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';

/** Takes out the whole list as it is filtered, not this page of it: for a French spreadsheet, or for a program. */
@Component({
  selector: 'app-list-download',
  template: `
    <p>
      {{ sayCount('download.all', total()) }}
      @for (file of files(); track file.form) {
        <a [href]="file.address" download>{{ say(file.word) }}</a>
      }
    </p>
  `,
  styles: `
    p {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 16px;
      margin: 12px 0 0;
      color: var(--app-muted);
    }
    a {
      min-block-size: 24px;
    }
    @media print {
      :host {
        display: none;
      }
    }
  `,
})
export class ListDownload {
  private readonly messages = inject(Messages);

  /** Address of the file, without what it is filtered by. */
  readonly address = input.required<string>();
  /** What the list is filtered by, as the server takes it. */
  readonly asked = input<object>({});
  /** Lines of the whole list. */
  readonly total = input.required<number>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly files = computed(() =>
    forms.map(({ form, word }) => {
      const query = new URLSearchParams([
        ...Object.entries(this.asked()).map(([name, value]) => [name, String(value)]),
        ['form', form],
      ]);
      return { form, word, address: `${this.address()}?${query.toString()}` };
    }),
  );
}

const forms: readonly { readonly form: string; readonly word: MessageKey }[] = [
  { form: 'spreadsheet', word: 'download.spreadsheet' },
  { form: 'exchange', word: 'download.exchange' },
];
