import { Component, type ElementRef, computed, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { AlertView } from '../../api/contract';
import { followReloads } from '../../live/follow-reloads';
import { Messages } from '../../messages/messages';
import { Session } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Failure } from '../../ui/failure';
import { Icon } from '../../ui/icon';
import { parisDateTime, parisTime } from '../../ui/paris-time';
import { readResource } from '../../ui/read-resource';
import { alertCounts, alertLooks, alertPlace } from './alert-words';
import { AlertsApi } from './alerts-api';

/** Alerts are computed when they are asked for: they are asked for this often (milliseconds). */
const askAgainMs = 60_000;

/** The bell: what calls for somebody, how many nobody sees to, and the button to say that one does. */
@Component({
  selector: 'app-alert-bell',
  imports: [Badge, Failure, Icon, MatButton, RouterLink],
  templateUrl: './alert-bell.html',
  styleUrl: './alert-bell.scss',
  host: { '(keydown.escape)': 'shut($event)', '(document:click)': 'clicked($event)' },
})
export class AlertBell {
  private readonly api = inject(AlertsApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly bell = viewChild.required<ElementRef<HTMLElement>>('bell');
  private readonly panel = viewChild<ElementRef<HTMLElement>>('panel');

  protected readonly alerts = readResource({ stream: () => this.api.list() });
  protected readonly isOpen = signal(false);
  protected readonly trouble = signal<unknown>(null);
  protected readonly say = this.messages.say;
  protected readonly looks = alertLooks;
  protected readonly items = computed(() => (this.alerts.hasValue() ? this.alerts.value().items : []));
  protected readonly unseen = computed(() => this.items().filter(({ acknowledged }) => acknowledged === null).length);
  protected readonly summary = computed(() => this.messages.sayCount('alert.unseen', this.unseen()));
  /** An auditor reads. */
  protected readonly mayAct = computed(() => this.session.user()?.role !== 'AUDITOR');

  constructor() {
    followReloads(this.alerts, { everyMs: askAgainMs });
  }

  protected turn(): void {
    this.isOpen.update((isOpen) => !isOpen);
    if (this.isOpen()) this.alerts.reload();
  }

  protected shut(event: Event): void {
    if (!this.isOpen()) return;
    event.stopPropagation();
    this.isOpen.set(false);
    this.bell().nativeElement.focus();
  }

  /** A click outside puts the list away. */
  protected clicked({ target }: Event): void {
    const isOurs =
      target instanceof Node && [this.bell(), this.panel()].some((one) => one?.nativeElement.contains(target));
    // What was clicked may be gone already: it was ours.
    if (!isOurs && target instanceof Node && target.isConnected) this.isOpen.set(false);
  }

  protected acknowledge({ key }: AlertView): void {
    this.trouble.set(null);
    this.api.acknowledge(key).subscribe({
      next: (seen) =>
        this.alerts.update(
          (list) => list && { ...list, items: list.items.map((one) => (one.key === key ? seen : one)) },
        ),
      error: (error: unknown) => {
        this.trouble.set(error);
        this.alerts.reload();
      },
    });
  }

  protected count({ kind, count }: AlertView): string {
    const stem = alertCounts[kind];
    return stem ? this.messages.sayCount(stem, count) : '';
  }

  protected since({ since }: AlertView): string {
    return parisDateTime(since, this.messages.locale());
  }

  protected seenAt(at: string): string {
    return parisTime(at, this.messages.locale());
  }

  protected place(alert: AlertView): string | null {
    const role = this.session.user()?.role;
    return role ? alertPlace(alert, role) : null;
  }
}
