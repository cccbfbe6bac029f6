import { Component, computed, inject, input, output } from '@angular/core';
import { Messages } from '../../messages/messages';
import { CatalogueTables } from '../catalogue-tables';
import { type GridRow, subfieldsOf, textOf, withPosition } from './grid';

/** What the field under the cursor is, which subfields it has, and its coded positions one by one. */
@Component({
  selector: 'app-field-helper',
  template: `
    <h2>{{ row().tag }} {{ tables.field(row().tag) }}</h2>
    @if (codes(); as list) {
      <p class="codes">{{ say('unimarc.subfields', { codes: list }) }}</p>
    }
    @for (coded of positions(); track coded.code) {
      <fieldset>
        <legend>{{ say('unimarc.coded', { code: coded.code }) }}</legend>
        @for (position of coded.positions; track position.from) {
          <label>
            <span>{{ position.from }} · {{ tables.inLanguage(position.label) }}</span>
            <select #choice (change)="put(coded.code, position.from, choice.value)">
              @if (!position.isKnown) {
                <option [value]="position.now" selected>{{ position.now }}</option>
              }
              @for (value of position.values; track value.code) {
                <option [value]="value.code" [selected]="value.code === position.now">
                  {{ value.code }} — {{ tables.inLanguage(value.label) }}
                </option>
              }
            </select>
          </label>
        }
      </fieldset>
    }
  `,
  styles: `
    h2 {
      margin: 0 0 4px;
      font-size: 1rem;
    }
    .codes {
      margin: 0;
      color: var(--app-muted);
    }
    fieldset {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr));
      gap: 6px 16px;
      margin: 8px 0 0;
      border: 1px solid var(--app-line);
      border-radius: 8px;
    }
    label {
      display: grid;
      font-size: 0.9375rem;
    }
    select {
      min-block-size: 36px;
      min-inline-size: 0;
      border: 1px solid var(--app-field);
      border-radius: 6px;
      background: var(--app-ground);
      color: inherit;
      font: inherit;
    }
  `,
})
export class FieldHelper {
  protected readonly tables = inject(CatalogueTables);

  readonly row = input.required<GridRow>();
  /** The text of the field with another code in it. */
  readonly changed = output<string>();

  protected readonly say = inject(Messages).say;
  protected readonly codes = computed(() => {
    const subfields = this.tables.rule(this.row().tag)?.subfields ?? [];
    return subfields.map(({ code }) => `$${code}`).join(' ');
  });
  /** Only positions with a list of codes: the others are typed. */
  protected readonly positions = computed(() => {
    const subfields = subfieldsOf(this.row().text);
    return this.tables.coded(this.row().tag).flatMap(({ code, positions }) => {
      const value = subfields.find((subfield) => subfield.code === code)?.value;
      if (value === undefined) return [];
      const listed = positions.flatMap(({ from, length, label, values }) => {
        const now = value.slice(from, from + length).padEnd(length, ' ');
        const isKnown = values?.some((one) => one.code === now) ?? false;
        return values ? [{ from, label, values, now, isKnown }] : [];
      });
      return listed.length > 0 ? [{ code, positions: listed }] : [];
    });
  });

  protected put(code: string, from: number, chosen: string): void {
    const subfields = subfieldsOf(this.row().text);
    const at = subfields.findIndex((subfield) => subfield.code === code);
    if (at < 0) return;
    const next = subfields.map((subfield, n) =>
      n === at ? { code, value: withPosition(subfield.value, from, chosen) } : subfield,
    );
    this.changed.emit(textOf(next));
  }
}
