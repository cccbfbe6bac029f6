import { spawn } from 'node:child_process';
import { join } from 'node:path';

const everything = join(process.cwd(), 'conformance-tests', 'oai-pmh', 'schemas', 'everything.xsd');

/** What xmllint finds wrong with an answer, by the schemas; empty when nothing. */
export async function faultsOf(xml: string): Promise<string> {
  const lint = spawn('xmllint', ['--noout', '--nonet', '--schema', everything, '-'], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  lint.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve, reject) => {
    lint.once('error', reject);
    lint.once('close', resolve);
  });
  lint.stdin.end(xml);
  return (await ended) === 0 ? '' : said;
}
