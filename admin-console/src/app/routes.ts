import type { Routes } from '@angular/router';
import type { MessageKey } from './messages/catalogue';
import { mayCirculate, signedIn, signedOut } from './session/session-guard';

/** A page's title is a key of the catalogue; PageTitle says it in the language of the moment. */
const title = (key: MessageKey) => key;

/** The pages that exist, at the addresses they will keep. */
export const routes: Routes = [
  {
    path: 'connexion',
    title: title('signIn.title'),
    canActivate: [signedOut],
    loadComponent: async () => (await import('./session/sign-in')).SignIn,
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./shell/shell')).Shell,
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: title('home.title'),
        loadComponent: async () => (await import('./home/home')).Home,
      },
      {
        path: 'guichet',
        title: title('desk.title'),
        canActivate: [mayCirculate],
        loadComponent: async () => (await import('./desk/desk')).Desk,
      },
      {
        path: 'pilotage/bibliotheques',
        title: title('libraries.title'),
        loadComponent: async () => (await import('./libraries/library-list')).LibraryList,
      },
      {
        path: 'connexions/automates',
        title: title('devices.title'),
        loadComponent: async () => (await import('./devices/device-list')).DeviceList,
      },
      {
        path: 'acces-refuse',
        title: title('forbidden.title'),
        loadComponent: async () => (await import('./shell/forbidden')).Forbidden,
      },
      {
        path: 'connexions/automates/:login/conversation',
        title: title('conversation.title'),
        loadComponent: async () => (await import('./conversation/conversation')).Conversation,
      },
      {
        path: 'connexions/automates/:login/essai',
        title: title('trial.title'),
        loadComponent: async () => (await import('./conversation/virtual-kiosk')).VirtualKiosk,
      },
      {
        path: '**',
        title: title('notFound.title'),
        loadComponent: async () => (await import('./shell/not-found')).NotFound,
      },
    ],
  },
];
