import { circulates } from '../session/roles';
import type { Section } from './section';

export const catalogueSection: Section = {
  word: 'catalogue.title',
  icon: 'book',
  pages: [
    {
      path: 'catalogue',
      title: 'catalogue.title',
      tab: 'catalogue.search',
      load: async () => (await import('../catalogue/search/catalogue-search')).CatalogueSearch,
    },
    {
      path: 'catalogue/nouvelle-notice',
      title: 'catalogue.new.title',
      tab: 'catalogue.new.title',
      for: circulates,
      load: async () => (await import('../catalogue/record/new-record')).NewRecord,
    },
    {
      path: 'catalogue/notices/:number',
      title: 'record.title',
      load: async () => (await import('../catalogue/record/record-page')).RecordPage,
    },
    {
      path: 'catalogue/notices/:number/:tab',
      title: 'record.title',
      load: async () => (await import('../catalogue/record/record-page')).RecordPage,
    },
    {
      path: 'catalogue/exemplaires/:barcode',
      title: 'copy.title',
      load: async () => (await import('../catalogue/copy/copy-page')).CopyPage,
    },
  ],
};
