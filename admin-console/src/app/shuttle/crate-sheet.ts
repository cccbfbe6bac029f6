import { Component, computed, inject, input } from '@angular/core';
import { from } from 'rxjs';
import type { CrateSheetView } from '../api/contract';
import { barsPath, code128, quietZone } from '../desk/bars';
import { LibraryNames } from '../flow/library-names';
import { Messages } from '../messages/messages';
import { parisDateTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { reasonWord } from './shuttle-words';

/** The dispatch sheet of a crate, on paper alone: where it goes in large, its code in bars, what it holds. */
@Component({
  selector: 'app-crate-sheet',
  template: `
    @let crate = sheet().crate;
    <p class="headline">{{ crate.to === null ? say('crate.toSort') : names.commune(crate.to) }}</p>
    <p>{{ say('crate.sheetFrom', { library: names.name(crate.from) }) }}</p>
    @if (modules.value(); as bars) {
      <svg preserveAspectRatio="none" [attr.viewBox]="'0 0 ' + (bars.length + 2 * quietZone) + ' 1'" aria-hidden="true">
        <path [attr.d]="path()" />
      </svg>
    }
    <p class="digits">{{ crate.code }}</p>
    @if (sealed(); as at) {
      <p>{{ say('crate.sealedAt', { at }) }} · {{ sayCount('shuttle.documents', sheet().lines.length) }}</p>
    }
    <table>
      <thead>
        <tr>
          <th scope="col"></th>
          <th scope="col">{{ say('flow.holds.document') }}</th>
          <th scope="col">{{ say('crate.barcode') }}</th>
          <th scope="col">{{ say('crate.why') }}</th>
        </tr>
      </thead>
      <tbody>
        @for (line of sheet().lines; track line.barcode) {
          <tr>
            <td><span class="square"></span></td>
            <td>{{ line.title }}</td>
            <td class="digits">{{ line.barcode }}</td>
            <td>{{ why(line.reason) }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styleUrl: './crate-sheet.scss',
  host: { 'data-testid': 'crate-sheet' },
})
export class CrateSheet {
  private readonly messages = inject(Messages);

  readonly sheet = input.required<CrateSheetView>();

  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly quietZone = quietZone;
  protected readonly modules = readResource({
    params: () => this.sheet().crate.code,
    stream: ({ params }) => from(code128(params)),
    defaultValue: '',
  });
  protected readonly path = computed(() => barsPath(this.modules.value()));
  protected readonly sealed = computed(() => {
    const at = this.sheet().crate.sealedAt;
    return at && parisDateTime(at, this.messages.locale()).replace(/:\d\d$/, '');
  });

  protected why(reason: string | null): string {
    const word = reasonWord(reason);
    return word === null ? '' : this.say(word);
  }
}
