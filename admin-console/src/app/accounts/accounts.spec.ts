import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import type { AccountSheetView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { button, openConsole, textOf, type, until } from '../../testing/open-console';

const zoe: AccountSheetView = {
  ...{ login: 'zoe', name: 'Zoé Petit', role: 'STAFF', library: 'LENS', active: true, temporaryUntil: null },
  ...{ secondFactor: 'enrolled', lastSignInAt: '2026-11-28T09:00:00Z', sessions: 1, mayChange: true },
  open: [
    {
      ...{ id: 'a'.repeat(16), openedAt: '2026-11-28T09:00:00Z', lastSeenAt: '2026-11-28T09:30:00Z' },
      client: 'Firefox, Windows',
    },
  ],
};
function server(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens')];
  api.routes.set('GET /accounts', { items: [zoe], total: 1 });
  api.routes.set('GET /accounts/zoe', zoe);
  return api;
}

describe('the accounts', () => {
  it('are listed with role, scope, state, second factor and sessions', async () => {
    const { page } = await openConsole('/pilotage/comptes', server());
    const row = textOf(page.querySelector('[data-testid=account-row]'));
    expect(row).toContain('Zoé Petit zoe Agent Médiathèque de Lens actif actif');
    expect(textOf(page.querySelector('h1'))).toBe('Comptes et rôles');
  });

  it('invite somebody: the password is shown once, with what to do with it', async () => {
    const api = server();
    let asked: unknown;
    api.routes.set('POST /accounts', (request: HttpRequest<unknown>) => {
      asked = request.body;
      return { secret: 'mot-de-passe-unique', until: '2026-12-06T10:00:00Z' };
    });
    const { page, settle } = await openConsole('/pilotage/comptes', api);
    button(page, 'Inviter quelqu’un').click();
    await settle();
    type(page.querySelector('input[name=login]'), 'lea');
    type(page.querySelector('input[name=name]'), 'Léa');
    const place = page.querySelector<HTMLSelectElement>('select[name=library]')!;
    place.value = 'LENS';
    place.dispatchEvent(new Event('change'));
    await settle();
    button(page, 'Créer le compte').click();
    await until(() => page.querySelector('[data-testid=one-time-password]') !== null);
    expect(asked).toEqual({ login: 'lea', name: 'Léa', role: 'STAFF', library: 'LENS' });
    expect(textOf(page.querySelector('[data-testid=one-time-password]'))).toBe('mot-de-passe-unique');
  });

  it('say why an act was refused, and leave the form as it was', async () => {
    const api = server();
    const refusal = { code: 'account-protected', facts: { reason: 'last-administrator' } };
    api.routes.set('PUT /accounts/zoe/active', new HttpErrorResponse({ status: 403, error: refusal }));
    const { page } = await openConsole('/pilotage/comptes/zoe', api);
    button(page, 'Suspendre le compte').click();
    await until(() => textOf(page.querySelector('main')).includes('dernier administrateur'));
    expect(textOf(page.querySelector('[data-testid=session-row]'))).toContain('Firefox, Windows');
  });

  it('are not shown to an agent', async () => {
    const api = server();
    api.role = 'STAFF';
    const { router } = await openConsole('/pilotage/comptes', api);
    expect(router.url).toBe('/acces-refuse');
  });
});
