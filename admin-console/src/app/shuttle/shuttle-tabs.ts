import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Messages } from '../messages/messages';

/** The three sights of the van: the board of this library, its timetable, its rounds. */
@Component({
  selector: 'app-shuttle-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav [attr.aria-label]="say('shuttle.views')">
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
    @media print {
      :host {
        display: none;
      }
    }
  `,
})
export class ShuttleTabs {
  protected readonly say = inject(Messages).say;
  protected readonly views = [
    { path: '/flux/navette', word: 'shuttle.board' },
    { path: '/flux/navette/horaires', word: 'shuttle.timetable' },
    { path: '/flux/navette/circuits', word: 'shuttle.rounds' },
  ] as const;
}
