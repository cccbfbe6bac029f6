import { Component, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ResourceDetailsRequest } from '../api/contract';
import { ActResult, type Told } from '../catalogue/act-result';
import { Messages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { DetailsForm } from './details-form';
import { DigitalApi } from './digital-api';
import { whyNotDigital } from './digital-refusals';

/** A resource made by hand, with the record that describes it. */
@Component({
  selector: 'app-new-resource',
  imports: [ActResult, DetailsForm, Icon, RouterLink],
  template: `
    <a class="back" routerLink="/catalogue/numerique"><app-icon name="arrowBack" /> {{ say('digital.back') }}</a>
    <h1 tabindex="-1">{{ say('digital.new.title') }}</h1>
    <p>{{ say('digital.new.lead') }}</p>
    <app-details-form [details]="blank" [word]="say('digital.new.make')" [isBusy]="isBusy()" (sent)="make($event)">
      <label for="new-url">{{ say('digital.url') }}</label>
      <input #url id="new-url" type="url" autocomplete="off" maxlength="1000" required />
      <label for="new-title">{{ say('digital.new.name') }}</label>
      <input #name id="new-title" autocomplete="off" maxlength="1000" required />
      <label for="new-creator">{{ say('digital.new.creator') }}</label>
      <input #creator id="new-creator" autocomplete="off" maxlength="500" />
      <label for="new-language">{{ say('digital.new.language') }}</label>
      <input #language id="new-language" autocomplete="off" maxlength="3" value="fre" />
    </app-details-form>
    <app-act-result [told]="told()" />
  `,
  styleUrl: '../catalogue/record/page.scss',
  styles: 'app-details-form label { font-weight: 600; } app-details-form input { inline-size: 100%; }',
})
export class NewResource {
  private readonly api = inject(DigitalApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly url = viewChild.required<ElementRef<HTMLInputElement>>('url');
  private readonly name = viewChild.required<ElementRef<HTMLInputElement>>('name');
  private readonly creator = viewChild.required<ElementRef<HTMLInputElement>>('creator');
  private readonly language = viewChild.required<ElementRef<HTMLInputElement>>('language');

  protected readonly say = this.messages.say;
  protected readonly blank: ResourceDetailsRequest = {
    ...{ type: 'EBOOK', access: 'READERS', thumbnail: '', rights: '', rightsUri: '', audiences: ['readers'] },
  };
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected make(details: ResourceDetailsRequest): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.told.set(null);
    const [url, title, creator, language] = [this.url(), this.name(), this.creator(), this.language()].map(
      ({ nativeElement }) => nativeElement.value.trim(),
    ) as [string, string, string, string];
    this.api.add({ ...details, url, title, creator, language }).subscribe({
      next: ({ id }) => void this.router.navigate(['/catalogue/numerique', id]),
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.told.set({ done: false, words: whyNotDigital(error, this.messages) });
      },
    });
  }
}
