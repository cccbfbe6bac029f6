import { FakeEventSource } from '../../testing/fake-event-source';
import { until } from '../../testing/open-console';
import { SharedSource, browserDoors } from './shared-source';

let streams = 0;

describe('a stream that windows share', () => {
  let url: string;
  let opened: FakeEventSource[];
  let windows: SharedSource[];

  /** Another window of the browser: real locks, a real channel, and a server in the hands of the test. */
  function openWindow(): { source: SharedSource; heard: string[] } {
    const heard: string[] = [];
    const source = new SharedSource(url, {
      ...browserDoors,
      open: () => {
        const stream = new FakeEventSource();
        opened.push(stream);
        return stream as unknown as EventSource;
      },
    });
    for (const name of ['open', 'error', 'activity', 'devices', 'beat']) {
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
});
