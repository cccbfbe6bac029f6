import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { HoldView } from '../api/contract';
import { ActResult } from '../flow/act-result';
import { Acts } from '../flow/acts';
import { LibraryNames } from '../flow/library-names';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { HoldsApi, type Wish } from './holds-api';

/** Places a hold for a reader: his card, the document, where he picks it up. */
@Component({
  selector: 'app-place-hold',
  imports: [ActResult, Failure, Icon, MatButton, RouterLink],
  providers: [Acts, LibraryNames],
  template: `
    <a class="back" routerLink="/flux/reservations"><app-icon name="arrowBack" /> {{ say('flow.holds.title') }}</a>
    <h1 tabindex="-1">{{ say('flow.holds.place') }}</h1>
    <app-act-result />
    @if (placed(); as hold) {
      <p>
        <a [routerLink]="['/flux/reservations', hold.id]">{{ say('flow.holds.seePlaced') }}</a>
      </p>
    }
    <form
      novalidate
      (submit)="
        $event.preventDefault(); place(card.value, document.value, pickup.value, only.checked ? 'this-one' : 'any')
      "
    >
      <label for="card">{{ say('flow.holds.cardNeeded') }}</label>
      <input
        #card
        id="card"
        type="text"
        autocomplete="off"
        aria-describedby="place-problem"
        [value]="carte() ?? ''"
        required
      />
      <label for="document">{{ say('flow.holds.documentNeeded') }}</label>
      <input
        #document
        id="document"
        type="text"
        autocomplete="off"
        aria-describedby="place-problem"
        [value]="notice() ?? ''"
        required
      />
      <label class="tick"><input #only type="checkbox" /> {{ say('flow.holds.oneCopyOnly') }}</label>
      <label for="pickup">{{ say('flow.holds.pickup') }}</label>
      <select #pickup id="pickup">
        @for (library of names.pickups(); track library.code) {
          <option [value]="library.code" [selected]="library.code === post.library()">{{ library.name }}</option>
        }
      </select>
      @if (names.error()) {
        <app-failure what="libraries.failure" [error]="names.error()" (retry)="names.reload()" />
      }
      <p id="place-problem" class="problem" role="status">
        @if (isIncomplete()) {
          {{ say('flow.holds.incomplete') }}
        }
      </p>
      <button mat-flat-button type="submit">{{ say('flow.holds.placeIt') }}</button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 4px;
      justify-items: start;
      max-inline-size: 460px;
    }
    label {
      margin-block-start: 10px;
      font-weight: 600;
    }
    input:not([type='checkbox']),
    select {
      inline-size: 100%;
      min-block-size: 44px;
      box-sizing: border-box;
      padding-inline: 10px;
      border: 1px solid var(--app-field);
      border-radius: 6px;
      background: var(--app-ground);
      color: var(--app-ink);
      font: inherit;
    }
    .tick {
      font-weight: 400;
    }
    .problem {
      margin: 0;
      min-block-size: 1.5em;
      color: var(--app-refused);
    }
  `,
})
export class PlaceHold {
  private readonly api = inject(HoldsApi);

  /** Query parameters: a reader and a document that another page already knows. */
  readonly carte = input<string>();
  readonly notice = input<string>();

  protected readonly acts = inject(Acts);
  protected readonly names = inject(LibraryNames);
  protected readonly post = inject(Post);
  protected readonly say = inject(Messages).say;
  protected readonly placed = signal<HoldView | null>(null);
  protected readonly isIncomplete = signal(false);

  protected place(card: string, document: string, pickup: string, copies: Wish['copies']): void {
    this.placed.set(null);
    const wish = { card: card.trim(), document: document.trim(), pickup, copies };
    this.isIncomplete.set(wish.card === '' || wish.document === '');
    if (this.isIncomplete()) return;
    this.acts.run('place', this.api.place(wish), (hold) => {
      this.placed.set(hold);
      return this.say('flow.holds.done.placed', { title: hold.title, rank: hold.position ?? 1 });
    });
  }
}
