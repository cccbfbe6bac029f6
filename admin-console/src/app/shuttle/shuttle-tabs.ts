import { Component } from '@angular/core';
import { type PageTab, PageTabs } from '../ui/page-tabs';

/** The three sights of the van: the board of this library, its timetable, its rounds. */
@Component({
  selector: 'app-shuttle-tabs',
  imports: [PageTabs],
  template: '<app-page-tabs what="shuttle.views" [tabs]="tabs" />',
})
export class ShuttleTabs {
  protected readonly tabs: readonly PageTab[] = [
    { path: '/flux/navette', word: 'shuttle.board' },
    { path: '/flux/navette/horaires', word: 'shuttle.timetable' },
    { path: '/flux/navette/circuits', word: 'shuttle.rounds' },
  ];
}
