import { SingleBar } from 'cli-progress';
import type { Teller } from './command.ts';

/** Tells on the terminal: results on standard output, a progress bar on standard error when that is a terminal. */
export function terminalTeller(): Teller & { end(): void } {
  const shown = process.stderr.isTTY;
  let bar: SingleBar | null = null;
  let lastLine = 0;
  const end = (): void => {
    bar?.stop();
    bar = null;
  };
  return {
    say(line) {
      end();
      console.log(line);
    },
    progress(done, total, what) {
      if (!shown) {
        const step = total === null ? 20_000 : total / 10; // a log wants ten lines, not one a batch
        if (done >= lastLine && done - lastLine < step) return;
        lastLine = done;
        console.error(`${what}: ${done}${total === null ? '' : ` / ${total}`}`);
        return;
      }
      if (!bar) {
        bar = new SingleBar({ format: '{what} [{bar}] {value}/{total} {duration_formatted}', stream: process.stderr });
        bar.start(total ?? done, done, { what });
      }
      bar.setTotal(total ?? done);
      bar.update(done, { what });
    },
    end,
  };
}
