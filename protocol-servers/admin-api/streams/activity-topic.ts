import type { Library } from '../../../core/library.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { ActivityRow } from '../../../core/ports/reading.ts';
import { viewMovement } from '../views.ts';
import { Audience } from './audience.ts';
import type { StreamLimits } from './limits.ts';
import { NumberedLines } from './numbered-lines.ts';
import type { StreamReader } from './reader.ts';

/** Loans, returns and renewals of today, as they happen. */
export class ActivityTopic {
  readonly #activity: Library['activity'];
  readonly #limits: StreamLimits;
  readonly #audience: Audience<NumberedLines<ActivityRow>>;

  constructor({ activity }: Pick<Library, 'activity'>, log: Log, limits: StreamLimits) {
    this.#activity = activity;
    this.#limits = limits;
    this.#audience = new Audience({ log, follow: () => activity.follow((row) => this.#heard(row)) });
  }

  /** Begins to tell a reader, from the line it knows of; whether it has now been told all it missed of today. */
  async join(reader: StreamReader, after: number | undefined): Promise<boolean> {
    const most = this.#limits.resumedLines;
    const lines = new NumberedLines<ActivityRow>(reader, {
      ...{ topic: 'activity', event: 'activity', most },
      numberOf: ({ seq }) => seq,
      view: viewMovement,
    });
    this.#audience.join(reader, lines);
    const { rows } = await this.#activity.today(after === undefined ? 1 : most + 1);
    const missed = after === undefined ? [] : rows.filter(({ seq }) => seq > after).toReversed();
    const isTooMuch = missed.length > most;
    await lines.goOn(isTooMuch ? [] : missed, Math.max(after ?? 0, rows[0]?.seq ?? 0));
    return after !== undefined && !isTooMuch;
  }

  #heard(row: ActivityRow): void {
    for (const [, lines] of this.#audience) lines.hear(row);
  }
}
