import { catalogueSection } from './catalogue';
import { connectionsSection } from './connections';
import { deskSection } from './desk';
import { flowSection } from './flow';
import { homeSection } from './home';
import { readersSection } from './readers';
import type { Section } from './section';
import { steeringSection } from './steering';

/** The menu, from top to bottom. */
export const sections: readonly Section[] = [
  homeSection,
  deskSection,
  readersSection,
  catalogueSection,
  flowSection,
  connectionsSection,
  steeringSection,
];
