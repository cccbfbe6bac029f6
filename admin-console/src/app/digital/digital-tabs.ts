import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Messages } from '../messages/messages';

/** The sights of the digital library: its resources, likely links, what partners would say, its use. */
@Component({
  selector: 'app-digital-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav [attr.aria-label]="say('digital.views')">
      @for (view of views; track view.path) {
        <a
          [routerLink]="view.path"
          routerLinkActive="current"
          [routerLinkActiveOptions]="{
            paths: 'exact',
            queryParams: 'ignored',
            fragment: 'ignored',
            matrixParams: 'ignored',
          }"
          ariaCurrentWhenActive="page"
          >{{ say(view.word) }}</a
        >
      }
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 8px;
      margin-block-end: 16px;
    }
    a {
      display: inline-flex;
      align-items: center;
      min-block-size: 36px;
      padding-inline: 14px;
      border: 1px solid var(--app-line);
      border-radius: 18px;
      color: var(--app-ink);
      text-decoration: none;
    }
    .current {
      border-color: var(--app-shuttle);
      background: var(--app-shuttle-ground);
      color: var(--app-shuttle);
      font-weight: 600;
    }
  `,
})
export class DigitalTabs {
  protected readonly say = inject(Messages).say;
  protected readonly views = [
    { path: '/catalogue/numerique', word: 'digital.resources' },
    { path: '/catalogue/numerique/liens', word: 'digital.proposals' },
    { path: '/catalogue/numerique/conformite', word: 'digital.readiness' },
    { path: '/catalogue/numerique/usage', word: 'usage.title' },
  ] as const;
}
