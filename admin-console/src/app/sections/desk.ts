import { circulates } from '../session/roles';
import type { Section } from './section';

export const deskSection: Section = {
  word: 'desk.title',
  icon: 'lend',
  pages: [
    {
      path: 'guichet',
      title: 'desk.title',
      tab: 'desk.title',
      for: circulates,
      load: async () => (await import('../desk/desk')).Desk,
    },
    {
      path: 'guichet/secours',
      title: 'offline.title',
      tab: 'offline.title',
      for: circulates,
      load: async () => (await import('../desk/offline/offline-page')).OfflinePage,
    },
  ],
};
