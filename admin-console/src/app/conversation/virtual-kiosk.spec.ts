import { FakeAdminApi } from '../../testing/fake-admin-api';
import { exchange } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';

const path = '/connexions/automates/kiosk-lens/essai';
const box = ({ page }: OpenConsole, name: string) => page.querySelector<HTMLInputElement>(`input[name=${name}]`);

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  const told = exchange(1, { message: 'Checkout', outcome: 'refused', cause: 'patron-expired' });
  api.trial = {
    exchange: told,
    requestBytes: null,
    responseBytes: null,
    screen: ['Votre inscription est à renouveler.'],
    explanation: null,
  };
  return api;
}

describe('a virtual kiosk', () => {
  it('rehearses what is in its boxes, and shows the screen and the cause', async () => {
    const console = await openConsole(path, network());
    type(box(console, 'card'), '20000151');
    type(box(console, 'item'), '30000010');
    button(console.page, 'Essayer').click();
    await until(() => textOf(console.page).includes('Ce qui serait répondu'));
    expect(console.api.tried).toEqual([
      {
        resource: '/devices/kiosk-lens/rehearsals',
        body: { message: 'Checkout', fields: { patronIdentifier: '20000151', itemIdentifier: '30000010' } },
      },
    ]);
    expect(textOf(console.page)).toContain('Votre inscription est à renouveler.');
    expect(textOf(console.page)).toContain('refusé patron-expired');
  });

  it('does it for real only once it was confirmed', async () => {
    const console = await openConsole(path, network());
    button(console.page, 'Faire pour de vrai').click();
    await console.settle();
    expect(console.api.tried).toEqual([]);
    button(console.page, 'Confirmer : ce sera fait').click();
    await until(() => textOf(console.page).includes('Fait, voici la réponse'));
    expect(console.api.tried.map(({ resource }) => resource)).toEqual(['/devices/kiosk-lens/trials']);
  });

  it('asks again when what was to be confirmed changed', async () => {
    const console = await openConsole(path, network());
    button(console.page, 'Faire pour de vrai').click();
    await console.settle();
    type(box(console, 'card'), '20000001');
    await console.settle();
    expect(button(console.page, 'Faire pour de vrai')).toBeTruthy();
  });

  it('does nothing for real for who may only try', async () => {
    const api = network();
    api.role = 'IT_REFERENT';
    const console = await openConsole(path, api);
    expect(textOf(console.page)).not.toContain('Faire pour de vrai');
  });

  it('says that it failed, and keeps what was typed', async () => {
    const api = network();
    api.trial = null;
    const console = await openConsole(path, api);
    type(box(console, 'card'), '20000151');
    button(console.page, 'Essayer').click();
    await until(() => textOf(console.page).includes('L’essai n’a pas abouti.'));
    expect(box(console, 'card')?.value).toBe('20000151');
  });
});
