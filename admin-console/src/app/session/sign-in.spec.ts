import { FakeAdminApi } from '../../testing/fake-admin-api';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';

async function signInPage(path = '/connexion'): Promise<OpenConsole> {
  const api = new FakeAdminApi();
  api.isSignedIn = false;
  return openConsole(path, api);
}

const field = ({ page }: OpenConsole, name: string) => page.querySelector<HTMLInputElement>(`input[name=${name}]`)!;

/** Fills the form in and presses Enter in the password. */
function press(console: OpenConsole, login: string, password: string): void {
  type(field(console, 'username'), login);
  type(field(console, 'password'), password);
  field(console, 'password').focus();
  console.page.querySelector('form')!.requestSubmit();
}

/** The same, and waits for the answer. */
async function send(console: OpenConsole, login: string, password: string): Promise<void> {
  press(console, login, password);
  await console.settle();
}

describe('the sign-in page', () => {
  it('can be filled in by a password manager, and has the focus on the login', async () => {
    const console = await signInPage();
    expect(field(console, 'username').autocomplete).toBe('username');
    expect(field(console, 'password').autocomplete).toBe('current-password');
    expect(field(console, 'password').type).toBe('password');
    expect(document.activeElement).toBe(field(console, 'username'));
    expect([...console.page.querySelectorAll('label')].map(textOf)).toEqual(['Identifiant', 'Mot de passe']);
    expect(document.title).toBe('Connexion – Console');
    expect(console.page.querySelectorAll('main').length).toBe(1);
  });

  it('leads to the page that was asked for', async () => {
    const console = await signInPage('/connexions/automates');
    await send(console, 'admin', 'demo');
    await until(() => console.router.url === '/connexions/automates');
    expect(console.api.received).toContain('POST /session');
  });

  it('never leads to another site', async () => {
    const console = await signInPage('/connexion?retour=%2F%2Fevil.example');
    await send(console, 'admin', 'demo');
    await until(() => console.router.url === '/');
    expect(console.router.url).toBe('/');
  });

  it('says in French that the pair is wrong, marks both fields, keeps the focus and what was typed', async () => {
    const console = await signInPage();
    await send(console, 'admin', 'faux');
    expect(textOf(console.page.querySelector('[role=alert]'))).toBe(
      'Connexion refusée : identifiant ou mot de passe incorrect. Vérifiez votre saisie, puis réessayez.',
    );
    expect(document.activeElement).toBe(field(console, 'password'));
    expect(field(console, 'username').value).toBe('admin');
    expect(field(console, 'username').getAttribute('aria-invalid')).toBe('true');
    expect(field(console, 'password').getAttribute('aria-invalid')).toBe('true');
    expect(field(console, 'password').getAttribute('aria-describedby')).toContain('sign-in-failure');
    expect(console.router.url).toBe('/connexion');
  });

  it('can be tried again after a refusal, even with the same words', async () => {
    const console = await signInPage();
    await send(console, 'admin', 'faux');
    console.page.querySelector('form')!.requestSubmit();
    await console.settle();
    expect(console.api.received.filter((request) => request === 'POST /session').length).toBe(2);
    await send(console, 'admin', 'demo');
    await until(() => console.router.url === '/');
  });

  it('asks for both fields before it sends anything', async () => {
    const console = await signInPage();
    await send(console, 'admin', '');
    expect(textOf(console.page.querySelector('[role=alert]'))).toContain(
      'indiquez votre identifiant et votre mot de passe',
    );
    expect(console.api.received).not.toContain('POST /session');
  });

  const failures: [number, string][] = [
    [429, 'Connexion suspendue après trop d’essais.'],
    [0, 'Le serveur ne répond pas'],
    [503, 'Le serveur a rencontré une erreur'],
  ];
  for (const [status, words] of failures) {
    it(`puts the status ${status} into words`, async () => {
      const console = await signInPage();
      console.api.fail('/session', status);
      await send(console, 'admin', 'demo');
      expect(textOf(console.page.querySelector('[role=alert]'))).toContain(words);
    });
  }

  it('is sent once, however many times Enter is pressed', async () => {
    const console = await signInPage();
    const answer = console.api.hold('/session');
    press(console, 'admin', 'demo');
    press(console, 'admin', 'demo');
    await until(() => textOf(console.page).includes('Connexion…'));
    expect(button(console.page, 'Connexion…').getAttribute('aria-disabled')).toBe('true');
    answer.release();
    await until(() => console.router.url === '/');
    expect(console.api.received.filter((request) => request === 'POST /session').length).toBe(1);
  });

  it('speaks English when asked, its refusal too', async () => {
    const console = await signInPage();
    await send(console, 'admin', 'faux');
    button(console.page, 'English').click();
    await console.settle();
    expect(textOf(console.page.querySelector('h1'))).toBe('Sign in');
    expect(textOf(console.page.querySelector('[role=alert]'))).toContain('wrong login or password');
  });
});
