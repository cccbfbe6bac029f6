import { spawn } from 'node:child_process';

/** An answer that xmllint, which is not ours, found well-formed. */
export class Answer {
  readonly status: number;
  readonly contentType: string;
  readonly xml: string;
  constructor(status: number, contentType: string, xml: string) {
    this.status = status;
    this.contentType = contentType;
    this.xml = xml;
  }

  /** The text of every node an XPath finds; names are local names, whatever their prefix: `record/recordData`. */
  async texts(path: string): Promise<string[]> {
    const steps = path.split('/').map((name) => (name === '*' ? '*' : `*[local-name()='${name}']`));
    const count = Number((await xmllint(['--xpath', `count(//${steps.join('/')})`, '-'], this.xml)).trim());
    return Promise.all(
      Array.from({ length: count }, async (_, at) =>
        (await xmllint(['--xpath', `string((//${steps.join('/')})[${at + 1}])`, '-'], this.xml)).replace(/\n$/, ''),
      ),
    );
  }

  /** The text of the one node of that path. */
  async text(path: string): Promise<string | undefined> {
    return (await this.texts(path))[0];
  }
}

/** Asks by GET; fails when the answer is not well-formed XML. */
export async function ask(address: string, parameters: Record<string, string> | string = ''): Promise<Answer> {
  const query = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString();
  return answered(await fetch(query === '' ? address : `${address}?${query}`));
}

/** Reads an answer; fails when it is not well-formed XML. */
export async function answered(response: Response): Promise<Answer> {
  const xml = await response.text();
  await xmllint(['--noout', '--nonet', '-'], xml);
  return new Answer(response.status, response.headers.get('content-type') ?? '', xml);
}

/** Runs xmllint (libxml2-utils) on a text; throws what it says when it is not content. */
export function xmllint(options: readonly string[], input: string): Promise<string> {
  return run('xmllint', options, input);
}

/** Runs a program that reads its input to the end; throws what it says when it fails. */
export async function run(program: string, options: readonly string[], input: string): Promise<string> {
  const child = spawn(program, options, { stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdin.end(input);
  const code = await new Promise<number | null>((ended, failed) => child.on('error', failed).on('close', ended));
  if (code !== 0)
    throw new Error(`${program} ${options.join(' ')} ended with ${code}: ${errors}\n${input.slice(0, 2000)}`);
  return output;
}
