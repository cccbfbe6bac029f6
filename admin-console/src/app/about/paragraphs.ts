import { Component, inject, input } from '@angular/core';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';

/** A part of a text to be read: a heading and its paragraphs. */
export interface Part {
  readonly heading: MessageKey;
  readonly paragraphs: readonly MessageKey[];
}

/** A page to be read from top to bottom, in lines of no more than eighty characters. */
@Component({
  selector: 'app-paragraphs',
  template: `
    @for (part of parts(); track part.heading) {
      <h2>{{ say(part.heading) }}</h2>
      @for (paragraph of part.paragraphs; track paragraph) {
        <p>{{ say(paragraph) }}</p>
      }
    }
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 80ch;
    }
  `,
})
export class Paragraphs {
  readonly parts = input.required<readonly Part[]>();
  protected readonly say = inject(Messages).say;
}
