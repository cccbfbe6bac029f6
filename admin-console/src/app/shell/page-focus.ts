import { Injectable, Injector, afterNextRender, inject } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';

/** After a change of page the focus is on its heading, so that a screen reader says where one is (RGAA 12.8). */
@Injectable({ providedIn: 'root' })
export class PageFocus {
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private path: string | null = null;

  /** To be called once, by the root component. */
  followNavigation(): void {
    this.router.events.subscribe((event) => {
      if (!(event instanceof NavigationEnd)) return;
      const path = event.urlAfterRedirects.split(/[?#]/)[0] ?? '/';
      const isFirst = this.path === null;
      const isSame = this.path === path; // a filter or an order: the page stays
      this.path = path;
      if (!isFirst && !isSame) afterNextRender(() => this.focusHeading(), { injector: this.injector });
    });
  }

  /** A page that has placed the focus itself, as the sign-in page does, keeps it. */
  private focusHeading(): void {
    const isPlaced = document.activeElement?.closest('main') instanceof HTMLElement;
    if (!isPlaced) document.querySelector('h1')?.focus();
  }
}
