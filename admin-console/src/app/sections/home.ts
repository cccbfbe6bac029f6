import type { Section } from './section';

export const homeSection: Section = {
  word: 'home.title',
  icon: 'home',
  pages: [{ path: '', title: 'home.title', tab: 'home.title', load: async () => (await import('../home/home')).Home }],
};
