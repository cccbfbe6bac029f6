import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Records of one batch. */
export const batchSize = 3;

/** Puts batches in another process until it has answered for so many, then kills it; gives the last batch answered. */
export async function killedAfter(lines: number, opening: string): Promise<number> {
  const code = `
    const { document, field } = await import(${JSON.stringify(join(__dirname, 'corpus.ts'))});
    const index = await (${opening});
    for (let batch = 0; batch < 400; batch++) {
      const made = Array.from({ length: ${batchSize} }, (_, n) => document(1000 + (batch % 30) * ${batchSize} + n, [
        field('200 1 $aLot ' + n), field('606   $anuméro' + (batch % 30)),
      ]));
      await index.put(made);
      console.log('put', batch);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let faults = '';
  child.stderr.on('data', (chunk: Buffer) => (faults += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.split('\n').length > lines) child.kill('SIGKILL');
  });
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  expect({ signal, faults }).toEqual({ signal: 'SIGKILL', faults: '' });
  const batches = output
    .trim()
    .split('\n')
    .map((line) => Number(line.split(' ')[1]));
  return Math.min(29, batches.at(-1)!);
}
