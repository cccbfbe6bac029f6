import { TestBed } from '@angular/core/testing';
import { Session } from '../session/session';
import { button, openConsole, textOf, until } from '../../testing/open-console';

describe('the end of a session', () => {
  it('is said two minutes before, and put off by one button; what is on the screen stays', async () => {
    const { page, api, router } = await openConsole('/connexions/automates');
    const session = TestBed.inject(Session);
    expect(page.querySelector('[data-testid=session-warning]')).toBeNull();
    session.endsAt.set(Date.now() + 100_000);
    await until(() => page.querySelector('[data-testid=session-warning]') !== null);
    expect(textOf(page.querySelector('[data-testid=session-warning]'))).toContain('Votre session se termine à');
    const before = api.received.filter((request) => request === 'GET /session').length;
    button(page, 'Rester connecté').click();
    expect(api.received.filter((request) => request === 'GET /session').length).toBe(before + 1);
    session.endsAt.set(Date.now() + 1_800_000);
    await until(() => page.querySelector('[data-testid=session-warning]') === null);
    expect(router.url).toBe('/connexions/automates');
  });

  it('is put off by Alt+R, and by nothing when nobody was warned', async () => {
    const { api } = await openConsole('/connexions/automates');
    const asked = () => api.received.filter((request) => request === 'GET /session').length;
    const press = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', altKey: true, bubbles: true }));
    const before = asked();
    press();
    expect(asked()).toBe(before);
    TestBed.inject(Session).endsAt.set(Date.now() + 60_000);
    press();
    expect(asked()).toBe(before + 1);
  });

  it('is known by the clock of this workstation, whatever that of the server', async () => {
    await openConsole('/connexions/automates');
    const session = TestBed.inject(Session);
    session.told('2030-01-01T00:30:00Z', 'Tue, 01 Jan 2030 00:00:00 GMT');
    expect(Math.abs(session.endsAt()! - Date.now() - 1_800_000)).toBeLessThan(5_000);
    session.told(null, null);
    expect(session.endsAt()).not.toBeNull();
  });
});
