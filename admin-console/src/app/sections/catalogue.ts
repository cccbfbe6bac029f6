import { headsLibrary, readsDigital } from '../catalogue/catalogue-rights';
import { followsImports, runsImports } from '../session/import-roles';
import { circulates, readsReaders, runsReaders } from '../session/roles';
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
      path: 'catalogue/autorites',
      title: 'authority.title',
      tab: 'authority.title',
      for: readsReaders,
      load: async () => (await import('../authorities/authority-list')).AuthorityList,
    },
    {
      path: 'catalogue/autorites/a-lier',
      title: 'unlinked.title',
      for: readsReaders,
      load: async () => (await import('../authorities/unlinked-headings')).UnlinkedHeadings,
    },
    {
      path: 'catalogue/autorites/nouvelle',
      title: 'authority.new.title',
      for: headsLibrary,
      load: async () => (await import('../authorities/new-authority')).NewAuthority,
    },
    {
      path: 'catalogue/autorites/:number',
      title: 'authority.one',
      for: readsReaders,
      load: async () => (await import('../authorities/authority-page')).AuthorityPage,
    },
    {
      path: 'catalogue/autorites/:number/:tab',
      title: 'authority.one',
      for: readsReaders,
      load: async () => (await import('../authorities/authority-page')).AuthorityPage,
    },
    {
      path: 'catalogue/numerique',
      title: 'digital.title',
      tab: 'digital.title',
      for: readsDigital,
      load: async () => (await import('../digital/resource-list')).ResourceList,
    },
    {
      path: 'catalogue/numerique/nouvelle',
      title: 'digital.new.title',
      for: runsReaders,
      load: async () => (await import('../digital/new-resource')).NewResource,
    },
    {
      path: 'catalogue/numerique/liens',
      title: 'digital.proposals',
      for: readsDigital,
      load: async () => (await import('../digital/link-proposals')).LinkProposals,
    },
    {
      path: 'catalogue/numerique/conformite',
      title: 'digital.readiness',
      for: readsDigital,
      load: async () => (await import('../digital/readiness-report')).ReadinessReport,
    },
    {
      path: 'catalogue/numerique/usage',
      title: 'usage.title',
      for: readsDigital,
      load: async () => (await import('../digital/usage-page')).UsagePage,
    },
    {
      path: 'catalogue/numerique/:id',
      title: 'digital.resource',
      for: readsDigital,
      load: async () => (await import('../digital/resource-page')).ResourcePage,
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
      title: 'sourceProfile.title',
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
