import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import type { LibraryLifeView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { button, openConsole, textOf, type, until } from '../../testing/open-console';
import { isReady, lifeSteps } from './life-words';

const path = '/pilotage/bibliotheques/AVION';
const life: LibraryLifeView = {
  ...{ code: 'AVION', name: 'Médiathèque d’Avion', commune: 'Avion', inseeCode: '62065', kind: 'BRANCH' },
  ...{ state: 'LEAVING', isPickup: true, acceptsReturns: true, isil: null, contact: null },
  states: [{ state: 'LEAVING', since: '2026-11-12T09:00:00.000Z', by: 'coord', why: 'Délibération' }],
  counts: { items: 40, lent: 1, away: 0, ofOthers: 0, transits: 0, holds: 0, devices: 0, managers: 1 },
  next: [
    {
      to: 'LEFT',
      checks: [
        { check: 'nothing-lent', met: false, count: 1, required: true },
        { check: 'no-holds', met: true, count: 0, required: true },
      ],
    },
    { to: 'LIVE', checks: [] },
  ],
  blocking: [{ barcode: '30000002', title: 'Germinal', why: 'lent', library: 'AVION' }],
};

function network(changes: Partial<LibraryLifeView> = {}): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('AVION', 'Avion'), library('LENS', 'Lens')];
  api.routes.set('GET /libraries/AVION/life', { ...life, ...changes });
  return api;
}

describe('the life of a library', () => {
  it('is a line of states with the day each was entered', () => {
    expect(lifeSteps(life).map(({ since, when }) => [when, since !== null])).toEqual([
      ['past', false],
      ['past', false],
      ['past', false],
      ['present', true],
      ['to-come', false],
    ]);
  });

  it('goes on when nothing required is missing', () => {
    expect(life.next.map(isReady)).toEqual([false, true]);
    const advised = { check: 'device', met: false, count: 0, required: false } as const;
    expect(isReady({ to: 'LIVE', checks: [advised] })).toBeTrue();
  });

  it('shows what is missing and the documents in its way, and no button before it is ready', async () => {
    const { page } = await openConsole(path, network());
    expect(textOf(page.querySelector('h1'))).toBe('Médiathèque d’Avion');
    expect([...page.querySelectorAll('[data-testid=check-row]')].map(textOf)).toEqual([
      'manque Aucun de ses documents n’est prêté (1)',
      'fait Aucune réservation ne l’attend ici',
    ]);
    expect(textOf(page.querySelector('[data-testid=blocking-row]'))).toBe(
      '30000002 Germinal prêté Médiathèque de Avion',
    );
    expect(textOf(page)).not.toContain('Sortir du réseau');
    expect(textOf(page)).toContain('12 nov. 2026 · en départ · coord · Délibération');
  });

  it('moves with a reason, which is asked for', async () => {
    const api = network();
    const asked: unknown[] = [];
    api.routes.set('POST /libraries/AVION/transitions', ({ body }: HttpRequest<unknown>) => ({ n: asked.push(body) }));
    const console = await openConsole(path, api);
    button(console.page, 'Mettre en service').click();
    await console.settle();
    button(console.page, 'Confirmer').click();
    await console.settle();
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain('Indiquez le motif');
    type(console.page.querySelector<HTMLInputElement>('[name=why]'), 'Le conseil a changé d’avis');
    button(console.page, 'Confirmer').click();
    await until(() => asked.length === 1);
    await console.settle();
    expect(asked).toEqual([{ to: 'LIVE', why: 'Le conseil a changé d’avis' }]);
    expect(textOf(console.page)).toContain('La bibliothèque a changé d’état.');
  });

  it('that is not ready any more is said so, and read again', async () => {
    const api = network();
    const error = { code: 'library-not-ready', facts: { to: 'LIVE', checks: 'contact' } };
    api.routes.set('POST /libraries/AVION/transitions', new HttpErrorResponse({ status: 409, error }));
    const console = await openConsole(path, api);
    button(console.page, 'Mettre en service').click();
    await console.settle();
    type(console.page.querySelector<HTMLInputElement>('[name=why]'), 'x');
    button(console.page, 'Confirmer').click();
    await console.settle();
    expect(textOf(console.page)).toContain('il manque encore quelque chose');
    expect(api.received.filter((one) => one === 'GET /libraries/AVION/life').length).toBe(2);
  });

  it('is read by an auditor, who changes nothing and sees no contact', async () => {
    const api = network();
    api.role = 'AUDITOR';
    const { page } = await openConsole(path, api);
    expect(textOf(page)).toContain('Les coordonnées ne sont montrées qu’à ceux qui les tiennent à jour.');
    expect(page.querySelectorAll('main button').length).toBe(0);
  });

  it('is not opened by staff at a desk, nor linked for them', async () => {
    const api = network();
    api.role = 'STAFF';
    const console = await openConsole('/pilotage/bibliotheques', api);
    expect(console.page.querySelectorAll('tbody a').length).toBe(0);
    await console.go(path);
    expect(textOf(console.page.querySelector('h1'))).toBe('Accès refusé');
  });

  it('keeps whom to call, saved in its place', async () => {
    const api = network();
    const saved: unknown[] = [];
    api.routes.set('PUT /libraries/AVION/contact', ({ body }: HttpRequest<unknown>) => ({ n: saved.push(body) }));
    const console = await openConsole(path, api);
    button(console.page, 'Modifier').click();
    await console.settle();
    type(console.page.querySelector<HTMLInputElement>('input[name=person]'), 'Élise Caron');
    button(console.page, 'Enregistrer').click();
    await until(() => saved.length === 1);
    expect(saved).toEqual([{ person: 'Élise Caron', phone: '', email: '', address: '' }]);
  });

  it('that fails says so', async () => {
    const api = network();
    api.fail('/libraries/AVION/life', 403);
    const { page } = await openConsole(path, api);
    expect(textOf(page.querySelector('main [role=alert]'))).toContain('Cette bibliothèque n’a pas pu être affichée.');
  });
});
