import { FakeAdminApi } from '../../testing/fake-admin-api';
import { button, openConsole, textOf, until } from '../../testing/open-console';

describe('a session', () => {
  it('is found again by its cookie when the console opens', async () => {
    const { page, api, router } = await openConsole('/connexions/automates');
    expect(api.received[0]).toBe('GET /session');
    expect(router.url).toBe('/connexions/automates');
    expect(textOf(page.querySelector('.user'))).toContain('Camille Delattre');
  });

  it('is asked for when there is none, and the page asked for is remembered', async () => {
    const api = new FakeAdminApi();
    api.isSignedIn = false;
    const { router } = await openConsole('/pilotage/bibliotheques?q=lens', api);
    expect(router.url).toBe('/connexion?retour=%2Fpilotage%2Fbibliotheques%3Fq%3Dlens');
  });

  it('that ended while nobody was asked says so on the sign-in page', async () => {
    const api = new FakeAdminApi();
    api.isSignedIn = false;
    const { page } = await openConsole('/connexion?fin=session', api);
    expect(textOf(page)).toContain('Votre session a pris fin.');
  });

  it('sends its token with what changes something, and only then', async () => {
    const { api, page, router, settle } = await openConsole('/');
    expect(api.csrfTokens.every((token) => token === null)).toBeTrue();
    button(page, 'menu du compte').click();
    await settle();
    button(document.body, 'Se déconnecter').click();
    await until(() => router.url === '/connexion');
    const signOut = api.received.indexOf('DELETE /session');
    expect(api.csrfTokens[signOut]).toBe('token-of-camille');
  });

  it('that could not be ended says so, and goes on', async () => {
    const { api, page, router, settle } = await openConsole('/');
    api.fail('/session', 0);
    button(page, 'menu du compte').click();
    await settle();
    button(document.body, 'Se déconnecter').click();
    await settle();
    expect(textOf(page.querySelector('[role=alert]'))).toContain('Déconnexion non faite');
    expect(router.url).toBe('/');
  });
});
