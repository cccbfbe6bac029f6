import { button, openConsole, textOf } from '../../testing/open-console';

describe('the theme', () => {
  it('follows the system at first, then the choice of the workstation', async () => {
    const { page, settle } = await openConsole('/');
    expect(document.documentElement.dataset['theme']).toBe('auto');

    button(page, 'choisir le thème').click();
    await settle();
    const choices = [...document.querySelectorAll<HTMLElement>('[role=menuitemradio]')];
    expect(choices.map(textOf)).toEqual(['Auto', 'Clair', 'Sombre']);
    expect(choices.map((choice) => choice.ariaChecked)).toEqual(['true', 'false', 'false']);

    choices[2]?.click();
    await settle();
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(getComputedStyle(document.documentElement).colorScheme).toBe('dark');
    expect(localStorage.getItem('passerelle.theme')).toBe('dark');
  });
});
