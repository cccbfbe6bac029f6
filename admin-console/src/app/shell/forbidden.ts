import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Messages } from '../messages/messages';

/** A page that the role of whoever is signed in does not open. */
@Component({
  selector: 'app-forbidden',
  imports: [RouterLink],
  template: `
    <h1 tabindex="-1">{{ say('forbidden.title') }}</h1>
    <p>{{ say('forbidden.text') }}</p>
    <p>
      <a routerLink="/">{{ say('notFound.home') }}</a>
    </p>
  `,
})
export class Forbidden {
  protected readonly say = inject(Messages).say;
}
