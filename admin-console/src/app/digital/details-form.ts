import { Component, inject, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AudienceCode, ResourceDetailsRequest } from '../api/contract';
import { Messages } from '../messages/messages';
import { accesses, accessWords, audiences, audienceWords, types, typeWords } from './digital-words';

/** What people say of a resource: its type, who may open it, its licence, to whom it may be shown. */
@Component({
  selector: 'app-details-form',
  imports: [MatButton],
  template: `
    <form
      novalidate
      class="act"
      (submit)="$event.preventDefault(); send(kind.value, access.value, rights.value, uri.value, thumbnail.value)"
    >
      <ng-content />
      <label for="details-type">{{ say('digital.type') }}</label>
      <select #kind id="details-type">
        @for (each of types; track each) {
          <option [value]="each" [selected]="each === details().type">{{ say(typeWords[each]) }}</option>
        }
      </select>
      <label for="details-access">{{ say('digital.access') }}</label>
      <select #access id="details-access">
        @for (each of accesses; track each) {
          <option [value]="each" [selected]="each === details().access">{{ say(accessWords[each]) }}</option>
        }
      </select>
      <label for="details-rights">{{ say('digital.licence') }}</label>
      <input #rights id="details-rights" autocomplete="off" maxlength="1000" [value]="details().rights" />
      <label for="details-uri">{{ say('digital.rightsUri') }}</label>
      <input #uri id="details-uri" type="url" autocomplete="off" maxlength="1000" [value]="details().rightsUri" />
      <label for="details-thumbnail">{{ say('digital.thumbnail') }}</label>
      <input
        #thumbnail
        id="details-thumbnail"
        type="url"
        autocomplete="off"
        maxlength="1000"
        [value]="details().thumbnail"
      />
      <fieldset>
        <legend>{{ say('digital.shownTo') }}</legend>
        @for (each of audiences; track each) {
          <label>
            <input type="checkbox" [checked]="shownTo().includes(each)" (change)="toggle(each)" />
            {{ say(audienceWords[each]) }}
          </label>
        }
      </fieldset>
      <button mat-flat-button type="submit" [disabled]="isBusy()">{{ word() }}</button>
    </form>
  `,
  styleUrl: '../catalogue/record/page.scss',
  styles: `
    fieldset {
      display: grid;
      box-sizing: border-box;
      inline-size: 100%;
      min-inline-size: 0;
      margin: 8px 0 0;
      border: 1px solid var(--app-line);
      border-radius: 8px;
    }
    fieldset label {
      display: flex;
      align-items: center;
      gap: 8px;
      min-block-size: 32px;
      font-weight: 400;
    }
  `,
})
export class DetailsForm {
  readonly details = input.required<ResourceDetailsRequest>();
  readonly word = input.required<string>();
  readonly isBusy = input.required<boolean>();
  readonly sent = output<ResourceDetailsRequest>();

  protected readonly say = inject(Messages).say;
  protected readonly types = types;
  protected readonly typeWords = typeWords;
  protected readonly accesses = accesses;
  protected readonly accessWords = accessWords;
  protected readonly audiences = audiences;
  protected readonly audienceWords = audienceWords;
  protected readonly shownTo = linkedSignal<readonly AudienceCode[]>(() => this.details().audiences);

  protected toggle(audience: AudienceCode): void {
    this.shownTo.update((chosen) =>
      chosen.includes(audience) ? chosen.filter((one) => one !== audience) : [...chosen, audience],
    );
  }

  protected send(kind: string, access: string, rights: string, rightsUri: string, thumbnail: string): void {
    const { type, access: before } = this.details();
    this.sent.emit({
      type: types.find((one) => one === kind) ?? type,
      access: accesses.find((one) => one === access) ?? before,
      rights: rights.trim(),
      rightsUri: rightsUri.trim(),
      thumbnail: thumbnail.trim(),
      audiences: this.shownTo(),
    });
  }
}
