import { HttpErrorResponse } from '@angular/common/http';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { button, openConsole, textOf, type, until } from '../../testing/open-console';
import { readQrCode } from '../../testing/read-qr-code';
import { accessRefusal, otpauthLink, spaced } from './access-words';

const view = (stage: string) => ({
  ...{ user: { login: 'coord', name: 'Karim Benali', role: 'COORDINATOR', library: null }, csrfToken: 'next' },
  ...{ stage, endsAt: '2099-01-01T00:00:00Z' },
});

describe('the second factor', () => {
  it('is asked for after the password; a wrong one is said in words, the right one opens the page asked for', async () => {
    const api = new FakeAdminApi();
    api.stage = 'passcode';
    const { page, router, settle } = await openConsole('/connexions/automates', api);
    expect(router.url).toBe('/connexion?retour=%2Fconnexions%2Fautomates');
    expect(textOf(page.querySelector('h1'))).toBe('Second facteur');
    const wrong = { code: 'second-factor-wrong' };
    api.routes.set('POST /session/passcode', new HttpErrorResponse({ status: 403, error: wrong }));
    type(page.querySelector('input[name=passcode]'), '000000');
    button(page, 'Valider le code').click();
    await until(() => textOf(page.querySelector('[role=alert]')).startsWith('Code refusé'));
    api.routes.set('POST /session/passcode', view('open'));
    api.stage = 'open';
    button(page, 'Valider le code').click();
    await until(() => router.url === '/connexions/automates');
    await settle();
  });

  it('is enrolled: the key in groups, a first code, ten recovery codes, then the console', async () => {
    const api = new FakeAdminApi();
    api.stage = 'enrolment';
    api.routes.set('POST /session/enrolment', { secret: 'ABCDEFGHIJKL', account: 'coord' });
    api.routes.set('POST /session/enrolment/confirmation', {
      ...view('open'),
      recoveryCodes: ['AAAA-BBBB', 'CCCC-DDDD'],
    });
    const { page, router, settle } = await openConsole('/', api);
    button(page, 'Activer un second facteur').click();
    await until(() => textOf(page.querySelector('[data-testid=enrolment-secret]')) === 'ABCD EFGH IJKL');
    await until(() => page.querySelector('[data-testid=qr-code] path') !== null);
    const drawn = page.querySelector<SVGElement>('[data-testid=qr-code] svg')!;
    expect(drawn.getAttribute('aria-label')).toContain('la même chose que la clé');
    const address = 'otpauth://totp/Passerelle:coord?secret=ABCDEFGHIJKL&issuer=Passerelle';
    expect(await readQrCode(drawn)).toBe(address);
    expect(page.querySelector('a[href^=otpauth]')!.getAttribute('href')).toBe(address);
    type(page.querySelector('input[name=passcode]'), '123456');
    button(page, 'Terminer').click();
    await until(() => page.querySelectorAll('[data-testid=recovery-codes] li').length === 2);
    expect(router.url).toContain('/connexion');
    api.stage = 'open';
    button(page, 'J’ai gardé mes codes').click();
    await until(() => router.url === '/');
    await settle();
  });

  it('a password made by somebody else is replaced before anything else', async () => {
    const api = new FakeAdminApi();
    api.stage = 'password';
    const { page, settle } = await openConsole('/', api);
    type(page.querySelector('input[name=current]'), 'reçu');
    type(page.querySelector('input[name=chosen]'), 'quatre mots bien choisis');
    type(page.querySelector('input[name=again]'), 'quatre mots mal choisis');
    button(page, 'Enregistrer le mot de passe').click();
    await settle();
    expect(textOf(page)).toContain('les deux saisies diffèrent');
    expect(api.received).not.toContain('PUT /session/password');
  });
});

describe('what is said of access', () => {
  it('tells until when one waits', () => {
    const problem = { type: '', title: '', status: 429, code: 'too-many-attempts', facts: { until: 5 } };
    expect(accessRefusal(problem)).toEqual({ word: 'signIn.lockedUntil', until: 5 });
    expect(accessRefusal({ ...problem, facts: {} })).toEqual({ word: 'signIn.locked', until: null });
    expect(accessRefusal(null)).toBeNull();
  });

  it('writes the key as one types it, and as an application reads it', () => {
    expect(spaced('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
    expect(otpauthLink('ABCD', 'chef lieu')).toBe(
      'otpauth://totp/Passerelle:chef%20lieu?secret=ABCD&issuer=Passerelle',
    );
  });
});
