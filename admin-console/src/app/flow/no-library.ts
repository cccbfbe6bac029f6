import { Component, inject } from '@angular/core';
import { Messages } from '../messages/messages';

/** What a page of one library says to whoever works for them all and has not said where he is. */
@Component({
  selector: 'app-no-library',
  template: '<p class="empty">{{ say("flow.noLibrary") }}</p>',
})
export class NoLibrary {
  protected readonly say = inject(Messages).say;
}
