import type { Page } from './section';
import { sections } from './sections';

/** The page an address opens, `?` and `#` left out; null for one outside the menu. */
export function pageAt(url: string): Page | null {
  const parts = url
    .replace(/[?#].*$/, '')
    .split('/')
    .filter(Boolean);
  const opens = (page: Page) => {
    const pattern = page.path.split('/').filter(Boolean);
    return pattern.length === parts.length && pattern.every((part, n) => part.startsWith(':') || part === parts[n]);
  };
  return sections.flatMap((section) => section.pages).find(opens) ?? null;
}
