import { followsImports, runsImports } from '../session/import-roles';
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
    {
      path: 'catalogue/imports',
      title: 'imports.title',
      tab: 'imports.title',
      for: followsImports,
      load: async () => (await import('../imports/import-list')).ImportList,
    },
    {
      path: 'catalogue/imports/nouveau',
      title: 'imports.new',
      for: runsImports,
      load: async () => (await import('../imports/import-new')).ImportNew,
    },
    {
      path: 'catalogue/imports/profils',
      title: 'profiles.title',
      for: followsImports,
      load: async () => (await import('../imports/source-profiles')).SourceProfiles,
    },
    {
      path: 'catalogue/imports/:id/revue',
      title: 'review.title',
      for: followsImports,
      load: async () => (await import('../review/review-page')).ReviewPage,
    },
    {
      path: 'catalogue/imports/:id',
      title: 'imports.pageTitle',
      for: followsImports,
      load: async () => (await import('../imports/import-page')).ImportPage,
    },
    {
      path: 'catalogue/doublons',
      title: 'duplicates.title',
      tab: 'duplicates.title',
      for: followsImports,
      load: async () => (await import('../review/review-page')).ReviewPage,
    },
  ],
};
