import { Component, inject } from '@angular/core';
import { Messages } from '../messages/messages';
import { type Part, Paragraphs } from './paragraphs';

const parts: readonly Part[] = [
  { heading: 'accessibility.state', paragraphs: ['accessibility.stateText'] },
  { heading: 'accessibility.tested', paragraphs: ['accessibility.testedText', 'accessibility.notTested'] },
  { heading: 'accessibility.contact', paragraphs: ['accessibility.contactText'] },
  { heading: 'accessibility.appeal', paragraphs: ['accessibility.appealText'] },
];

/** The declaration of accessibility (RGAA; law of 11 February 2005, article 47): what is true, no more. */
@Component({
  selector: 'app-accessibility',
  imports: [Paragraphs],
  template: `
    <h1 tabindex="-1">{{ say('accessibility.title') }}</h1>
    <app-paragraphs [parts]="parts" />
  `,
})
export class Accessibility {
  protected readonly say = inject(Messages).say;
  protected readonly parts = parts;
}
