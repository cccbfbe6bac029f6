import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MarcFieldView } from '../../api/contract';
import { Messages } from '../../messages/messages';
import { CatalogueTables } from '../catalogue-tables';
import type { Edited } from './drafts';
import { fieldLine } from './field-line';
import type { Side, ThreeWay } from './three-way';

/** Somebody saved the record meanwhile: what goes together by itself, and each field both changed, to be chosen. */
@Component({
  selector: 'app-three-way-panel',
  imports: [MatButton],
  template: `
    <section role="alert">
      <h2>{{ say('unimarc.meanwhile', { version: by().version }) }}</h2>
      <p>
        @if (compared().fromMine.length > 0) {
          {{ say('unimarc.fromMine', { tags: compared().fromMine.join(', ') }) }}
        }
        @if (compared().fromTheirs.length > 0) {
          {{ say('unimarc.fromTheirs', { tags: compared().fromTheirs.join(', ') }) }}
        }
      </p>
      @for (conflict of compared().conflicts; track conflict.tag) {
        <fieldset>
          <legend>{{ conflict.tag }} {{ tables.field(conflict.tag) }}</legend>
          @for (side of sides; track side) {
            <label>
              <input
                type="radio"
                [name]="'side-' + conflict.tag"
                [checked]="choices()[conflict.tag] === side"
                (change)="choose(conflict.tag, side)"
              />
              <span>
                <strong>{{ say(side === 'mine' ? 'unimarc.mine' : 'unimarc.theirs') }}</strong>
                @for (field of conflict[side]; track $index) {
                  <span class="field">{{ line(field) }}</span>
                } @empty {
                  <span class="field">{{ say('unimarc.nothing') }}</span>
                }
              </span>
            </label>
          }
        </fieldset>
      }
      <div class="acts">
        <button mat-flat-button type="button" [disabled]="!isDecided()" (click)="decided.emit(choices())">
          {{ say('unimarc.merge') }}
        </button>
        <button mat-button type="button" (click)="givenUp.emit()">{{ say('cancel') }}</button>
        @if (!isDecided()) {
          <span>{{ say('unimarc.chooseEach') }}</span>
        }
      </div>
    </section>
  `,
  styles: `
    section {
      margin-block: 12px;
      padding: 12px 16px;
      border: 2px solid var(--app-decide);
      border-radius: 8px;
    }
    h2 {
      margin: 0 0 8px;
    }
    fieldset {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
      gap: 8px;
      margin-block: 8px;
      border: 1px solid var(--app-line);
      border-radius: 8px;
    }
    label {
      display: flex;
      gap: 8px;
    }
    .field {
      display: block;
      overflow-wrap: anywhere;
      font-family: var(--app-mono);
      font-size: 0.9375rem;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }
  `,
})
export class ThreeWayPanel {
  protected readonly tables = inject(CatalogueTables);

  readonly by = input.required<Edited>();
  readonly compared = input.required<ThreeWay>();
  readonly decided = output<Readonly<Record<string, Side>>>();
  readonly givenUp = output();

  protected readonly say = inject(Messages).say;
  protected readonly sides = ['mine', 'theirs'] as const;
  protected readonly choices = signal<Readonly<Record<string, Side>>>({});
  protected readonly isDecided = computed(() =>
    this.compared().conflicts.every(({ tag }) => this.choices()[tag] !== undefined),
  );

  protected choose(tag: string, side: Side): void {
    this.choices.update((choices) => ({ ...choices, [tag]: side }));
  }

  protected line(field: MarcFieldView): string {
    return fieldLine(field);
  }
}
