import { Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Messages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { SetForm } from './set-form';

/** A set harvesters may choose from now on. */
@Component({
  selector: 'app-new-set',
  imports: [Icon, RouterLink, SetForm],
  template: `
    <a class="back" routerLink="/connexions/oai"><app-icon name="arrowBack" /> {{ say('oai.sets') }}</a>
    <h1 tabindex="-1">{{ say('oai.newSet') }}</h1>
    <app-set-form [set]="null" (saved)="go(['ensembles', $event.spec])" (abandoned)="go([])" />
  `,
  styleUrl: '../harvests/source-page.scss',
})
export class NewSet {
  private readonly router = inject(Router);

  protected readonly say = inject(Messages).say;

  protected go(path: readonly string[]): void {
    void this.router.navigate(['/connexions/oai', ...path]);
  }
}
