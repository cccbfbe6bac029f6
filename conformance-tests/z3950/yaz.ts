import { spawn } from 'node:child_process';

/** What a program printed, its standard input given and closed. */
function printed(program: string, parameters: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('error', reject);
    child.on('close', () => resolve(text));
    child.stdin.end(input);
  });
}

/** A session of yaz-client: what it prints for these commands, its timings left out. */
export async function yazClient(
  target: string,
  commands: readonly string[],
  options: readonly string[] = [],
): Promise<string> {
  const text = await printed('yaz-client', [...options, target], `${commands.join('\n')}\nquit\n`);
  return text.replace(/^Elapsed: .*\n/gm, '').replace(/^(Z> )+/gm, '');
}

/** A session of zoomsh, the shell of the ZOOM interface that programs are written with. */
export function zoomsh(commands: readonly string[]): Promise<string> {
  return printed('zoomsh', commands, 'quit\n');
}
