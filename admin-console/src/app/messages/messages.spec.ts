import { button, openConsole, textOf } from '../../testing/open-console';

describe('the language', () => {
  it('is French at first, whatever the browser prefers', async () => {
    const { page } = await openConsole('/');
    expect(textOf(page.querySelector('h1'))).toBe('Accueil');
    expect(document.documentElement.lang).toBe('fr');
  });

  it('switches at once, everywhere, and is kept on the workstation', async () => {
    const { page, settle, api } = await openConsole('/');
    const requests = api.received.length;
    const other = button(page, 'English');
    other.focus();
    other.click();
    await settle();
    expect(textOf(page.querySelector('h1'))).toBe('Home');
    expect(textOf(page.querySelector('nav'))).toContain('Steering');
    expect(document.documentElement.lang).toBe('en');
    expect(document.title).toBe('Home – Console');
    expect(localStorage.getItem('passerelle.language')).toBe('en');
    expect(api.received.length).withContext('asks nothing of the server').toBe(requests);

    const back = button(page, 'Français');
    expect(document.activeElement).withContext('the same button switches back').toBe(back);
    expect(back.lang).toBe('fr');
    back.click();
    await settle();
    expect(textOf(page.querySelector('h1'))).toBe('Accueil');
  });

  it('counts as French counts: zero is singular, thousands are parted by a narrow space', async () => {
    const { messages } = await openConsole('/');
    expect(messages.sayCount('libraries.count', 0)).toBe('0 bibliothèque');
    expect(messages.sayCount('libraries.count', 1)).toBe('1 bibliothèque');
    expect(messages.sayCount('libraries.count', 36)).toBe('36 bibliothèques');
    expect(messages.figure(1_234_567)).toBe('1\u202f234\u202f567');
    messages.choose('en');
    expect(messages.sayCount('libraries.count', 0)).toBe('0 libraries');
    expect(messages.figure(1_234_567)).toBe('1,234,567');
  });
});
