import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Messages } from '../messages/messages';

/** An address the console does not know. */
@Component({
  selector: 'app-not-found',
  imports: [RouterLink],
  template: `
    <h1 tabindex="-1">{{ say('notFound.title') }}</h1>
    <p>{{ say('notFound.text') }}</p>
    <p>
      <a routerLink="/">{{ say('notFound.home') }}</a>
    </p>
  `,
})
export class NotFound {
  protected readonly say = inject(Messages).say;
}
