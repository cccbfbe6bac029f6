import { Component, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { HarvestRunView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { HarvestsApi, historyLines } from './harvests-api';
import { noteWord } from './run-words';

/** What is to be known of one harvest: each record that could not be read and why, what was mended, what was lost. */
@Component({
  selector: 'app-run-notes',
  imports: [Failure, Loading, MatButton],
  template: `
    <p>
      {{ say('harvests.runFacts', { pages: figure(run().pages), listed: figure(run().listed), by: run().startedBy }) }}
      @if (run().retries > 0 || run().restarts > 0) {
        {{ say('harvests.runTroubles', { retries: figure(run().retries), restarts: figure(run().restarts) }) }}
      }
    </p>
    @if (lines(); as list) {
      @if (list.length > 0) {
        <ul>
          @for (note of list; track note.id) {
            <li data-testid="run-note">
              {{ say(word(note)) }}
              @if (note.identifier) {
                <span class="code">{{ note.identifier }}</span>&ngsp;
              }
              @if (note.detail) {
                <span class="code">{{ note.detail }}</span>
              }
            </li>
          }
        </ul>
        @if (hasMore()) {
          <button mat-stroked-button type="button" (click)="more()">{{ say('harvests.moreNotes') }}</button>
        }
      } @else {
        <p>{{ say('harvests.noNotes') }}</p>
      }
      @if (moreFailure(); as error) {
        <app-failure what="harvests.notesFailure" [error]="error" (retry)="more()" />
      }
    } @else if (notes.error()) {
      <app-failure what="harvests.notesFailure" [error]="notes.error()" (retry)="notes.reload()" />
    } @else {
      <app-loading />
    }
  `,
  styles: `
    :host {
      display: block;
      padding-block: 8px;
      overflow-wrap: anywhere;
    }
    ul {
      margin: 0 0 8px;
      padding-inline-start: 18px;
    }
  `,
})
export class RunNotes {
  private readonly api = inject(HarvestsApi);
  private readonly messages = inject(Messages);

  readonly run = input.required<HarvestRunView>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly word = noteWord;
  protected readonly notes = readResource({
    params: () => this.run().id,
    stream: ({ params }) => this.api.notes(params, 0),
  });
  protected readonly lines = linkedSignal(() => (this.notes.hasValue() ? this.notes.value() : null));
  protected readonly hasMore = linkedSignal(
    () => (this.notes.hasValue() ? this.notes.value() : []).length === historyLines,
  );
  protected readonly moreFailure = signal<unknown>(null);

  protected more(): void {
    this.moreFailure.set(null);
    this.api.notes(this.run().id, this.lines()?.at(-1)?.id ?? 0).subscribe({
      next: (notes) => {
        this.lines.update((lines) => [...(lines ?? []), ...notes]);
        this.hasMore.set(notes.length === historyLines);
      },
      error: (error: unknown) => this.moreFailure.set(error),
    });
  }
}
