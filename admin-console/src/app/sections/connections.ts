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
  ],
};
