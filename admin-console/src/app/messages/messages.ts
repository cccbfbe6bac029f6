import {
  type EnvironmentProviders,
  Injectable,
  type Provider,
  computed,
  effect,
  inject,
  provideAppInitializer,
} from '@angular/core';
import { type TranslocoLoader, TranslocoService, provideTransloco } from '@jsverse/transloco';
import { forkJoin, of } from 'rxjs';
import { storedChoice } from '../display/stored-choice';
import { type CountKey, type Language, type MessageKey, catalogue, languages } from './catalogue';
import { frenchSpaces } from './french-spaces';

/** Regional form of each language, for dates, numbers and plurals. */
const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** What the console says, in the language chosen on this workstation; a change shows at once, everywhere. */
@Injectable({ providedIn: 'root' })
export class Messages {
  private readonly transloco = inject(TranslocoService);
  private readonly stored = storedChoice<Language>('passerelle.language', languages, 'fr');

  readonly language = computed(() => this.transloco.activeLang() as Language);
  readonly locale = computed(() => locales[this.language()]);

  constructor() {
    this.transloco.setActiveLang(this.stored.read());
    effect(() => {
      document.documentElement.lang = this.language();
    });
  }

  /** Speaks this language from now on, on this workstation. */
  choose(language: Language): void {
    this.stored.write(language);
    this.transloco.setActiveLang(language);
  }

  /** The message of a key; `{{ name }}` in it is replaced from the parameters. */
  readonly say = (key: MessageKey, parameters?: Record<string, string | number>): string =>
    this.transloco.translate(key, parameters, this.language());

  /** The message of a key that counts, in the plural the language asks for, with `{{ n }}` in the language's figures. */
  readonly sayCount = (stem: CountKey, n: number): string => {
    // French also has the category `many` (1 000 000 de …), which no count of the console reaches.
    const category = new Intl.PluralRules(this.locale()).select(n) === 'one' ? 'one' : 'other';
    return this.say(`${stem}.${category}` as MessageKey, { n: this.figure(n) });
  };

  /** What the server says in each language. */
  readonly told = (words: Readonly<Record<Language, string>>): string =>
    this.language() === 'fr' ? frenchSpaces(words.fr) : words[this.language()];

  /** A number as the language writes it: `1 234` with a narrow no-break space in French. */
  readonly figure = (n: number): string => new Intl.NumberFormat(this.locale()).format(n);
}

const spaced = Object.fromEntries(Object.entries(catalogue.fr).map(([key, text]) => [key, frenchSpaces(text)]));

/** The whole catalogue travels in the script: switching languages asks nothing of the network. */
class BundledCatalogue implements TranslocoLoader {
  getTranslation = (language: string) => of(language === 'fr' ? spaced : catalogue[language as Language]);
}

/** Transloco with the bundled catalogue, both languages loaded before the first page. */
export function provideMessages(): (Provider | EnvironmentProviders)[] {
  return [
    provideTransloco({
      config: {
        availableLangs: [...languages],
        defaultLang: 'fr',
        fallbackLang: 'fr',
        reRenderOnLangChange: true,
        missingHandler: { useFallbackTranslation: true },
        prodMode: true,
      },
      loader: BundledCatalogue,
    }),
    provideAppInitializer(() => {
      const transloco = inject(TranslocoService);
      return forkJoin(languages.map((language) => transloco.load(language)));
    }),
  ];
}
