import type { SystemView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { type OpenConsole, button, openConsole, textOf } from '../../testing/open-console';
import { bytesText, serviceState } from './system-words';

const path = '/pilotage/etat';
const service = { connections: 2, requests: 7, lastRequestAt: '2026-11-29T10:00:00Z', faults: 0, lastFaultAt: null };
const well: SystemView = {
  at: '2026-11-29T10:00:00Z',
  startedAt: '2026-11-28T10:00:00Z',
  version: { program: '0.1.0', node: 'v24.0.0' },
  database: { kind: 'sqlite', reachable: true, durability: 'full', bytes: 1_610_612_736, schema: 37 },
  search: { kind: 'embedded', reachable: true, indexed: 2000, shown: 2000 },
  services: [
    { name: 'sip2', port: '6001', listening: true, ...service },
    { name: 'sip2-tls', port: null, listening: false, ...service, requests: 0, lastRequestAt: null },
  ],
  works: [{ name: 'notices', waiting: 0, since: null }],
  jobs: [],
  disk: { free: 5e11, total: 1e12 },
  certificates: [],
  mail: false,
  losses: [],
};
function network(changes: Partial<SystemView> = {}): FakeAdminApi {
  const api = new FakeAdminApi();
  api.routes.set('GET /system', { ...well, ...changes });
  return api;
}
const plain = (element: Element | null) => textOf(element).replace(/[\u00a0\u202f]/g, ' ');
const losses = ({ page }: OpenConsole) => [...page.querySelectorAll('[data-testid=loss]')].map(plain);

describe('the state of the system', () => {
  it('is told part by part, and that nothing is lost', async () => {
    const console = await openConsole(path, network());
    expect(console.page.querySelector('[data-testid=all-well]')).not.toBeNull();
    expect(plain(console.page.querySelector('[data-name=sip2]'))).toContain(
      'Automates, trieurs et portiques (SIP2) en service 6001 2 7',
    );
    expect(plain(console.page.querySelector('[data-name=sip2-tls]'))).toContain('non configuré — 2 0 —');
    expect(plain(console.page.querySelector('main'))).toContain('Taille 1,5 Go Version du schéma 37');
    expect(plain(console.page.querySelector('main'))).toContain('aucun serveur de courrier : tout part sur papier');
    expect(document.title).toBe('État du système – Console');
  });

  it('says which function is lost and what to do, the worst first', async () => {
    const console = await openConsole(
      path,
      network({
        services: [{ name: 'z3950', port: '2100', listening: false, ...service }],
        losses: [
          { kind: 'search-lost', degree: 'lost', service: null },
          { kind: 'service-down', degree: 'lost', service: 'z3950' },
          { kind: 'notices-late', degree: 'late', service: null },
        ],
      }),
    );
    expect(losses(console)).toEqual([
      'perdu La recherche au catalogue ne répond plus, ni ici ni pour les partenaires. Prêts, retours et codes-barres fonctionnent. Travaillez par code-barres ; faites relancer le serveur de recherche ou reconstruire l’index.',
      'perdu Recherche par d’autres catalogues (Z39.50) : les catalogues partenaires ne trouvent plus nos notices. Passez en mode secours si le guichet est touché, et faites redémarrer le serveur.',
      'en retard Des messages aux lecteurs ne sont pas partis. Vérifiez le serveur de courrier ; les messages partiront dès qu’il répond.',
    ]);
    expect(plain(console.page.querySelector('[data-name=z3950]'))).toContain('arrêté');
  });

  it('shows the jobs under way with how far they are', async () => {
    const job = { kind: 'batch', name: '12', progress: { done: 500, total: 2000 } } as const;
    const console = await openConsole(path, network({ jobs: [job] }));
    const row = console.page.querySelector('[data-testid=job-row]')!;
    expect(plain(row)).toBe('Lot d’import n° 12 500 / 2 000');
    expect(row.querySelector('progress')!.value).toBe(500);
  });

  it('is read again when one asks for it, and after a failure', async () => {
    const api = network();
    api.fail('/system', 503);
    const console = await openConsole(path, api);
    expect(textOf(console.page)).toContain('L’état du système n’a pas pu être lu.');
    api.mend();
    button(console.page, 'Relire l’état').click();
    await console.settle();
    expect(console.page.querySelector('[data-testid=all-well]')).not.toBeNull();
    expect(console.page.querySelector('a[download]')!.getAttribute('href')).toBe('/api/v1/system/diagnostic');
  });

  for (const role of ['COORDINATOR', 'LIBRARY_MANAGER', 'STAFF', 'AUDITOR'] as const) {
    it(`is not for ${role}`, async () => {
      const api = network();
      api.role = role;
      expect(textOf((await openConsole(path, api)).page)).toContain('Accès refusé');
    });
  }
});

describe('a service', () => {
  const sip2 = well.services[0]!;

  it('is in service, fails, is stopped or was never set up', () => {
    const failing = [{ kind: 'service-failing', degree: 'warning', service: 'sip2' } as const];
    expect(serviceState(sip2, []).word).toBe('system.state.well');
    expect(serviceState(sip2, failing).word).toBe('system.state.failing');
    expect(serviceState({ ...sip2, listening: false }, failing).word).toBe('system.state.down');
    expect(serviceState({ ...sip2, port: null, listening: false }, []).word).toBe('system.state.notSetUp');
  });

  it('has its sizes in words a person reads', () => {
    expect([0, 1023, 1536, 1_610_612_736].map((bytes) => bytesText(bytes, 'fr-FR').replace(/\s/g, ' '))).toEqual([
      '0 o',
      '1 023 o',
      '2 ko',
      '1,5 Go',
    ]);
  });
});
