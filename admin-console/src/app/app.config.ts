import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import { TitleStrategy, provideRouter, withComponentInputBinding } from '@angular/router';
import { Theme } from './display/theme';
import { provideMessages } from './messages/messages';
import { routes } from './routes';
import { sessionInterceptor } from './session/session-interceptor';
import { PageTitle } from './shell/page-title';

/** What the whole console shares: router, HTTP with the session's header, message catalogue, theme. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes, withComponentInputBinding()),
    provideHttpClient(withInterceptors([sessionInterceptor])),
    provideMessages(),
    provideAppInitializer(() => {
      inject(Theme);
    }),
    { provide: TitleStrategy, useExisting: PageTitle },
  ],
};
