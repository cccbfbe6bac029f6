import { Component, DestroyRef, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { filter, map } from 'rxjs';
import type { Role } from '../api/contract';
import { DisplayChoice } from '../display/display-choice';
import { LiveStream } from '../live/live-stream';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { pageAt } from '../sections/page-at';
import { tabsFor } from '../sections/section';
import { sections } from '../sections/sections';
import { signInPath } from '../session/return-path';
import { Session } from '../session/session';
import { PostChoice } from '../post/post-choice';
import { Badge } from '../ui/badge';
import { Icon } from '../ui/icon';
import { parisTime } from '../ui/paris-time';
import { AlertBell } from './alerts/alert-bell';
import { linkWords } from './link-words';
import { SearchBox } from './search/search-box';
import { SessionWarning } from './session-warning';

/** What surrounds every page of a signed-in user: navigation, link to the server, language, theme, sign-out. */
@Component({
  selector: 'app-shell',
  imports: [
    AlertBell,
    Badge,
    DisplayChoice,
    Icon,
    MatButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    PostChoice,
    RouterLink,
    RouterOutlet,
    SearchBox,
    SessionWarning,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly live = inject(LiveStream);

  protected readonly say = this.messages.say;
  protected readonly user = this.session.user;
  protected readonly signOutFailed = signal(false);
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  /** What a role cannot use is absent. */
  protected readonly entries = computed(() => {
    const role = this.session.user()?.role;
    const page = pageAt(this.url());
    return sections.flatMap((section) => {
      const tabs = role === undefined ? [] : tabsFor(section, role);
      if (tabs.length === 0) return [];
      return { ...section, path: `/${tabs[0]!.path}`, tabs, isCurrent: page !== null && section.pages.includes(page) };
    });
  });
  /** The second level of the menu; one page alone needs none. */
  protected readonly section = computed(() => this.entries().find((entry) => entry.isCurrent && entry.tabs.length > 1));
  /** The tab whose address goes furthest along this page's: that of a list, on the page of one of its lines. */
  protected readonly currentTab = computed(() => {
    const path = this.url().replace(/^\/|[?#].*$/g, '');
    const tabs = this.section()?.tabs.filter((tab) => `${path}/`.startsWith(`${tab.path}/`)) ?? [];
    return tabs.toSorted((one, other) => other.path.length - one.path.length)[0] ?? null;
  });
  protected readonly roles: Record<Role, MessageKey> = {
    NETWORK_ADMIN: 'role.NETWORK_ADMIN',
    COORDINATOR: 'role.COORDINATOR',
    LIBRARY_MANAGER: 'role.LIBRARY_MANAGER',
    STAFF: 'role.STAFF',
    IT_REFERENT: 'role.IT_REFERENT',
    AUDITOR: 'role.AUDITOR',
  };

  protected readonly linkState = this.live.state;
  protected readonly link = computed(() => linkWords[this.live.state()]);
  /** The band under the top bar, when what is on the screen no longer follows the network. */
  protected readonly band = computed<MessageKey | null>(() => {
    if (this.live.state() === 'polling') return 'band.polling';
    return this.live.state() === 'frozen' ? 'band.frozen' : null;
  });
  protected readonly freshTime = computed(() => {
    const at = this.live.freshAt();
    return at === null ? '—' : parisTime(at, this.messages.locale());
  });

  constructor() {
    effect(() => {
      const isInterrupted = this.session.isInterrupted();
      untracked(() => (isInterrupted ? this.live.close() : this.live.open()));
    });
    inject(DestroyRef).onDestroy(() => this.live.close());
  }

  /** The skip link: a plain fragment would leave the page, its address being relative to the root. */
  protected skipTo(main: HTMLElement, click: Event): void {
    click.preventDefault();
    main.focus();
  }

  protected signOut(): void {
    this.signOutFailed.set(false);
    this.session.signOut().subscribe({
      next: () => void this.router.navigateByUrl(signInPath),
      error: () => this.signOutFailed.set(true),
    });
  }
}
