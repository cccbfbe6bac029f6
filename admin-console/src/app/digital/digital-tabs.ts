import { Component } from '@angular/core';
import { type PageTab, PageTabs } from '../ui/page-tabs';

/** The sights of the digital library: its resources, likely links, what partners would say, its use. */
@Component({
  selector: 'app-digital-tabs',
  imports: [PageTabs],
  template: '<app-page-tabs what="digital.views" [tabs]="tabs" />',
})
export class DigitalTabs {
  protected readonly tabs: readonly PageTab[] = [
    { path: '/catalogue/numerique', word: 'digital.resources' },
    { path: '/catalogue/numerique/liens', word: 'digital.proposals' },
    { path: '/catalogue/numerique/conformite', word: 'digital.readiness' },
    { path: '/catalogue/numerique/usage', word: 'usage.title' },
  ];
}
