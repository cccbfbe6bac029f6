/** What one window tells the others of the stream it holds for all. */
type Told =
  | { readonly is: 'event'; readonly name: string; readonly data: string }
  | { readonly is: 'open' | 'lost' | 'who-holds-it' };

/** The names of the events that are handed on. */
const handedOn = ['activity', 'devices', 'batches', 'beat'] as const;

/** What a shared stream is made with; a test brings its own. */
export interface SharedStreamDoors {
  readonly open: (url: string) => EventSource;
  /** Holds the lock of this name while what it returns is not settled; the windows of a browser hold it in turn. */
  readonly hold: (name: string, whileHeld: () => Promise<void>, signal: AbortSignal) => Promise<void>;
  readonly channel: (name: string) => BroadcastChannel;
}

export const browserDoors: SharedStreamDoors = {
  open: (url) => new EventSource(url),
  hold: async (name, whileHeld, signal) => {
    await navigator.locks.request(name, { signal }, whileHeld);
  },
  channel: (name) => new BroadcastChannel(name),
};

/**
 * One stream for all windows of a browser, which may open six connections to a server and no more (HTTP/1.1): the window
 * that holds the lock opens it and tells the others; when it is closed, the next one takes it up. To whoever listens it
 * is an EventSource.
 */
export class SharedSource extends EventTarget {
  private readonly channel: BroadcastChannel;
  private readonly leaving = new AbortController();
  private source: EventSource | null = null;
  private letGo: () => void = () => undefined;
  readyState: number = EventSource.CONNECTING;

  constructor(
    private readonly url: string,
    private readonly doors: SharedStreamDoors = browserDoors,
  ) {
    super();
    this.channel = doors.channel(`passerelle ${url}`);
    this.channel.addEventListener('message', ({ data }: MessageEvent<Told>) => this.heard(data));
    this.tell({ is: 'who-holds-it' });
    void this.takeTurn();
  }

  close(): void {
    this.readyState = EventSource.CLOSED;
    this.leaving.abort();
    this.source?.close();
    this.letGo();
    this.channel.close();
  }

  /** Waits for the lock; the stream lasts as long as it is held. */
  private async takeTurn(): Promise<void> {
    const whileHeld = () =>
      new Promise<void>((letGo) => {
        this.letGo = letGo;
        if (this.leaving.signal.aborted) return letGo();
        this.openStream();
      });
    try {
      await this.doors.hold(`passerelle ${this.url}`, whileHeld, this.leaving.signal);
    } catch (error) {
      // Closed while it waited for its turn.
      if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error;
    }
  }

  private openStream(): void {
    const source = this.doors.open(this.url);
    this.source = source;
    source.addEventListener('open', () => {
      this.readyState = EventSource.OPEN;
      this.tell({ is: 'open' });
      this.dispatchEvent(new Event('open'));
    });
    source.addEventListener('error', () => {
      this.readyState = source.readyState;
      this.tell({ is: 'lost' });
      this.dispatchEvent(new Event('error'));
    });
    for (const name of handedOn) {
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        this.tell({ is: 'event', name, data });
        this.dispatchEvent(new MessageEvent(name, { data }));
      });
    }
  }

  private tell(what: Told): void {
    if (this.readyState !== EventSource.CLOSED || what.is === 'lost') this.channel.postMessage(what);
  }

  /** What another window tells: of the stream it holds, or that it has just come. */
  private heard(told: Told): void {
    if (told.is === 'who-holds-it') {
      if (this.source && this.readyState === EventSource.OPEN) this.tell({ is: 'open' });
      return;
    }
    if (this.source) return; // this window holds it: what is told is its own, or of one that has left
    if (told.is === 'event') this.dispatchEvent(new MessageEvent(told.name, { data: told.data }));
    else if (told.is === 'open') {
      if (this.readyState === EventSource.OPEN) return; // somebody else came
      this.readyState = EventSource.OPEN;
      this.dispatchEvent(new Event('open'));
    } else {
      this.readyState = EventSource.CONNECTING;
      this.dispatchEvent(new Event('error'));
    }
  }
}
