import { FakeEventSource } from '../../testing/fake-event-source';
import { until } from '../../testing/open-console';
import { SharedSource, browserDoors } from './shared-source';

let streams = 0;

describe('a stream that windows share', () => {
  let url: string;
  let opened: FakeEventSource[];
  let addresses: string[];
  let windows: SharedSource[];

  /** Another window of the browser: real locks, a real channel, and a server in the hands of the test. */
  function openWindow(
    topics: readonly string[] = ['activity'],
    after: string | null = null,
  ): { source: SharedSource; heard: string[] } {
    const heard: string[] = [];
    const asked = { url, topics, after };
    const source = new SharedSource(asked, {
      ...browserDoors,
      open: (address) => {
        addresses.push(address.replace(url, ''));
        const stream = new FakeEventSource();
        opened.push(stream);
        return stream as unknown as EventSource;
      },
    });
    for (const name of ['open', 'error', 'activity', 'devices', 'exchange', 'beat']) {
      source.addEventListener(name, (event) => {
        heard.push(event instanceof MessageEvent ? `${name} ${event.data as string}` : name);
      });
    }
    windows.push(source);
    return { source, heard };
  }
  beforeEach(() => {
    url = `/api/v1/stream-${(streams += 1)}`;
    opened = [];
    addresses = [];
    windows = [];
  });
  afterEach(() => windows.forEach((one) => one.close()));

  it('is opened once, and every window hears it', async () => {
    const first = openWindow();
    await until(() => opened.length === 1);
    opened[0]!.opens();
    const second = openWindow();
    await until(() => second.heard.includes('open'));
    opened[0]!.says('activity', { seq: 7 });
    await until(() => second.heard.includes('activity {"seq":7}'));
    expect(first.heard).toEqual(['open', 'activity {"seq":7}']);
    expect(second.heard).toEqual(['open', 'activity {"seq":7}']);
    expect(second.source.readyState).toBe(EventSource.OPEN);
    expect(opened.length).toBe(1);
  });

  it('is taken up by the next window when the one that held it is closed', async () => {
    const first = openWindow();
    await until(() => opened.length === 1);
    opened[0]!.opens();
    const second = openWindow();
    await until(() => second.heard.includes('open'));
    first.source.close();
    expect(opened[0]!.readyState).toBe(EventSource.CLOSED);
    await until(() => opened.length === 2);
    opened[1]!.opens();
    opened[1]!.says('beat', 'now');
    await until(() => second.heard.includes('beat "now"'));
    expect(first.heard).toEqual(['open']);
  });

  it('is lost for all at once', async () => {
    openWindow();
    await until(() => opened.length === 1);
    opened[0]!.opens();
    const second = openWindow();
    await until(() => second.heard.includes('open'));
    opened[0]!.breaks();
    await until(() => second.heard.includes('error'));
    expect(second.source.readyState).toBe(EventSource.CONNECTING);
  });

  it('is not opened by a window that was closed while it waited', async () => {
    const first = openWindow();
    await until(() => opened.length === 1);
    const second = openWindow();
    second.source.close();
    first.source.close();
    const third = openWindow();
    await until(() => opened.length === 2);
    opened[1]!.opens();
    await until(() => third.heard.includes('open'));
    expect(second.heard).toEqual([]);
  });

  it('is opened again, unnoticed, when a window wants a topic more, and goes on where it was', async () => {
    const first = openWindow();
    await until(() => opened.length === 1);
    opened[0]!.opens();
    opened[0]!.says('activity', { seq: 7 }, 'activity:7');
    const second = openWindow(['activity', 'exchanges:kiosk-lens']);
    await until(() => opened.length === 2);
    expect(opened[0]!.readyState).toBe(EventSource.CLOSED);
    expect(addresses).toEqual(['?topics=activity', '?topics=activity,exchanges:kiosk-lens&after=activity:7']);
    opened[1]!.opens();
    opened[1]!.says('exchange', { id: 3 }, 'activity:7,exchanges:3');
    await until(() => second.heard.includes('exchange {"id":3}'));
    expect(first.heard.filter((words) => words === 'open' || words === 'error')).toEqual(['open']);
    second.source.want(['activity']);
    first.source.want(['activity', 'harvests']);
    await until(() => opened.length === 3);
    // The first may not have heard yet that the second wants less.
    expect(addresses[2]).toMatch(/^\?topics=activity,(exchanges:kiosk-lens,)?harvests&after=activity:7,exchanges:3$/);
  });

  it('goes on, in the window that takes it up, where the one that is closed was', async () => {
    const first = openWindow();
    await until(() => opened.length === 1);
    opened[0]!.opens();
    const second = openWindow(['devices']);
    await until(() => opened.length === 2);
    opened[1]!.opens();
    opened[1]!.says('activity', { seq: 9 }, 'activity:9');
    await until(() => second.heard.includes('activity {"seq":9}'));
    first.source.close();
    await until(() => opened.length === 3);
    expect(addresses[2]).toMatch(/^\?topics=(activity,)?devices&after=activity:9$/);
  });
});
