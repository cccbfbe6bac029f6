import type { Route, Routes } from '@angular/router';
import type { MessageKey } from './messages/catalogue';
import type { Page } from './sections/section';
import { sections } from './sections/sections';
import { mayOpen, signedIn, signedOut } from './session/session-guard';

/** A page's title is a key of the catalogue; PageTitle says it in the language of the moment. */
const title = (key: MessageKey) => key;

const route = (page: Page): Route => ({
  path: page.path,
  pathMatch: page.path === '' ? 'full' : 'prefix',
  title: title(page.title),
  loadComponent: page.load,
  ...(page.for && { canActivate: [mayOpen(page.for)] }),
});

/** The pages that exist, at the addresses they will keep: those of the menu's sections, and those outside it. */
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
      ...sections.flatMap((section) => section.pages.map(route)),
      {
        path: 'mon-poste',
        title: title('myPost.title'),
        loadComponent: async () => (await import('./post/my-post')).MyPost,
      },
      {
        path: 'mon-compte',
        title: title('account.title'),
        loadComponent: async () => (await import('./account/own-account')).OwnAccount,
      },
      {
        path: 'accessibilite',
        title: title('accessibility.title'),
        loadComponent: async () => (await import('./about/accessibility')).Accessibility,
      },
      {
        path: 'donnees-personnelles',
        title: title('personalData.title'),
        loadComponent: async () => (await import('./about/personal-data')).PersonalData,
      },
      {
        path: 'aide',
        title: title('help.title'),
        loadComponent: async () => (await import('./about/help')).Help,
      },
      {
        path: 'acces-refuse',
        title: title('forbidden.title'),
        loadComponent: async () => (await import('./shell/forbidden')).Forbidden,
      },
      {
        path: '**',
        title: title('notFound.title'),
        loadComponent: async () => (await import('./shell/not-found')).NotFound,
      },
    ],
  },
];
