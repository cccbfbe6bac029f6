import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

/** Where a return goes: how it is said and shown, and towards which library (its code) when it travels. */
export interface Routing {
  readonly word: MessageKey;
  readonly icon: IconName;
  readonly tone: Tone;
  readonly towards: string;
}

const looks = {
  shelf: { word: 'routing.shelf', icon: 'shelf', tone: 'shelf' },
  'hold-shelf': { word: 'routing.holdShelf', icon: 'reserved', tone: 'reserved' },
  'transit-hold': { word: 'routing.transitHold', icon: 'shuttle', tone: 'shuttle' },
  'transit-home': { word: 'routing.transitHome', icon: 'shuttle', tone: 'shuttle' },
} as const;

/** Reads the routing of an activity line: `shelf`, `hold-shelf`, `transit-hold:LIEVIN`, `transit-home:AVION`. */
export function routingOf(routing: string): Routing {
  const [kind = '', towards = ''] = routing.split(':');
  const look = kind in looks ? looks[kind as keyof typeof looks] : null;
  if (!look) return { word: 'routing.unknown', icon: 'question', tone: 'neutral', towards: routing };
  return { ...look, towards };
}
