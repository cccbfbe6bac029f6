import { FakeAdminApi } from '../../testing/fake-admin-api';
import { device, exchange, liveDevice } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, until } from '../../testing/open-console';

const path = '/connexions/automates/kiosk-lens/conversation';
const field = (identifier: string | null, name: string, value: string, shown: 'whole' | 'masked' | 'withheld') => ({
  identifier,
  name,
  value,
  shown,
});
const refusedLoan = exchange(7, {
  message: 'Checkout',
  outcome: 'refused',
  cause: 'patron-unknown',
  item: '30000002',
  milliseconds: 671.979,
  request: {
    code: '11',
    name: 'Checkout',
    text: '11NN…|AA…9999|AB30000002|AC|AD***|',
    errorDetection: null,
    unread: 3,
    fields: [
      field(null, 'noBlock', 'N', 'whole'),
      field('AA', 'patronIdentifier', '…9999', 'masked'),
      field('AD', 'patronPassword', '', 'withheld'),
    ],
  },
});

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.devices = [device('kiosk-lens')];
  api.exchanges = [refusedLoan, exchange(6)];
  return api;
}
const rows = ({ page }: OpenConsole) => [...page.querySelectorAll<HTMLElement>('[data-testid=exchange-row]')];

describe('the conversation of a terminal', () => {
  it('is reached from the list by those who keep terminals running, and by nobody else', async () => {
    const console = await openConsole('/connexions/automates', network());
    const link = console.page.querySelector<HTMLAnchorElement>('[data-testid=device-row] a[href$=conversation]')!;
    expect(link.getAttribute('href')).toBe(path);
    expect(link.getAttribute('aria-label')).toBe('Conversation de Automate kiosk-lens');
  });

  it('is not offered to an agent', async () => {
    const api = network();
    api.role = 'STAFF';
    const console = await openConsole('/connexions/automates', api);
    expect(console.page.querySelector('[data-testid=device-row] a')).toBeNull();
  });

  it('says each exchange in plain words, with its outcome, its cause and how long it took', async () => {
    const console = await openConsole(path, network());
    expect(textOf(rows(console)[0])).toMatch(/prêt 11 refusé patron-unknown 30000002 672 ms$/);
    expect(textOf(rows(console)[1])).toMatch(/état de l’automate 99 fait 1,2 ms$/);
  });

  it('opens one exchange at a time: letters and words, what is masked, what is secret, what could not be read', async () => {
    const console = await openConsole(path, network());
    const open = rows(console)[0]!.querySelector('button')!;
    expect(open.getAttribute('aria-expanded')).toBe('false');
    open.click();
    await console.settle();
    expect(open.getAttribute('aria-expanded')).toBe('true');
    const detail = document.getElementById(open.getAttribute('aria-controls')!);
    expect(textOf(detail)).toContain('AA patronIdentifier …9999 masqué');
    expect(textOf(detail)).toContain('AD patronPassword secret, jamais gardé');
    expect(textOf(detail)).toContain('3 octets illisibles, non gardés');
    rows(console)[1]!.querySelector('button')!.click();
    await console.settle();
    expect(console.page.querySelectorAll('.detail').length).toBe(1);
  });

  it('goes on by itself, stands still when asked, and then shows what came meanwhile', async () => {
    const console = await openConsole(path, network());
    const stream = console.streams[0]!;
    stream.says('exchange', exchange(8));
    await until(() => rows(console).length === 3);
    button(console.page, 'Figer la liste').click();
    await console.settle();
    stream.says('exchange', exchange(9));
    stream.says('exchange', exchange(10));
    await until(() => textOf(console.page).includes('Reprendre le direct (2 en attente)'));
    expect(rows(console).length).toBe(3);
    button(console.page, 'Reprendre le direct').click();
    await until(() => rows(console).length === 5);
  });

  it('shows how the terminal is doing, and says when it is no longer heard', async () => {
    const console = await openConsole(path, network());
    const stream = console.streams[0]!;
    stream.says('live', { items: [liveDevice({ lastRefusal: { cause: 'patron-unknown', at: refusedLoan.at } })] });
    await until(() => textOf(console.page.querySelector('.terminal')).includes('en ligne'));
    expect(textOf(console.page.querySelector('.terminal'))).toContain('4 messages par minute · 127.0.0.1');
    expect(textOf(console.page.querySelector('.terminal'))).toContain('Dernier refus : patron-unknown');
    stream.isRefused();
    await until(() => textOf(console.page).includes('Le suivi en direct est coupé'));
  });

  it('keeps its filters in its address, and lets in only what answers them', async () => {
    const console = await openConsole(`${path}?issue=refused`, network());
    expect(rows(console).length).toBe(1);
    console.streams[0]!.says('exchange', exchange(8));
    console.streams[0]!.says('exchange', exchange(9, { outcome: 'refused' }));
    await until(() => rows(console).length === 2);
  });

  it('lets in nothing of a terminal that another window follows', async () => {
    const console = await openConsole(path, network());
    console.streams[0]!.says('exchange', exchange(8, { device: 'kiosk-lievin' }));
    console.streams[0]!.says('exchange', exchange(9));
    await until(() => rows(console).length === 3);
  });

  it('stops following when it is left', async () => {
    const console = await openConsole(path, network());
    expect(console.streams[0]!.topics).toContain('exchanges:kiosk-lens');
    await console.go('/connexions/automates');
    expect(console.streams[0]!.topics).toEqual(['activity', 'devices']);
    expect(console.streams.length).toBe(1);
  });

  it('says what is missing, and tries again', async () => {
    const api = network();
    api.fail('/exchanges', 503);
    const console = await openConsole(path, api);
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain(
      'La conversation n’a pas pu être affichée.',
    );
    api.mend();
    button(console.page, 'Réessayer').click();
    await until(() => rows(console).length === 2);
  });
});
