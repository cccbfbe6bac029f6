import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { Conversation, Ending, Splitter } from './conversation.ts';
import type { SocketLimits } from './socket-limits.ts';

export interface ConnectionOptions {
  readonly split: Splitter;
  readonly limits: SocketLimits;
  readonly onEnding: (ending: Ending, fault?: unknown) => void;
  /** The peer signed in. Told once. */
  readonly onSignIn?: (() => void) | undefined;
  /** A frame was answered, or had no answer to be given. */
  readonly onAnswered?: (() => void) | undefined;
  /** Another protocol on the same port, known by its first bytes. */
  readonly handOver?: HandOver | undefined;
}

export interface HandOver {
  recognises(first: Buffer): boolean;
  /** Takes the socket, what was read put back. */
  take(socket: Socket): void;
}

/**
 * One socket: bytes → frames → conversation → bytes. One frame at a time and one write an answer, since some terminals
 * take what they read at once for one message; the socket is left unread while too many frames wait. Whoever sends many
 * messages at once has one answered, then everybody else has a turn; past a few, it has a part of the time only.
 */
export class Connection {
  readonly socket: Socket;
  readonly conversation: Conversation;
  readonly #options: ConnectionOptions;
  readonly #waiting: Buffer[] = [];
  readonly #openedAt: number;
  #rest: Buffer = Buffer.alloc(0);
  #answers: Uint8Array[] = [];
  #answering = false;
  #flushPlanned = false;
  readonly #flushNow = (): void => {
    this.#flushPlanned = false;
    this.#flush();
  };
  /** Nothing more is read: the peer ended, or we are closing. */
  #closing = false;
  #lastFrameAt: number;
  #frameStartedAt: number | null = null;
  #unreadSince: number | null = null;
  #endedAt: number | null = null;
  #heard = false;
  #signedIn = false;
  #handedOver = false;

  constructor(socket: Socket, conversation: Conversation, options: ConnectionOptions) {
    this.socket = socket;
    this.conversation = conversation;
    this.#options = options;
    this.#openedAt = this.#lastFrameAt = performance.now();
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('end', () => this.close());
    socket.on('drain', () => (this.#unreadSince = null));
    if (conversation.greeting) socket.write(conversation.greeting);
    if (socket.isPaused()) socket.resume();
  }

  /** As `close`, for a server that stops: the peer is told so where its protocol has words for it. */
  stop(): void {
    if (this.#answering || this.#closing) return this.close();
    const words = this.conversation.lastWords?.('shutdown') ?? null;
    if (words) this.#answers.push(words);
    this.close();
  }

  /** Stops reading, answers what came whole, then closes. */
  close(): void {
    if (this.#handedOver) return void this.socket.destroySoon();
    this.#closing = true;
    this.#rest = Buffer.alloc(0);
    this.#frameStartedAt = null;
    if (!this.#answering) this.#endAfterAnswers();
  }

  /** Ends the connection when it passed one of its times. To be called now and then. */
  inspect(now: number): void {
    if (this.#handedOver) return;
    const { limits } = this.#options;
    if (this.#unreadSince !== null && now - this.#unreadSince > limits.unreadTime) this.#abort('answers-unread');
    else if (this.#endedAt !== null && now - this.#endedAt > limits.unreadTime)
      this.socket.destroy(); // it never ends
    else if (this.#answering) return;
    else if (!this.#signedIn && now - this.#openedAt > limits.signInTime) this.#abort('sign-in-too-slow');
    else if (this.#frameStartedAt !== null && now - this.#frameStartedAt > limits.frameTime)
      this.#abort('frame-too-slow');
    else if (now - this.#lastFrameAt > limits.idleTime) this.#abort('idle');
  }

  #read(chunk: Buffer): void {
    if (this.#closing) return;
    if (!this.#heard && this.#options.handOver?.recognises(chunk)) return this.#handOver(chunk, this.#options.handOver);
    this.#heard = true;
    const { limits } = this.#options;
    const split = this.conversation.split ?? this.#options.split;
    const {
      frames,
      rest,
      tooLong,
      pending = rest.length,
    } = split(this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]), limits.frame);
    if (tooLong) return this.#abort('frame-too-long');
    this.#rest = rest;
    if (pending === 0) this.#frameStartedAt = null;
    else if (frames.length > 0 || this.#frameStartedAt === null) this.#frameStartedAt = performance.now();
    if (frames.length === 0) return;
    this.#waiting.push(...frames);
    if (this.#waiting.length > limits.waitingFrames) this.socket.pause();
    if (!this.#answering) this.#answerAll().catch((fault: unknown) => this.#abort('fault', fault));
  }

  async #answerAll(): Promise<void> {
    this.#answering = true;
    let frame: Buffer | undefined;
    let impatient = 0; // messages that came before the former was answered
    while ((frame = this.#waiting.shift()) && !this.socket.destroyed && !this.conversation.finished) {
      const began = performance.now();
      const answer = await this.conversation.receive(frame);
      this.#options.onAnswered?.();
      if (answer) this.#answers.push(answer);
      if (!this.#signedIn && this.conversation.signedIn) this.#welcome();
      if (this.#waiting.length === 0) continue;
      this.#planFlush();
      if (this.socket.writableNeedDrain) await drained(this.socket);
      await this.#othersFirst((impatient += 1), performance.now() - began);
    }
    this.#answering = false;
    this.#lastFrameAt = performance.now();
    this.#planFlush();
    if (this.#closing || this.conversation.finished) this.#endAfterAnswers();
    else if (this.socket.isPaused()) this.socket.resume();
  }

  #welcome(): void {
    this.#signedIn = true;
    this.#options.onSignIn?.();
  }

  /** Others have their turn; a peer that goes on sending without waiting rests in proportion to the time it `took`. */
  async #othersFirst(impatient: number, took: number): Promise<void> {
    const { impatientFrames, impatientShare } = this.#options.limits;
    if (impatient <= impatientFrames || this.#closing) return nextTurn();
    await rest(took / impatientShare - took);
  }

  /** What is answered in this turn leaves at its end: all connections write one after the other, and wake their peers once. */
  #planFlush(): void {
    if (this.#flushPlanned) return;
    this.#flushPlanned = true;
    setImmediate(this.#flushNow);
  }

  #flush(): void {
    if (this.#answers.length === 0 || this.socket.destroyed || this.socket.writableEnded) return;
    const answers = this.#answers;
    this.#answers = [];
    for (const answer of answers) this.socket.write(answer);
    const unread = this.socket.writableLength;
    if (unread === 0) return;
    this.#unreadSince ??= performance.now();
    if (unread > this.#options.limits.unread) this.#abort('answers-unread');
  }

  #endAfterAnswers(): void {
    this.#closing = true;
    this.#flush();
    this.#endedAt ??= performance.now();
    this.socket.end();
  }

  #abort(ending: Ending, fault?: unknown): void {
    this.#closing = true;
    this.#waiting.length = 0;
    this.#options.onEnding(ending, fault);
    const words = ending === 'answers-unread' ? null : (this.conversation.lastWords?.(ending) ?? null);
    if (!words) return void this.socket.destroy();
    this.#answers.push(words);
    this.#endAfterAnswers();
  }

  #handOver(first: Buffer, { take }: HandOver): void {
    this.#handedOver = true;
    const { socket } = this;
    socket.pause();
    for (const event of ['data', 'end', 'drain']) socket.removeAllListeners(event);
    socket.unshift(first);
    take(socket);
    socket.resume();
  }
}

/** Resolves once the peer read what was written, or is gone. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
