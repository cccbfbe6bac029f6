import type { Section } from './section';

export const steeringSection: Section = {
  word: 'section.steering',
  icon: 'library',
  pages: [
    {
      path: 'pilotage/bibliotheques',
      title: 'libraries.title',
      tab: 'libraries.title',
      load: async () => (await import('../libraries/library-list')).LibraryList,
    },
  ],
};
