import { Injectable, effect, signal } from '@angular/core';
import { storedChoice } from './stored-choice';

/** `auto` follows the operating system. */
export const themes = ['auto', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themes)[number];

/** Light or dark, chosen on this workstation; styles.scss reads `data-theme` on the root element. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly stored = storedChoice<ThemeChoice>('passerelle.theme', themes, 'auto');
  private readonly current = signal(this.stored.read());

  readonly choice = this.current.asReadonly();

  constructor() {
    effect(() => {
      document.documentElement.dataset['theme'] = this.current();
    });
  }

  choose(theme: ThemeChoice): void {
    this.stored.write(theme);
    this.current.set(theme);
  }
}
