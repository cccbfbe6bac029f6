import type { Type } from '@angular/core';
import type { Role } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { IconName } from '../ui/icon';

/** A page of the console: its address, its title, who may open it, and its tab. */
export interface Page {
  readonly path: string;
  /** Also the title of the browser's tab, in the language of the moment. */
  readonly title: MessageKey;
  readonly load: () => Promise<Type<unknown>>;
  /** Whose page it is; everybody's unless said. The server decides again at each request. */
  readonly for?: (role: Role) => boolean;
  /** Its word among the tabs of its section. A page without one is reached from another page. */
  readonly tab?: MessageKey;
}

/** An entry of the menu and the pages behind it. It is absent for a role that may open none of its tabs. */
export interface Section {
  readonly word: MessageKey;
  readonly icon: IconName;
  readonly pages: readonly Page[];
}

/** The tabs of a section this role may open, in order; the menu leads to the first. */
export function tabsFor(section: Section, role: Role): readonly (Page & { readonly tab: MessageKey })[] {
  return section.pages.filter(
    (page): page is Page & { readonly tab: MessageKey } => page.tab !== undefined && (page.for?.(role) ?? true),
  );
}
