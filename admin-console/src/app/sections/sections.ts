import { connectionsSection } from './connections';
import { deskSection } from './desk';
import { homeSection } from './home';
import type { Section } from './section';
import { steeringSection } from './steering';

/** The menu, from top to bottom. */
export const sections: readonly Section[] = [homeSection, deskSection, connectionsSection, steeringSection];
