import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { type Language, type MessageKey, languages } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Icon, type IconName } from '../ui/icon';
import { Theme, type ThemeChoice, themes } from './theme';

/** The theme menu and the button to the other language, on the sign-in page and in the top bar. */
@Component({
  selector: 'app-display-choice',
  imports: [Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger],
  templateUrl: './display-choice.html',
  styleUrl: './display-choice.scss',
})
export class DisplayChoice {
  protected readonly messages = inject(Messages);
  protected readonly theme = inject(Theme);
  protected readonly say = this.messages.say;
  protected readonly themes = themes;
  protected readonly otherLanguages = computed(() => languages.filter((one) => one !== this.messages.language()));

  /** Each language in its own words: this is never translated. */
  protected readonly languageNames: Record<Language, string> = { fr: 'Français', en: 'English' };
  protected readonly themeWords: Record<ThemeChoice, MessageKey> = {
    auto: 'theme.auto',
    light: 'theme.light',
    dark: 'theme.dark',
  };
  protected readonly themeIcons: Record<ThemeChoice, IconName> = { auto: 'contrast', light: 'sun', dark: 'moon' };
}
