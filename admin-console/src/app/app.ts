import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { KeptPage } from './session/kept-page';
import { Session } from './session/session';
import { PageFocus } from './shell/page-focus';

/** The root of the console: the page the address names, the focus that follows it, and who must sign in again to see it. */
@Component({
  selector: 'app-root',
  imports: [KeptPage, RouterOutlet],
  template: `
    <div #page class="page"><router-outlet /></div>
    @defer (when isInterrupted()) {
      @if (isInterrupted()) {
        <app-kept-page [page]="page" />
      }
    }
  `,
  styles: `
    .page {
      display: contents;
    }
    .page[inert] {
      visibility: hidden;
    }
  `,
})
export class App {
  protected readonly isInterrupted = inject(Session).isInterrupted;

  constructor() {
    inject(PageFocus).followNavigation();
  }
}
