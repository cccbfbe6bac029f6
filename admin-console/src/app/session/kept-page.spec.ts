import { TestBed } from '@angular/core/testing';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';
import { Drafts } from '../catalogue/unimarc/drafts';
import { gridOf } from '../catalogue/unimarc/grid';
import { historyOf } from '../catalogue/unimarc/edit-history';

const cover = ({ page }: OpenConsole) => page.querySelector('dialog');
const field = ({ page }: OpenConsole, id: string) => page.querySelector<HTMLInputElement>(`#${id}`)!;

/** A reader is being enrolled, and the session ends. */
async function interrupted(): Promise<OpenConsole> {
  const api = new FakeAdminApi();
  api.routes.set('GET /patron-categories', { items: [], total: 0 });
  const console = await openConsole('/lecteurs/nouveau', api);
  await until(() => field(console, 'lastName') !== null);
  field(console, 'lastName').value = 'Lefèvre';
  field(console, 'lastName').focus();
  api.isSignedIn = false;
  console.streams.at(-1)!.isRefused();
  await until(() => cover(console)?.open === true);
  return console;
}

async function signIn(console: OpenConsole, login: string, password = 'demo'): Promise<void> {
  type(field(console, 'sign-in-login'), login);
  type(field(console, 'sign-in-password'), password);
  cover(console)!.querySelector('form')!.requestSubmit();
  await console.settle();
}

describe('a page whose session has ended', () => {
  it('is hidden under the sign-in form, at its address', async () => {
    const console = await interrupted();
    expect(console.router.url).toBe('/lecteurs/nouveau');
    expect(document.title).toBe('Connexion – Console');
    expect(textOf(cover(console))).toContain('La session de Camille Delattre a pris fin. Sa page est gardée');
    expect(document.activeElement).toBe(field(console, 'sign-in-login'));
    expect(getComputedStyle(field(console, 'lastName')).visibility).toBe('hidden');
    field(console, 'lastName').focus();
    expect(document.activeElement).not.toBe(field(console, 'lastName'));
  });

  it('is there again as it was once the same person has signed in, and hears the network', async () => {
    const console = await interrupted();
    const streams = console.streams.length;
    await signIn(console, 'admin', 'faux');
    expect(textOf(cover(console))).toContain('Connexion refusée');
    await signIn(console, 'admin');
    await until(() => cover(console) === null);
    expect(field(console, 'lastName').value).toBe('Lefèvre');
    expect(document.activeElement).toBe(field(console, 'lastName'));
    expect(console.router.url).toBe('/lecteurs/nouveau');
    expect(document.title).not.toContain('Connexion');
    expect(console.streams.length).toBe(streams + 1);
    expect(console.anew()).toBe(0);
  });

  it('is never seen by another person, nor by the same with other rights', async () => {
    for (const [login, role] of [
      ['coord', 'NETWORK_ADMIN'],
      ['admin', 'STAFF'],
    ] as const) {
      const console = await interrupted();
      console.api.role = role;
      await signIn(console, login);
      expect(console.anew()).toBe(1);
      expect(cover(console)!.open).toBeTrue();
      expect(getComputedStyle(field(console, 'lastName')).visibility).toBe('hidden');
      TestBed.resetTestingModule();
    }
  });

  it('waits with what it reads, and asks it then', async () => {
    const console = await interrupted();
    const asked = () => console.api.received.filter((request) => request.startsWith('GET /devices')).length;
    const before = asked();
    await console.router.navigateByUrl('/connexions/automates');
    expect(asked()).toBe(before);
    expect(cover(console)!.open).toBeTrue();
    await signIn(console, 'admin');
    await until(() => asked() > before);
    expect(console.page.querySelector('main [role=alert]')?.textContent?.trim() ?? '').toBe('');
  });

  it('is kept through all that signing in asks', async () => {
    const console = await interrupted();
    console.api.stage = 'passcode';
    await signIn(console, 'admin');
    await until(() => textOf(cover(console)).includes('Code'));
    button(cover(console)!, 'Revenir à l’identifiant').click();
    await until(() => field(console, 'sign-in-login') !== null);
    expect(field(console, 'lastName').value).toBe('Lefèvre');
    console.api.stage = 'open';
    await signIn(console, 'admin');
    await until(() => cover(console) === null);
  });

  it('hears no key meanwhile', async () => {
    const console = await interrupted();
    const heard: string[] = [];
    const hear = (event: KeyboardEvent) => heard.push(event.key);
    document.addEventListener('keydown', hear);
    for (const target of [document.body, field(console, 'sign-in-login')]) {
      target.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true }));
    }
    document.removeEventListener('keydown', hear);
    expect(heard).toEqual([]);
  });
});

describe('what is edited and not saved', () => {
  const marc = { leader: '     nam0 22        450 ', fields: [] };
  const draft = { base: { version: 1, marc }, history: historyOf(gridOf(marc)) };

  it('is kept through the end of a session, and forgotten by whoever signs out', async () => {
    const console = await interrupted();
    const drafts = TestBed.inject(Drafts);
    drafts.keep('1', draft);
    await signIn(console, 'admin');
    await until(() => cover(console) === null);
    expect(drafts.of('1')).toBe(draft);
    button(console.page, 'menu du compte').click();
    await console.settle();
    button(document.body, 'Se déconnecter').click();
    await until(() => console.router.url === '/connexion');
    expect(drafts.of('1')).toBeNull();
  });

  it('goes with a sign-out that finds the session ended already', async () => {
    const console = await openConsole('/');
    console.api.isSignedIn = false;
    button(console.page, 'menu du compte').click();
    await console.settle();
    button(document.body, 'Se déconnecter').click();
    await until(() => console.router.url === '/connexion');
    expect(cover(console)).toBeNull();
  });
});
