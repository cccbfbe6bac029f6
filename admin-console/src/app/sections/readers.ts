import { circulates, readsReaders, answersForReaders, runsReaders } from '../session/roles';
import type { Section } from './section';

const file = async () => (await import('../readers/reader-file')).ReaderFile;

export const readersSection: Section = {
  word: 'readers.title',
  icon: 'person',
  pages: [
    {
      path: 'lecteurs',
      title: 'readers.title',
      tab: 'readers.search',
      for: circulates,
      load: async () => (await import('../readers/reader-list')).ReaderList,
    },
    {
      path: 'lecteurs/nouveau',
      title: 'readers.new',
      tab: 'readers.new',
      for: circulates,
      load: async () => (await import('../readers/reader-new')).ReaderNew,
    },
    {
      path: 'lecteurs/categories',
      title: 'readers.categories',
      tab: 'readers.categories',
      for: runsReaders,
      load: async () => (await import('../readers/category-list')).CategoryList,
    },
    { path: 'lecteurs/:id', title: 'readers.file', for: readsReaders, load: file },
    { path: 'lecteurs/:id/:volet', title: 'readers.file', for: readsReaders, load: file },
    {
      path: 'lecteurs/:id/fusion/:autre',
      title: 'readers.merge',
      for: answersForReaders,
      load: async () => (await import('../readers/reader-merge')).ReaderMerge,
    },
  ],
};
