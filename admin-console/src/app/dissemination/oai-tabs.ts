import { Component } from '@angular/core';
import { type PageTab, PageTabs } from '../ui/page-tabs';

/** What is given out by OAI-PMH, seen four ways. */
@Component({
  selector: 'app-oai-tabs',
  imports: [PageTabs],
  template: '<app-page-tabs what="oai.views" [tabs]="tabs" />',
})
export class OaiTabs {
  protected readonly tabs: readonly PageTab[] = [
    { path: '/connexions/oai', word: 'oai.sets' },
    { path: '/connexions/oai/entrepots', word: 'oai.repositories' },
    { path: '/connexions/oai/partenaires', word: 'oai.readiness' },
    { path: '/connexions/oai/moissonneurs', word: 'oai.harvesters' },
  ];
}
