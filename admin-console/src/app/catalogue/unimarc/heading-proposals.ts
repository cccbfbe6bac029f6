import { Component, ElementRef, computed, effect, inject, input, output } from '@angular/core';
import type { HeadingProposalView } from '../../api/contract';
import { Messages } from '../../messages/messages';

/** Authorities for the heading that is typed, under its field: chosen by arrows and Enter there, or by a click. */
@Component({
  selector: 'app-heading-proposals',
  template: `
    <ul role="listbox" [id]="'proposals-' + row()" [attr.aria-label]="say('unimarc.proposals')">
      @for (proposal of proposals(); track proposal.authority; let at = $index) {
        <li
          role="option"
          data-testid="proposal"
          [id]="'proposal-' + row() + '-' + at"
          [attr.data-code]="proposal.authority"
          [attr.aria-selected]="at === active()"
          [class.active]="at === active()"
          (mousedown)="$event.preventDefault(); chosen.emit(proposal)"
        >
          <strong>{{ proposal.heading }}</strong>
          @if (proposal.also) {
            <span>{{ say('unimarc.also', { name: proposal.also }) }}</span>
          }
          <span>{{ sayCount('unimarc.usedBy', proposal.links) }} · {{ proposal.authority }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin: 2px 0 6px;
      padding: 0;
      border: 1px solid var(--app-field);
      border-radius: 6px;
      background: var(--app-ground);
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 10px;
      padding: 6px 10px;
      font-family: system-ui, sans-serif;
      cursor: pointer;
    }
    li:hover {
      background: var(--app-neutral-ground);
    }
    .active {
      outline: 2px solid var(--app-accent);
      outline-offset: -2px;
      background: var(--app-neutral-ground);
    }
    span {
      color: var(--app-muted);
    }
    .active span,
    li:hover span {
      color: inherit;
    }
  `,
})
export class HeadingProposals {
  private readonly messages = inject(Messages);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  /** The row of the grid it stands under. */
  readonly row = input.required<number>();
  readonly proposals = input.required<readonly HeadingProposalView[]>();
  readonly active = input.required<number>();
  readonly chosen = output<HeadingProposalView>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  private readonly shown = computed(() => `#proposal-${this.row()}-${this.active()}`);

  constructor() {
    effect(() => {
      if (this.active() >= 0)
        this.element.nativeElement.querySelector(this.shown())?.scrollIntoView({ block: 'nearest' });
    });
  }
}
