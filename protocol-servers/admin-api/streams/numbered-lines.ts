import type { NumberedTopic } from './positions.ts';
import type { StreamReader } from './reader.ts';

interface Telling<Line> {
  readonly topic: NumberedTopic;
  /** The name of the event. */
  readonly event: string;
  readonly numberOf: (line: Line) => number;
  readonly view: (line: Line) => unknown;
  /** Lines that may wait while older ones are being sent again. */
  readonly most: number;
}

/** The lines of one topic for one reader: those it missed, then those that came meanwhile, each once, with their numbers. */
export class NumberedLines<Line> {
  readonly #reader: StreamReader;
  readonly #telling: Telling<Line>;
  /** Null once it has caught up. */
  #waiting: Line[] | null = [];

  constructor(reader: StreamReader, telling: Telling<Line>) {
    this.#reader = reader;
    this.#telling = telling;
  }

  /** A line has just come. */
  hear(line: Line): void {
    if (!this.#waiting) this.#tell(line);
    else if (this.#waiting.push(line) > this.#telling.most) this.#reader.end();
  }

  /** Sends again what was missed, the oldest first, then goes on; `newest` is where somebody begins who missed nothing. */
  async goOn(missed: readonly Line[], newest: number): Promise<void> {
    const { numberOf, topic } = this.#telling;
    const sent = new Set<number>();
    for (const line of missed) {
      sent.add(numberOf(line));
      this.#tell(line);
      await this.#reader.drained();
    }
    if (missed.length === 0) this.#reader.positions.set(topic, newest);
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const line of waiting) if (!sent.has(numberOf(line))) this.#tell(line);
  }

  #tell(line: Line): void {
    const { topic, event, numberOf, view } = this.#telling;
    const reached = this.#reader.positions.get(topic) ?? 0;
    this.#reader.positions.set(topic, Math.max(reached, numberOf(line)));
    this.#reader.tellAt(event, view(line));
  }
}
