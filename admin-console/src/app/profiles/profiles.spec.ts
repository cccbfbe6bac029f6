import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import type { DeviceChangeRequest, ProfileView, ReadyProfileView, RegisteredDeviceView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { button, openConsole, textOf, type } from '../../testing/open-console';
import { valueFrom, valueText } from './profile-choices';

const standard: ProfileView = {
  ...{ charset: 'utf-8', terminator: 'CR', lineEnd: 'CR', delimiter: '|', checksum: 'bytes' },
  ...{ resend: 'without-sequence', institution: 'ours', dueDate: 'sip-date', listValue: 'barcode' },
  ...{ personalName: '{firstName} {lastName}', onlyFields: null, hiddenFields: [], language: 'fr', screenWidth: null },
  ...{ summary: 'first', holdPatron: 'hidden', alertTypes: {}, cardAlone: 'counts', messages: null, addresses: [] },
  certificate: null,
};
const nedap: ProfileView = { ...standard, charset: 'iso-8859-1', terminator: 'CRLF' };
const profiles: ReadyProfileView[] = [
  {
    name: 'standard',
    title: { fr: 'Standard', en: 'Standard' },
    note: { fr: '', en: '' },
    differences: {},
    because: {},
    profile: standard,
  },
  {
    ...{
      name: 'nedap',
      title: { fr: 'Nedap', en: 'Nedap' },
      note: { fr: 'Automates Nedap.', en: 'Nedap terminals.' },
      profile: nedap,
    },
    differences: { charset: 'iso-8859-1', terminator: 'CRLF' },
    because: { charset: { fr: 'Il affiche du Latin 1.', en: 'It shows Latin 1.' } },
  },
];
const device: RegisteredDeviceView = {
  ...{ login: 'aut-lens-1', name: 'Automate du hall', kind: 'SELFCHECK', readyProfile: 'nedap', version: 3 },
  ...{ library: { code: 'LENS', name: 'Médiathèque de Lens' }, lastSeenAt: null, lastStatus: null, disabledAt: null },
  mutedUntil: null,
  ...{ differences: { language: 'en' }, profile: { ...nedap, language: 'en' } },
};
const page = '/connexions/automates/aut-lens-1';

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens')];
  api.routes.set('GET /device-profiles', { items: profiles, total: 2 });
  api.routes.set('GET /device-registry', { items: [device], total: 1 });
  api.routes.set('GET /device-registry/aut-lens-1', device);
  return api;
}

describe('a choice of a profile', () => {
  it('is read and typed: words, numbers, lists, or nothing', () => {
    expect([null, [], ['AA', 'AB'], { other: '05' }, 'CR'].map(valueText)).toEqual([
      '—',
      '—',
      'AA AB',
      'other: 05',
      'CR',
    ]);
    expect(valueFrom('screenWidth', '40')).toBe(40);
    expect(valueFrom('screenWidth', '')).toBeNull();
    expect(valueFrom('screenWidth', 'large')).toBeUndefined();
    expect(valueFrom('messages', '')).toBeNull();
    expect(valueFrom('hiddenFields', 'AE, BE')).toEqual(['AE', 'BE']);
  });
});

describe('the profiles', () => {
  it('say what each changes and how many devices follow it', async () => {
    const { page: shown } = await openConsole('/connexions/profils', network());
    const rows = [...shown.querySelectorAll('[data-testid=profile-row]')].map(textOf);
    expect(rows).toEqual(['Standard 0 0', 'Nedap 2 1']);
  });

  it('are seen beside the standard one, with the reason of each difference and who follows them', async () => {
    const { page: shown } = await openConsole('/connexions/profils/nedap', network());
    const different = [...shown.querySelectorAll('[data-differs=true]')].map(textOf);
    expect(different).toEqual([
      'Jeu de caractères utf-8 iso-8859-1 (différent) Il affiche du Latin 1.',
      'Fin d’une réponse CR CRLF (différent)',
    ]);
    expect(textOf(shown.querySelector('[data-testid=profile-user]'))).toBe('Automate du hall · Médiathèque de Lens');
  });

  it('that are not, or fail, say so', async () => {
    const console = await openConsole('/connexions/profils/xyz', network());
    expect(textOf(console.page)).toContain('Ce profil n’existe pas.');
    console.api.fail('/device-profiles', 500);
    await console.go('/connexions/profils');
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain('n’ont pas pu être affichés');
  });
});

