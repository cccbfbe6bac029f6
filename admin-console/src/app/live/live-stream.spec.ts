import { HttpBackend, provideHttpClient, withInterceptors } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { FakeEventSource } from '../../testing/fake-event-source';
import { line } from '../../testing/network';
import { sessionInterceptor } from '../session/session-interceptor';
import type { ActivityLine } from '../api/contract';
import { LiveStream, liveStreamOptions } from './live-stream';
import type { StreamAsked } from './shared-source';
import { retryDelay } from './retry-delay';

describe('the wait before the stream is opened again', () => {
  const limits = { floorMs: 1_000, ceilingMs: 30_000 };

  it('doubles from one second to thirty, and never goes beyond', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 60, 5_000].map((attempt) => retryDelay(attempt, limits, () => 1));
    expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
  });

  it('is drawn in the upper half, so that consoles do not all come back at once', () => {
    expect(retryDelay(4, limits, () => 0)).toBe(8_000);
    expect(retryDelay(4, limits, () => 0.5)).toBe(12_000);
    expect(retryDelay(0, limits, () => 0)).toBe(1_000);
  });
});

describe('the live stream', () => {
  let streams: FakeEventSource[];
  let places: (string | null)[];
  let live: LiveStream;
  let api: FakeAdminApi;
  const last = () => streams.at(-1)!;

  beforeEach(() => {
    jasmine.clock().install().mockDate(new Date('2026-12-15T13:32:00Z'));
    streams = [];
    places = [];
    api = new FakeAdminApi();
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideHttpClient(withInterceptors([sessionInterceptor])),
        { provide: HttpBackend, useValue: api },
        {
          provide: liveStreamOptions,
          useValue: {
            url: '/api/v1/stream',
            retry: { floorMs: 1_000, ceilingMs: 30_000 },
            pollAfterMs: 30_000,
            pollEveryMs: 15_000,
            silenceMs: 40_000,
            random: () => 1,
            open: (asked: StreamAsked) => {
              places.push(asked.after);
              streams.push(new FakeEventSource(asked.topics));
              return last();
            },
          },
        },
      ],
    });
    live = TestBed.inject(LiveStream);
  });

  afterEach(() => {
    live.close();
    jasmine.clock().uninstall();
  });

  it('is opened once, however often it is asked for', () => {
    live.open();
    live.open();
    expect(streams.length).toBe(1);
    expect(live.state()).toBe('connecting');
    last().opens();
    expect(live.state()).toBe('live');
    expect(live.freshAt()).toBe(Date.parse('2026-12-15T13:32:00Z'));
  });

  it('hands on the lines of activity', () => {
    const lines: ActivityLine[] = [];
    live.activity.subscribe((one) => lines.push(one));
    live.open();
    last().opens();
    last().says('activity', line(7));
    expect(lines.map((one) => one.seq)).toEqual([7]);
  });

  it('has what was read before it opened asked again: something may have happened between', () => {
    live.open();
    expect(live.reloads()).toBe(0);
    last().opens();
    expect(live.reloads()).toBe(1);
  });

  it('comes back after a cut, and then has everything on the screen asked again', () => {
    live.open();
    last().opens();
    last().breaks();
    expect(live.state()).toBe('reconnecting');
    jasmine.clock().tick(1_000);
    expect(streams.length).toBe(2);
    last().opens();
    expect(live.state()).toBe('live');
    expect(live.reloads()).toBe(2);
  });

  it('goes on where it was: nothing is asked again when the server had it all', () => {
    live.open();
    last().opens();
    last().says('ready', { resumed: false }, 'activity:7');
    expect(live.reloads()).toBe(2);
    last().says('activity', line(8), 'activity:8');
    last().breaks();
    jasmine.clock().tick(1_000);
    expect(places).toEqual([null, 'activity:8']);
    last().opens();
    last().says('activity', line(9), 'activity:9');
    last().says('ready', { resumed: true }, 'activity:9');
    expect(live.state()).toBe('live');
    expect(live.reloads()).toBe(2);
  });

  it('has everything asked again when the server no longer had all that was missed', () => {
    live.open();
    last().opens();
    last().says('ready', { resumed: false }, 'activity:7');
    last().breaks();
    jasmine.clock().tick(1_000);
    last().opens();
    last().says('ready', { resumed: false }, 'activity:5000');
    expect(live.reloads()).toBe(3);
  });

  it('hears what a page follows as long as one does', () => {
    live.open();
    const [one, other] = [live.follow('exchanges:kiosk-lens'), live.follow('exchanges:kiosk-lens')];
    expect(last().topics).toEqual(['activity', 'devices', 'exchanges:kiosk-lens']);
    one();
    expect(last().topics).toEqual(['activity', 'devices', 'exchanges:kiosk-lens']);
    other();
    expect(last().topics).toEqual(['activity', 'devices']);
  });

  it('waits longer after each failure', () => {
    live.open();
    for (const wait of [1_000, 2_000, 4_000]) {
      const opened = streams.length;
      last().breaks();
      jasmine.clock().tick(wait - 1);
      expect(streams.length).toBe(opened);
      jasmine.clock().tick(1);
      expect(streams.length).toBe(opened + 1);
    }
  });

  it('has the lists asked every fifteen seconds once cut for thirty', () => {
    live.open();
    last().opens();
    last().breaks();
    jasmine.clock().tick(29_999);
    expect(live.reloads()).toBe(1);
    jasmine.clock().tick(1);
    expect(live.reloads()).toBe(2);
    expect(live.state()).toBe('polling');
    jasmine.clock().tick(15_000);
    expect(live.reloads()).toBe(3);
  });

  it('says what is on the screen is frozen when the lists do not answer either, since when they did', () => {
    live.open();
    last().opens();
    last().breaks();
    jasmine.clock().tick(30_000);
    live.reloaded('failed');
    expect(live.state()).toBe('frozen');
    expect(live.freshAt()).toBe(Date.parse('2026-12-15T13:32:00Z'));
    live.reloaded('fresh');
    expect(live.state()).toBe('polling');
    expect(live.freshAt()).toBe(Date.parse('2026-12-15T13:32:30Z'));
  });

  it('takes an open stream whose beat has stopped for dead', () => {
    live.open();
    last().opens();
    last().says('beat', '2026-12-15T13:32:00Z');
    jasmine.clock().tick(39_999);
    expect(live.state()).toBe('live');
    last().says('beat', '2026-12-15T13:32:40Z');
    jasmine.clock().tick(40_000);
    expect(live.state()).toBe('reconnecting');
  });

  it('asks whether the session has ended when it is refused, not when it is cut', () => {
    live.open();
    last().breaks();
    expect(api.received).toEqual([]);
    jasmine.clock().tick(1_000);
    last().isRefused();
    expect(api.received).toEqual(['GET /session']);
  });

  it('comes back at once when the workstation finds its network again', () => {
    live.open();
    last().breaks();
    window.dispatchEvent(new Event('online'));
    expect(streams.length).toBe(2);
  });

  it('stays closed once closed', () => {
    live.open();
    last().opens();
    live.close();
    expect(last().readyState).toBe(EventSource.CLOSED);
    jasmine.clock().tick(120_000);
    expect(streams.length).toBe(1);
    expect(live.reloads()).toBe(1);
  });
});
