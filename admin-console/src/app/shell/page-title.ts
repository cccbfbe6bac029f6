import { Injectable, effect, inject, signal } from '@angular/core';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { type MessageKey, catalogue } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';

/** The title of the document: the page's heading and “Console”, in the language of the moment. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly say = inject(Messages).say;
  private readonly key = signal<MessageKey | null>(null);

  constructor() {
    super();
    const { isInterrupted } = inject(Session);
    effect(() => {
      const key = isInterrupted() ? 'signIn.title' : this.key();
      document.title = key ? this.say('app.title', { page: this.say(key) }) : this.say('app.name');
    });
  }

  override updateTitle(state: RouterStateSnapshot): void {
    const title = this.buildTitle(state);
    this.key.set(title && title in catalogue.fr ? (title as MessageKey) : null);
  }
}
