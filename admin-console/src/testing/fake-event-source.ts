/** A stream of the server in the hands of a test: it opens, speaks and breaks when told to. */
export class FakeEventSource extends EventTarget {
  readyState: number = EventSource.CONNECTING;

  opens(): void {
    this.readyState = EventSource.OPEN;
    this.dispatchEvent(new Event('open'));
  }

  says(event: 'activity' | 'devices' | 'beat' | 'exchange' | 'live' | 'run', data: unknown): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }

  /** The line is cut: a browser would try again by itself. */
  breaks(): void {
    this.readyState = EventSource.CONNECTING;
    this.dispatchEvent(new Event('error'));
  }

  /** The server answered something else than 200: a browser would give up. */
  isRefused(): void {
    this.readyState = EventSource.CLOSED;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = EventSource.CLOSED;
  }
}
