import {
  editsConnections,
  editsDissemination,
  editsSorters,
  readsConnections,
  readsRegistry,
} from '../session/connection-roles';
import type { Section } from './section';

export const connectionsSection: Section = {
  word: 'section.connections',
  icon: 'cable',
  pages: [
    {
      path: 'connexions/automates',
      title: 'devices.title',
      tab: 'devices.title',
      load: async () => (await import('../devices/device-list')).DeviceList,
    },
    {
      path: 'connexions/automates/:login/conversation',
      title: 'conversation.title',
      load: async () => (await import('../conversation/conversation')).Conversation,
    },
    {
      path: 'connexions/automates/:login/essai',
      title: 'trial.title',
      load: async () => (await import('../conversation/virtual-kiosk')).VirtualKiosk,
    },
    {
      path: 'connexions/automates/:login',
      title: 'profiles.device',
      for: readsRegistry,
      load: async () => (await import('../profiles/device-page')).DevicePage,
    },
    {
      path: 'connexions/nouvel-automate',
      title: 'profiles.declare',
      for: editsConnections,
      load: async () => (await import('../profiles/declare-device')).DeclareDevice,
    },
    {
      path: 'connexions/profils',
      title: 'profiles.title',
      tab: 'profiles.title',
      for: readsRegistry,
      load: async () => (await import('../profiles/profile-list')).ProfileList,
    },
    {
      path: 'connexions/profils/:name',
      title: 'profiles.profile',
      for: readsRegistry,
      load: async () => (await import('../profiles/profile-page')).ProfilePage,
    },
    {
      path: 'connexions/trieurs',
      title: 'sorters.title',
      tab: 'sorters.title',
      for: editsSorters,
      load: async () => (await import('../sorters/sorters')).Sorters,
    },
    {
      path: 'connexions/z3950',
      title: 'served.title',
      tab: 'served.title',
      for: readsConnections,
      load: async () => (await import('../served/search-servers')).SearchServers,
    },
    {
      path: 'connexions/z3950/:volet',
      title: 'served.title',
      for: readsConnections,
      load: async () => (await import('../served/search-servers')).SearchServers,
    },
    {
      path: 'connexions/oai',
      title: 'oai.title',
      tab: 'oai.title',
      for: readsConnections,
      load: async () => (await import('../dissemination/set-list')).SetList,
    },
    {
      path: 'connexions/oai/nouvel-ensemble',
      title: 'oai.newSet',
      for: editsDissemination,
      load: async () => (await import('../dissemination/new-set')).NewSet,
    },
    {
      path: 'connexions/oai/ensembles/:spec',
      title: 'oai.set',
      for: readsConnections,
      load: async () => (await import('../dissemination/set-page')).SetPage,
    },
    {
      path: 'connexions/oai/entrepots',
      title: 'oai.repositories',
      for: readsConnections,
      load: async () => (await import('../dissemination/repository-list')).RepositoryList,
    },
    {
      path: 'connexions/oai/partenaires',
      title: 'oai.readiness',
      for: readsConnections,
      load: async () => (await import('../dissemination/readiness')).PartnerReadiness,
    },
    {
      path: 'connexions/oai/moissonneurs',
      title: 'oai.harvesters',
      for: readsConnections,
      load: async () => (await import('../dissemination/harvesters')).Harvesters,
    },
    {
      path: 'connexions/moissonnages',
      title: 'harvests.title',
      tab: 'harvests.title',
      for: readsConnections,
      load: async () => (await import('../harvests/source-list')).SourceList,
    },
    {
      path: 'connexions/moissonnages/nouvelle',
      title: 'harvests.new',
      for: editsConnections,
      load: async () => (await import('../harvests/new-source')).NewSource,
    },
    {
      path: 'connexions/moissonnages/:code',
      title: 'harvests.one',
      for: readsConnections,
      load: async () => (await import('../harvests/source-page')).SourcePage,
    },
  ],
};
