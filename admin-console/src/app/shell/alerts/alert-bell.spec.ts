import { FakeAdminApi } from '../../../testing/fake-admin-api';
import { type OpenConsole, button, openConsole, textOf, until } from '../../../testing/open-console';
import type { AlertView } from '../../api/contract';

const library = { code: 'LENS', name: 'Médiathèque de Lens' };
const silent: AlertView = {
  ...{ key: 'device-silent kiosk-lens 1', kind: 'device-silent', library, subject: 'kiosk-lens' },
  ...{ name: 'Automate de Lens', count: 1, since: '2026-12-15T13:00:00Z', acknowledged: null },
};
const doubts: AlertView = {
  ...silent,
  ...{ key: 'offline-exceptions 1 7', kind: 'offline-exceptions', subject: null, name: null, count: 3 },
  acknowledged: { by: 'Ana', at: '2026-12-15T13:32:00Z' },
};

async function openWith(items: readonly AlertView[], role: FakeAdminApi['role'] = 'COORDINATOR'): Promise<OpenConsole> {
  const api = new FakeAdminApi();
  api.role = role;
  api.routes.set('GET /alerts', { items, total: items.length });
  return openConsole('/', api);
}
const bell = ({ page }: OpenConsole) => page.querySelector<HTMLButtonElement>('[data-testid=alerts]')!;
const rows = ({ page }: OpenConsole) => [...page.querySelectorAll('[data-testid=alert-row]')].map(textOf);

describe('the bell', () => {
  it('counts what nobody sees to, and says what each is, since when, and where it is seen to', async () => {
    const console = await openWith([silent, doubts]);
    await until(() => textOf(bell(console)).includes('1 alerte dont personne ne s’occupe'));
    bell(console).click();
    await until(() => rows(console).length === 2);
    expect(rows(console)[0]).toMatch(
      /^Automate silencieux Automate de Lens · Médiathèque de Lens depuis le mar\. 15 déc\. 2026 14:00:00 Je m’en occupe/,
    );
    expect(rows(console)[1]).toContain('3 opérations');
    expect(rows(console)[1]).toContain('Ana s’en occupe depuis 14:32');
    const links = [...console.page.querySelectorAll<HTMLAnchorElement>('[data-testid=alert-row] a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/connexions/automates/kiosk-lens',
      '/guichet/secours',
    ]);
  });

  it('tells the others who sees to it', async () => {
    const console = await openWith([silent]);
    const asked: unknown[] = [];
    console.api.routes.set('POST /alerts/acknowledgements', ({ body }: { body: unknown }) => {
      asked.push(body);
      return { ...silent, acknowledged: { by: 'Camille Delattre', at: '2026-12-15T13:40:00Z' } };
    });
    bell(console).click();
    await until(() => rows(console).length === 1);
    button(console.page, 'Je m’en occupe').click();
    await until(() => rows(console)[0]!.includes('Camille Delattre s’en occupe depuis 14:40'));
    expect(asked).toEqual([{ key: silent.key }]);
    expect(textOf(bell(console))).toContain('0 alerte');
  });

  it('is put away by Escape, the focus back on it, and by a click elsewhere', async () => {
    const console = await openWith([]);
    bell(console).click();
    await until(() => textOf(console.page).includes('Rien ne vous attend.'));
    bell(console).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await console.settle();
    expect(bell(console).getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(bell(console));
    bell(console).click();
    await console.settle();
    console.page.querySelector('h1')!.click();
    await console.settle();
    expect(bell(console).getAttribute('aria-expanded')).toBe('false');
  });

  it('lets an auditor read, and only read', async () => {
    const console = await openWith([silent], 'AUDITOR');
    bell(console).click();
    await until(() => rows(console).length === 1);
    expect(textOf(console.page)).not.toContain('Je m’en occupe');
  });

  it('says when the alerts could not be had', async () => {
    const console = await openWith([]);
    console.api.fail('/alerts', 503);
    console.streams[0]!.opens();
    bell(console).click();
    await until(() => textOf(console.page).includes('Les alertes n’ont pas pu être affichées.'));
  });
});
