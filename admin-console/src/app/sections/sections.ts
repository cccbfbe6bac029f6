import { connectionsSection } from './connections';
import { deskSection } from './desk';
import { homeSection } from './home';
import { readersSection } from './readers';
import type { Section } from './section';
import { steeringSection } from './steering';

/** The menu, from top to bottom. */
export const sections: readonly Section[] = [
  homeSection,
  deskSection,
  readersSection,
  connectionsSection,
  steeringSection,
];