describe('a device of the registry', () => {
  it('speaks otherwise than its profile by one choice at a time, and goes back to it', async () => {
    const api = network();
    const changes: DeviceChangeRequest[] = [];
    api.routes.set('PATCH /device-registry/aut-lens-1', ({ body }: HttpRequest<DeviceChangeRequest>) => {
      changes.push(body!);
      return device;
    });
    const console = await openConsole(page, api);
    const choice = console.page.querySelector<HTMLSelectElement>('[name=choice]')!;
    choice.value = 'screenWidth';
    choice.dispatchEvent(new Event('change'));
    await console.settle();
    type(console.page.querySelector<HTMLInputElement>('[name=value]'), '40');
    button(console.page, 'Enregistrer ce choix').click();
    await console.settle();
    button(console.page, 'Revenir au profil').click();
    await console.settle();
    expect(changes).toEqual([
      { version: 3, differences: { language: 'en', screenWidth: 40 } },
      { version: 3, differences: {} },
    ]);
  });

  it('is left alone until the end of a day that is to come', async () => {
    const api = network();
    const asked: unknown[] = [];
    api.routes.set('POST /device-registry/aut-lens-1/mute', ({ body }: HttpRequest<unknown>) => {
      asked.push(body);
      return device;
    });
    const console = await openConsole(page, api);
    const day = console.page.querySelector<HTMLInputElement>('[name=mutedUntil]')!;
    for (const typed of ['2020-01-01', '2999-07-14']) {
      day.value = typed;
      button(console.page, 'Ne pas alerter d’ici là').click();
      await console.settle();
    }
    expect(asked).toEqual([{ until: '2999-07-14T22:00:00.000Z' }]);
  });

  it('gets a new secret after a second word; it is shown, then hidden for good', async () => {
    const api = network();
    api.routes.set('POST /device-registry/aut-lens-1/secret', { device, secret: 'tres-secret' });
    const console = await openConsole(page, api);
    button(console.page, 'Nouveau secret…').click();
    await console.settle();
    expect(api.received).not.toContain('POST /device-registry/aut-lens-1/secret');
    button(console.page, 'Tirer un nouveau secret').click();
    await console.settle();
    expect(textOf(console.page.querySelector('[data-testid=device-secret]'))).toContain('tres-secret');
    button(console.page, 'C’est noté, cacher').click();
    await console.settle();
    expect(textOf(console.page)).not.toContain('tres-secret');
  });

  it('is declared with its secret shown once, and refused with the reason', async () => {
    const api = network();
    const error = { code: 'device-login-taken', facts: {} };
    api.routes.set('POST /device-registry', new HttpErrorResponse({ status: 409, error }));
    const console = await openConsole('/connexions/nouvel-automate', api);
    button(console.page.querySelector('form')!, 'Déclarer').click();
    await console.settle();
    expect(textOf(console.page)).toContain('Indiquez le nom, l’identifiant et la bibliothèque.');
    type(console.page.querySelector<HTMLInputElement>('[name=name]'), 'Automate du hall');
    type(console.page.querySelector<HTMLInputElement>('[name=login]'), 'aut-lens-1');
    const place = console.page.querySelector<HTMLSelectElement>('form [name=library]')!;
    place.value = 'LENS';
    place.dispatchEvent(new Event('change'));
    button(console.page.querySelector('form')!, 'Déclarer').click();
    await console.settle();
    expect(textOf(console.page)).toContain('un automate porte déjà cet identifiant.');
    api.routes.set('POST /device-registry', { device, secret: 'tres-secret' });
    button(console.page.querySelector('form')!, 'Déclarer').click();
    await console.settle();
    expect(textOf(console.page.querySelector('[data-testid=device-secret]'))).toContain('tres-secret');
  });

  it('is read by a manager and an auditor, who change nothing', async () => {
    const api = network();
    api.role = 'AUDITOR';
    const { page: shown } = await openConsole(page, api);
    expect(textOf(shown)).toContain('Automate du hall');
    expect(textOf(shown)).not.toMatch(/Suspendre|Nouveau secret|Enregistrer/);
  });
});
