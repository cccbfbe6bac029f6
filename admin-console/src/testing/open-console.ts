import { provideLocationMocks } from '@angular/common/testing';
import { HttpBackend } from '@angular/common/http';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { App } from '../app/app';
import { appConfig } from '../app/app.config';
import { deskPatience } from '../app/desk/desk-api';
import { vaultName } from '../app/desk/offline/offline-work';
import { liveStreamOptions } from '../app/live/live-stream';
import type { StreamAsked } from '../app/live/shared-source';
import { Messages } from '../app/messages/messages';
import { openAnew } from '../app/session/session';
import { FakeAdminApi } from './fake-admin-api';
import { FakeEventSource } from './fake-event-source';

/** The whole console on a page of its own, in front of a fake server. */
export interface OpenConsole {
  readonly page: HTMLElement;
  readonly api: FakeAdminApi;
  /** Every stream the console has opened, the last one last. */
  readonly streams: FakeEventSource[];
  readonly router: Router;
  readonly messages: Messages;
  /** How often a whole new console was asked for. */
  anew(): number;
  go(path: string): Promise<void>;
  settle(): Promise<void>;
}

/** Each test has its own. */
let vaults = 0;

/** Opens the console at an address, with its real routes, guards and interceptor. */
export async function openConsole(path: string, api = new FakeAdminApi()): Promise<OpenConsole> {
  localStorage.clear();
  const streams: FakeEventSource[] = [];
  let anew = 0;
  TestBed.configureTestingModule({
    providers: [
      ...appConfig.providers,
      provideLocationMocks(),
      { provide: HttpBackend, useValue: api },
      { provide: openAnew, useValue: () => (anew += 1) },
      { provide: deskPatience, useValue: { againAfterMs: 20, slowAfterMs: 100, offerAfterMs: 300 } },
      { provide: vaultName, useValue: `passerelle.secours.${(vaults += 1)}` },
      {
        provide: liveStreamOptions,
        useValue: {
          url: '/api/v1/stream',
          retry: { floorMs: 20, ceilingMs: 40 },
          pollAfterMs: 60,
          pollEveryMs: 60,
          silenceMs: 60_000,
          random: () => 0.5,
          open: ({ topics }: StreamAsked) => {
            const stream = new FakeEventSource(topics);
            streams.push(stream);
            return stream;
          },
        },
      },
    ],
  });
  const fixture: ComponentFixture<App> = TestBed.createComponent(App);
  const router = TestBed.inject(Router);
  const settle = async () => {
    await fixture.whenStable();
  };
  const go = async (to: string) => {
    await router.navigateByUrl(to);
    await settle();
  };
  await go(path);
  return {
    page: fixture.nativeElement,
    api,
    streams,
    router,
    messages: TestBed.inject(Messages),
    anew: () => anew,
    go,
    settle,
  };
}

/** Waits until something is so; a test that waits in vain fails by its own time-out. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The text of an element as it is painted: cells and blocks apart, one space between words. */
export function textOf(element: Element | null | undefined): string {
  return element instanceof HTMLElement ? element.innerText.replace(/\s+/g, ' ').trim() : '';
}

/** The button that bears these words. */
export function button(page: Element, words: string): HTMLButtonElement {
  const found = [...page.querySelectorAll('button')].find((one) => textOf(one).includes(words));
  if (!found) throw new Error(`no button says ${words}`);
  return found;
}

/** Types a text into a field, as a keyboard or a password manager does. */
export function type(field: HTMLInputElement | null, text: string): void {
  if (!field) throw new Error('no such field');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
