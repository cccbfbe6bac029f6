import type { ReturnView, SortRuleView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Messages } from '../messages/messages';

export const routings = ['shelf', 'hold-shelf', 'transit-hold', 'transit-home', 'no-change'] as const;
export const routingWords: Record<ReturnView['routing'], MessageKey> = {
  shelf: 'sorters.routing.shelf',
  'hold-shelf': 'sorters.routing.hold-shelf',
  'transit-hold': 'sorters.routing.transit-hold',
  'transit-home': 'sorters.routing.transit-home',
  'no-change': 'sorters.routing.no-change',
};

/** How names are said: of a library by its code, of a kind of document by its code. */
export interface Names {
  readonly library: (code: string) => string;
  readonly type: (code: string) => string;
}

/** The conditions of a rule in one sentence; a rule without any is for every document. */
export function conditionsText({ when }: SortRuleView, { say }: Pick<Messages, 'say'>, names: Names): string {
  const told: (string | null)[] = [
    when.routing ? when.routing.map((one) => say(routingWords[one])).join(' / ') : null,
    when.destination ? say('sorters.to', { list: when.destination.map(names.library).join(', ') }) : null,
    when.itemType ? say('sorters.type', { list: when.itemType.map(names.type).join(', ') }) : null,
    when.homeLibrary ? say('sorters.home', { library: names.library(when.homeLibrary) }) : null,
    when.location ? say('sorters.location', { location: when.location }) : null,
    when.alert === undefined ? null : say(when.alert ? 'sorters.alert' : 'sorters.noAlert'),
    when.hold === undefined ? null : say(when.hold ? 'sorters.hold' : 'sorters.noHold'),
  ];
  return told.filter((one) => one !== null).join(' ; ') || say('sorters.everything');
}
