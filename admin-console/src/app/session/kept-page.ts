import { Component, DestroyRef, type ElementRef, afterNextRender, inject, input, viewChild } from '@angular/core';
import { Messages } from '../messages/messages';
import { Session } from './session';
import { SignIn } from './sign-in';

/**
 * The sign-in form over a page whose session has ended. The page is neither seen nor reached, and heard by no key, until
 * its user is back; then the focus is where he left it.
 */
@Component({
  selector: 'app-kept-page',
  imports: [SignIn],
  template: `
    <dialog #cover closedby="none" [attr.aria-label]="say('signIn.title')" (cancel)="$event.preventDefault()">
      <app-sign-in fin="session" [keptFor]="name" />
    </dialog>
  `,
  host: { '(keydown)': '$event.stopPropagation()' },
  styles: `
    dialog {
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      max-inline-size: none;
      max-block-size: none;
      box-sizing: border-box;
      margin: 0;
      padding: 0;
      border: 0;
      overflow: auto;
      background: var(--app-canvas);
      color: inherit;
      visibility: visible;
    }
  `,
})
export class KeptPage {
  private readonly cover = viewChild.required<ElementRef<HTMLDialogElement>>('cover');

  /** What the form stands over. */
  readonly page = input.required<HTMLElement>();

  protected readonly say = inject(Messages).say;
  /** Whose page it is. */
  protected readonly name = inject(Session).user()!.name;

  constructor() {
    const left = document.activeElement;
    const silence = (event: KeyboardEvent) => {
      const isHere = event.target instanceof Node && this.cover().nativeElement.contains(event.target);
      if (!isHere) event.stopImmediatePropagation();
    };
    addEventListener('keydown', silence, { capture: true });
    afterNextRender({
      // Before the form, rendered with it, places the focus.
      write: () => {
        this.page().inert = true;
        this.cover().nativeElement.showModal();
      },
    });
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('keydown', silence, { capture: true });
      this.page().inert = false;
      if (left instanceof HTMLElement) left.focus();
    });
  }
}
