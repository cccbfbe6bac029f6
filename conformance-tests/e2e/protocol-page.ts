import type { Page } from 'playwright-core';
import { violations } from './browser.ts';
import type { Visit } from './visit.ts';

/** After each test: the browser said nothing at all of the pages, no warning either. */
export function expectSilence(visit: Visit): void {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    visit.page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  });
  afterEach(() => expect(said).toEqual([]));
}

/** Opens a page in both schemes, on a screen and on a phone: nothing axe-core finds wrong, nothing wider than the screen. */
export async function seeEverywhere(page: Page, address: string): Promise<void> {
  await page.goto(address);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect([colorScheme, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([colorScheme, width]);
      expect(await violations(page)).toEqual([]);
    }
  }
}
