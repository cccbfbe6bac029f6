import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Messages } from '../messages/messages';

/** What is given out by OAI-PMH, seen four ways. */
@Component({
  selector: 'app-oai-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav class="views" [attr.aria-label]="say('oai.views')">
      @for (view of views; track view.path) {
        <a
          [routerLink]="view.path"
          routerLinkActive="current"
          [routerLinkActiveOptions]="{ exact: true }"
          ariaCurrentWhenActive="page"
          >{{ say(view.word) }}</a
        >
      }
    </nav>
  `,
  styleUrl: '../connections/views.scss',
})
export class OaiTabs {
  protected readonly say = inject(Messages).say;
  protected readonly views = [
    { path: '/connexions/oai', word: 'oai.sets' },
    { path: '/connexions/oai/entrepots', word: 'oai.repositories' },
    { path: '/connexions/oai/partenaires', word: 'oai.readiness' },
    { path: '/connexions/oai/moissonneurs', word: 'oai.harvesters' },
  ] as const;
}
