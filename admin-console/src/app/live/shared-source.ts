/** What is asked of the server's stream. */
export interface StreamAsked {
  readonly url: string;
  readonly topics: readonly string[];
  /** The id of the last event known; null: begin now. */
  readonly after: string | null;
}

/** What one window tells the others of the stream it holds for all, and of what it wants to hear. */
type Told =
  | { readonly is: 'event'; readonly name: string; readonly data: string; readonly id: string }
  | { readonly is: 'wants'; readonly who: string; readonly topics: readonly string[] }
  | { readonly is: 'open' | 'lost' | 'who-holds-it' | 'who-wants' };

/** The names of the events that are handed on. */
const handedOn = ['activity', 'devices', 'batches', 'run', 'exchange', 'live', 'ready', 'beat'] as const;

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
 * that holds the lock opens it, with the topics all of them want, and tells the others; when it is closed, the next one
 * takes it up where it was. A window that wants a topic more has it opened again. To whoever listens it is an EventSource.
 */
export class SharedSource extends EventTarget {
  private readonly channel: BroadcastChannel;
  private readonly leaving = new AbortController();
  private readonly who = crypto.randomUUID();
  /** What the windows want, this one among them. */
  private readonly wanted = new Map<string, readonly string[]>();
  private source: EventSource | null = null;
  private opened: readonly string[] = [];
  private lastId: string | null;
  private letGo: () => void = () => undefined;
  readyState: number = EventSource.CONNECTING;

  constructor(
    private readonly asked: StreamAsked,
    private readonly doors: SharedStreamDoors = browserDoors,
  ) {
    super();
    this.lastId = asked.after;
    this.channel = doors.channel(`passerelle ${asked.url}`);
    this.channel.addEventListener('message', ({ data }: MessageEvent<Told>) => this.heard(data));
    this.tell({ is: 'who-holds-it' });
    this.want(asked.topics);
    void this.takeTurn();
  }

  /** What this window wants to hear from now on. */
  want(topics: readonly string[]): void {
    this.wanted.set(this.who, topics);
    this.tell({ is: 'wants', who: this.who, topics });
    this.openWhatIsWanted();
  }

  close(): void {
    this.tell({ is: 'wants', who: this.who, topics: [] });
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
        this.tell({ is: 'who-wants' });
      });
    try {
      await this.doors.hold(`passerelle ${this.asked.url}`, whileHeld, this.leaving.signal);
    } catch (error) {
      // Closed while it waited for its turn.
      if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error;
    }
  }

  /** Whoever holds the stream opens it again when a topic is missing; one more than is wanted does no harm. */
  private openWhatIsWanted(): void {
    if (!this.source || this.readyState === EventSource.CLOSED) return;
    if (this.all().every((topic) => this.opened.includes(topic))) return;
    this.source.close();
    this.openStream();
  }

  private all(): string[] {
    return [...new Set([...this.wanted.values()].flat())].toSorted();
  }

  private openStream(): void {
    this.opened = this.all();
    const after = this.lastId ? `&after=${this.lastId}` : '';
    const source = this.doors.open(`${this.asked.url}?topics=${this.opened.map(encodeTopic).join(',')}${after}`);
    this.source = source;
    source.addEventListener('open', () => {
      if (this.source !== source || this.readyState === EventSource.OPEN) return; // opened again, for a topic more
      this.readyState = EventSource.OPEN;
      this.tell({ is: 'open' });
      this.dispatchEvent(new Event('open'));
    });
    source.addEventListener('error', () => {
      if (this.source !== source) return;
      this.readyState = source.readyState;
      this.tell({ is: 'lost' });
      this.dispatchEvent(new Event('error'));
    });
    for (const name of handedOn) {
      source.addEventListener(name, ({ data, lastEventId: id }: MessageEvent<string>) => {
        if (this.source !== source) return;
        this.tell({ is: 'event', name, data, id });
        this.handOn(name, data, id);
      });
    }
  }

  private handOn(name: string, data: string, lastEventId: string): void {
    if (lastEventId !== '') this.lastId = lastEventId;
    this.dispatchEvent(new MessageEvent(name, { data, lastEventId }));
  }

  private tell(what: Told): void {
    if (this.readyState !== EventSource.CLOSED || what.is === 'lost') this.channel.postMessage(what);
  }

  /** What another window tells: of the stream it holds, of what it wants, or that it has just come. */
  private heard(told: Told): void {
    if (told.is === 'who-holds-it') {
      if (this.source && this.readyState === EventSource.OPEN) this.tell({ is: 'open' });
      return;
    }
    if (told.is === 'who-wants') return this.want(this.wanted.get(this.who) ?? []);
    if (told.is === 'wants') {
      this.wanted.set(told.who, told.topics);
      return this.openWhatIsWanted();
    }
    if (this.source) return; // this window holds it: what is told is its own, or of one that has left
    if (told.is === 'event') this.handOn(told.name, told.data, told.id);
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

/** A topic as the address has it: `exchanges:kiosk-lens`, the colon as it is. */
function encodeTopic(topic: string): string {
  return topic.split(':').map(encodeURIComponent).join(':');
}
