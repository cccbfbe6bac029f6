import { Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Messages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { SourceForm } from './source-form';

/** A repository to harvest from now on. */
@Component({
  selector: 'app-new-source',
  imports: [Icon, RouterLink, SourceForm],
  template: `
    <a class="back" routerLink="/connexions/moissonnages"><app-icon name="arrowBack" /> {{ say('harvests.title') }}</a>
    <h1 tabindex="-1">{{ say('harvests.new') }}</h1>
    <app-source-form [source]="null" (saved)="go($event.code)" (abandoned)="go(null)" />
  `,
  styleUrl: './source-page.scss',
})
export class NewSource {
  private readonly router = inject(Router);

  protected readonly say = inject(Messages).say;

  protected go(code: string | null): void {
    void this.router.navigate(['/connexions/moissonnages', ...(code === null ? [] : [code])]);
  }
}
