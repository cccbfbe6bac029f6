import { Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { tableWords, whyChangedWords } from './import-words';
import { ImportsApi } from './imports-api';

/** What taking a batch back would undo, before anybody asks for it; and what stands in its way. */
@Component({
  selector: 'app-import-undoing',
  imports: [Failure, Icon, Loading, MatButton],
  template: `
    <h3>{{ say('imports.undoWhat') }}</h3>
    @if (shown.hasValue()) {
      <ul data-testid="undoing">
        @for (row of shown.value().rows; track row.table) {
          @if (tableWords[row.table]; as word) {
            <li>
              {{ say(word) }} :
              {{ say('imports.undoCounts', { made: figure(row.made), changed: figure(row.changed) }) }}
            </li>
          }
        } @empty {
          <li>{{ say('imports.undoNothing') }}</li>
        }
      </ul>
      @if (shown.value().inTheWay.length > 0) {
        <div class="note" data-tone="refused" role="alert">
          <app-icon name="warning" />
          <div>
            <p>{{ say('imports.undoBlocked') }}</p>
            <ul>
              @for (row of shown.value().inTheWay; track $index) {
                <li data-testid="in-the-way">
                  {{ say(tableWords[row.table] ?? 'imports.table.other') }} {{ numberOf(row.key) }} ·
                  {{ say(whyChangedWords[row.why] ?? 'imports.changed.changed') }}
                </li>
              }
            </ul>
          </div>
        </div>
      }
      <div class="actions">
        @if (shown.value().inTheWay.length === 0) {
          <button mat-flat-button type="button" (click)="asked.emit()">{{ say('imports.undoGoOn') }}</button>
        }
        <button mat-button type="button" (click)="closed.emit()">{{ say('imports.cancel') }}</button>
      </div>
    } @else if (shown.error()) {
      <app-failure what="imports.undoFailure" [error]="shown.error()" (retry)="shown.reload()" />
    } @else {
      <app-loading />
    }
  `,
  styleUrl: '../steering/steering.scss',
})
export class ImportUndoing {
  private readonly api = inject(ImportsApi);
  private readonly messages = inject(Messages);

  readonly batch = input.required<number>();
  /** Somebody goes on with it. */
  readonly asked = output();
  readonly closed = output();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly tableWords = tableWords;
  protected readonly whyChangedWords = whyChangedWords;
  protected readonly shown = readResource({
    params: () => this.batch(),
    stream: ({ params }) => this.api.undoing(params),
  });

  /** The number of a row inside its key, which is a list. */
  protected numberOf(key: string): string {
    return key.replace(/[[\]"]/g, '').replace(',', ' ');
  }
}
