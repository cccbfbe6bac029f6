import { parseTemplate } from '@angular/compiler';
import { catalogue, languages } from './catalogue';
import { untranslatedTexts } from '../../testing/untranslated-texts';

declare const __karma__: { readonly config: { readonly sources: Record<string, string> } };

/** Every source of the console by path, read and encoded by karma.conf.cjs. */
const files = Object.entries(__karma__.config.sources).map(
  ([path, encoded]) => [path, decodeURIComponent(encoded)] as const,
);
const sources = files.filter(([path]) => !path.endsWith('.json'));

/** The templates of files and of components: path, text. */
const templates = sources.flatMap(([path, text]) => {
  if (path.endsWith('.html')) return [[path, text] as const];
  return [...text.matchAll(/template:\s*(?:`([^`]*)`|'([^']*)')/g)].map(
    (found) => [path, found[1] ?? found[2] ?? ''] as const,
  );
});

const parameters = (message: string) => [...message.matchAll(/\{\{ (\w+) \}\}/g)].map((found) => found[1]).sort();

describe('the message catalogue', () => {
  it('has the same keys in French and in English', () => {
    expect(Object.keys(catalogue.en).sort()).toEqual(Object.keys(catalogue.fr).sort());
  });

  for (const language of languages) {
    it(`has each key in one file alone (${language})`, () => {
      const parts = files.filter(([path]) => path.startsWith(`messages/${language}/`));
      const keys = parts.flatMap(([, text]) => Object.keys(JSON.parse(text) as Record<string, string>));
      expect(parts.length).toBeGreaterThan(10);
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
      expect(keys.length).toBe(Object.keys(catalogue[language]).length);
    });
  }

  it('has no empty message, and the same parameters in both languages', () => {
    for (const [key, french] of Object.entries(catalogue.fr)) {
      const english = (catalogue.en as Record<string, string>)[key] ?? '';
      expect(french.trim()).withContext(key).not.toBe('');
      expect(english.trim()).withContext(key).not.toBe('');
      expect(parameters(english)).withContext(key).toEqual(parameters(french));
    }
  });

  it('writes French with its own apostrophe, and spaces before its punctuation', () => {
    for (const [key, french] of Object.entries(catalogue.fr)) {
      expect(french)
        .withContext(key)
        .not.toMatch(/['"]|\p{L}[:;!?]/u);
    }
  });

  it('has no message that nothing says', () => {
    const code = sources.map(([, text]) => text).join('\n');
    for (const key of Object.keys(catalogue.fr)) {
      const stem = key.replace(/\.(one|other)$/, '');
      expect(code.includes(`'${key}'`) || code.includes(`"${key}"`) || code.includes(`'${stem}'`))
        .withContext(key)
        .toBeTrue();
    }
  });
});

describe('the templates', () => {
  it('are all found', () => {
    expect(templates.length).toBeGreaterThan(12);
  });

  for (const [path, text] of templates) {
    it(`of ${path} say nothing that is not in the catalogue`, () => {
      expect(untranslatedTexts(text)).toEqual([]);
      expect(parseTemplate(text, path).errors).toBeNull();
    });
  }

  it('ask the catalogue for keys it has', () => {
    const said = templates.flatMap(([, text]) => [...text.matchAll(/say(Count)?\('([^']+)'/g)]);
    expect(said.length).toBeGreaterThan(30);
    for (const [, counts, key = ''] of said) expect(Object.keys(catalogue.fr)).toContain(counts ? `${key}.other` : key);
  });

  it('would be caught with a text, a label or a piece of text of their own', () => {
    expect(untranslatedTexts('<p>Bonjour</p>')).toEqual(['Bonjour']);
    expect(untranslatedTexts('@if (a) {<b>{{ n }} prêts</b>}')).toEqual(['prêts']);
    expect(untranslatedTexts('<button aria-label="Fermer"></button>')).toEqual(['Fermer']);
    expect(untranslatedTexts('<p>{{ say(key) }} · {{ n }}</p>')).toEqual([]);
  });
});
