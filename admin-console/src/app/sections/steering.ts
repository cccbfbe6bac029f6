import {
  keepsAccounts,
  readsJournal,
  readsLibraryLife,
  readsRules,
  readsStatistics,
  readsSystem,
} from '../session/steering-roles';
import type { Section } from './section';

export const steeringSection: Section = {
  word: 'section.steering',
  icon: 'library',
  pages: [
    {
      path: 'pilotage/statistiques',
      title: 'statistics.title',
      tab: 'statistics.title',
      for: readsStatistics,
      load: async () => (await import('../statistics/statistics')).Statistics,
    },
    {
      path: 'pilotage/statistiques/budgets',
      title: 'budgets.title',
      for: readsStatistics,
      load: async () => (await import('../statistics/budgets')).Budgets,
    },
    {
      path: 'pilotage/regles',
      title: 'rules.title',
      tab: 'rules.title',
      for: readsRules,
      load: async () => (await import('../rules/rules')).Rules,
    },
    {
      path: 'pilotage/calendriers',
      title: 'calendars.title',
      tab: 'calendars.title',
      for: readsRules,
      load: async () => (await import('../calendars/calendars')).Calendars,
    },
    {
      path: 'pilotage/bibliotheques',
      title: 'libraries.title',
      tab: 'libraries.title',
      load: async () => (await import('../libraries/library-list')).LibraryList,
    },
    {
      path: 'pilotage/bibliotheques/:code',
      title: 'library.title',
      for: readsLibraryLife,
      load: async () => (await import('../library/library')).Library,
    },
    {
      path: 'pilotage/comptes',
      title: 'accounts.title',
      tab: 'accounts.tab',
      for: keepsAccounts,
      load: async () => (await import('../accounts/account-list')).AccountList,
    },
    {
      path: 'pilotage/comptes/:login',
      title: 'accounts.one',
      for: keepsAccounts,
      load: async () => (await import('../accounts/account-page')).AccountPage,
    },
    {
      path: 'pilotage/journal',
      title: 'journal.title',
      tab: 'journal.title',
      for: readsJournal,
      load: async () => (await import('../journal/journal')).Journal,
    },
    {
      path: 'pilotage/journal/:seq',
      title: 'journal.one',
      for: readsJournal,
      load: async () => (await import('../journal/journal-line')).JournalLine,
    },
    {
      path: 'pilotage/etat',
      title: 'system.title',
      tab: 'system.title',
      for: readsSystem,
      load: async () => (await import('../system/system')).System,
    },
  ],
};
