import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { PageFocus } from './shell/page-focus';

/** The root of the console: the page the address names, and the focus that follows it. */
@Component({ selector: 'app-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class App {
  constructor() {
    inject(PageFocus).followNavigation();
  }
}
