import { Component, inject } from '@angular/core';
import { Messages } from '../messages/messages';
import { type Part, Paragraphs } from './paragraphs';

const parts: readonly Part[] = [
  { heading: 'personalData.staff', paragraphs: ['personalData.staffText'] },
  { heading: 'personalData.readers', paragraphs: ['personalData.readersText', 'personalData.historyText'] },
  { heading: 'personalData.post', paragraphs: ['personalData.postText'] },
  { heading: 'personalData.rights', paragraphs: ['personalData.rightsText'] },
];

/** What the console knows of people, and what it keeps on this workstation. */
@Component({
  selector: 'app-personal-data',
  imports: [Paragraphs],
  template: `
    <h1 tabindex="-1">{{ say('personalData.title') }}</h1>
    <app-paragraphs [parts]="parts" />
  `,
})
export class PersonalData {
  protected readonly say = inject(Messages).say;
  protected readonly parts = parts;
}
