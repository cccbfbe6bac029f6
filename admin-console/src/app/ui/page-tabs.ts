import { Component, inject, input } from '@angular/core';
import { type IsActiveMatchOptions, RouterLink, RouterLinkActive } from '@angular/router';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';

/** One sight of a page that has several, by its address. */
export interface PageTab {
  readonly path: string;
  readonly word: MessageKey;
}

/** The sights of one page, a press away from each other; nothing of them on paper. */
@Component({
  selector: 'app-page-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav [attr.aria-label]="say(what())">
      @for (tab of tabs(); track tab.path) {
        <a
          [routerLink]="tab.path"
          routerLinkActive="current"
          [routerLinkActiveOptions]="whateverIsFiltered"
          ariaCurrentWhenActive="page"
          >{{ say(tab.word) }}</a
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
export class PageTabs {
  /** What is seen in several ways, in words. */
  readonly what = input.required<MessageKey>();
  readonly tabs = input.required<readonly PageTab[]>();

  protected readonly say = inject(Messages).say;
  protected readonly whateverIsFiltered: IsActiveMatchOptions = {
    paths: 'exact',
    queryParams: 'ignored',
    fragment: 'ignored',
    matrixParams: 'ignored',
  };
}
