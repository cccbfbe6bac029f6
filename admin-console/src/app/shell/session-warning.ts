import { Component, DestroyRef, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { storedEnd } from '../session/session-end';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';
import { Icon } from '../ui/icon';
import { parisTime } from '../ui/paris-time';
import { Shortcuts } from './shortcuts';

/** How long before its end a session says so (RGAA 13.1 asks for two minutes), and how often it looks, in milliseconds. */
export const warnedBefore = 2 * 60_000 + 15_000;
const lookEvery = 5_000;

/** Says that the session is about to end, and puts the end off by one key: what is on the screen stays as it is. */
@Component({
  selector: 'app-session-warning',
  imports: [Icon, MatButton],
  template: `
    <div role="alert">
      @if (isNear()) {
        <p class="band" data-testid="session-warning">
          <app-icon name="clock" />
          <span>{{ say(isLast() ? 'session.endsAnyway' : 'session.ends', { time: time() }) }}</span>
          @if (!isLast()) {
            <button mat-stroked-button type="button" (click)="extend()">{{ say('session.stay') }}</button>
          }
        </p>
      }
    </div>
  `,
  styles: `
    .band {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 12px;
      margin: 0;
      padding: 8px 16px;
      background: var(--app-decide-ground);
      color: var(--app-decide);
    }
    button {
      color: inherit;
    }
  `,
  host: { '(document:keydown.alt.r)': 'byKey($event)' },
})
export class SessionWarning {
  private readonly session = inject(Session);
  private readonly messages = inject(Messages);
  private readonly shortcuts = inject(Shortcuts);
  private readonly stored = storedEnd();

  protected readonly say = this.messages.say;
  /** The present, looked at more often than the rest of the console needs. */
  private readonly now = signal(Date.now());
  /** It was asked to go on and could not: it has lasted as long as a session may. */
  protected readonly isLast = signal(false);
  /** Another window may have put the end off. */
  private readonly end = computed(() => {
    const own = this.session.endsAt();
    this.now();
    return own === null ? null : Math.max(own, this.stored.read());
  });
  protected readonly isNear = computed(() => {
    const end = this.end();
    return end !== null && end - this.now() <= warnedBefore && end > this.now();
  });
  protected readonly time = computed(() => parisTime(this.end() ?? 0, this.messages.locale()));

  constructor() {
    const timer = setInterval(() => this.look(), lookEvery);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected byKey(event: Event): void {
    if (!this.isNear() || this.shortcuts.state() === 'off') return;
    event.preventDefault();
    this.extend();
  }

  /** A failure is told by the interceptor, or by the next look: the band stays. */
  protected extend(): void {
    const before = this.end() ?? 0;
    this.session.verify().subscribe({
      next: () => {
        this.look();
        this.isLast.set((this.end() ?? 0) <= before + lookEvery);
      },
      error: () => this.look(),
    });
  }

  private look(): void {
    const own = this.session.endsAt();
    if (own !== null) this.stored.keep(own);
    this.now.set(Date.now());
    if (!this.isNear()) this.isLast.set(false);
  }
}
