import { Component, computed, inject } from '@angular/core';
import { Messages } from '../messages/messages';
import { circulates } from '../session/roles';
import { Session } from '../session/session';
import { Icon } from '../ui/icon';
import { Post } from './post';

/** Where this workstation stands, always in sight; whoever works for the whole network may say it is elsewhere. */
@Component({
  selector: 'app-post-choice',
  imports: [Icon],
  template: `
    @if (isShown()) {
      @if (post.isFixed()) {
        <span class="place"><app-icon name="library" />{{ post.name() }}</span>
      } @else {
        <label class="place">
          <app-icon name="library" />
          <span class="cdk-visually-hidden">{{ say('post.library') }}</span>
          <select #choice data-testid="post-library" (focus)="post.refresh()" (change)="post.choose(choice.value)">
            @if (!post.library()) {
              <option value="" selected>{{ say('post.choose') }}</option>
            } @else if (!isListed()) {
              <option [value]="post.library()" selected>{{ post.name() }}</option>
            }
            @for (library of post.libraries(); track library.code) {
              <option [value]="library.code" [selected]="library.code === post.library()">{{ library.name }}</option>
            }
          </select>
        </label>
      }
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
    }
    .place {
      display: inline-flex;
      align-items: center;
      gap: 6px;
    }
    select {
      max-inline-size: 240px;
      min-block-size: 36px;
      border: 1px solid var(--app-field);
      border-radius: 6px;
      background: var(--app-ground);
      color: var(--app-ink);
      font: inherit;
    }
    @media (max-width: 1100px) {
      select {
        max-inline-size: 210px;
      }
    }
    /* Beside the mark of the link on one line, down to 320 px. */
    @media (max-width: 640px) {
      select {
        max-inline-size: min(210px, 100vw - 120px);
      }
    }
  `,
})
export class PostChoice {
  private readonly session = inject(Session);

  protected readonly post = inject(Post);
  protected readonly say = inject(Messages).say;
  /** While the libraries could not be had, where one is still shows, by its code. */
  protected readonly isListed = computed(() => this.post.libraries().some(({ code }) => code === this.post.library()));
  protected readonly isShown = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && circulates(role);
  });
}
