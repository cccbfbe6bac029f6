import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(process.cwd());
const cruise = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
const node = join(root, 'node_modules', '.bin', 'node');

/** A tree with the files given, under the project's own rules. Returns the names of the rules it breaks. */
async function broken(files: Record<string, string>): Promise<string[]> {
  const tree = mkdtempSync(join(tmpdir(), 'passerelle-imports-'));
  try {
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      cpSync(join(root, name), join(tree, name));
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, name)), { recursive: true });
      writeFileSync(join(tree, name), text);
    }
    const folders = [...new Set(Object.keys(files).map((name) => name.split('/')[0]!))];
    const run = promisify(execFile)(node, [cruise, '--config', '.dependency-cruiser.cjs', '-T', 'json', ...folders], {
      cwd: tree,
      maxBuffer: 64 * 1024 * 1024,
    });
    const { stdout } = await run.catch((error: { stdout?: string }) => {
      if (typeof error.stdout !== 'string') throw error; // a non-zero exit is how breaches are told
      return { stdout: error.stdout };
    });
    const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
    return report.summary.violations.map((violation) => violation.rule.name).sort();
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

const value = 'export const value = 1;\n';
const imports = (path: string): string => `import { value } from '${path}';\nexport const used = value;\n`;

test.each<[string, string, Record<string, string>]>([
  ['core reads a file', 'core-imports-core-only', { 'core/a.ts': "import 'node:fs';\n" }],
  ['core uses a framework', 'core-imports-core-only', { 'core/a.ts': "import 'express';\n" }],
  [
    'one protocol imports another',
    'a-protocol-knows-no-other',
    { 'protocol-servers/sip2/a.ts': imports('../sru/b.ts'), 'protocol-servers/sru/b.ts': value },
  ],
  [
    'a protocol imports a connector',
    'protocols-do-not-reach-out',
    { 'protocol-servers/sip2/a.ts': imports('../../connectors/database/b.ts'), 'connectors/database/b.ts': value },
  ],
  [
    'a codec imports its session',
    'codecs-are-pure',
    { 'protocol-servers/sip2/codec/a.ts': imports('../session.ts'), 'protocol-servers/sip2/session.ts': value },
  ],
  [
    'one connector imports another',
    'a-connector-knows-no-other',
    { 'connectors/database/a.ts': imports('../mail/b.ts'), 'connectors/mail/b.ts': value },
  ],
  [
    'a connector imports a session',
    'connectors-speak-codecs-only',
    {
      'connectors/z3950-target/a.ts': imports('../../protocol-servers/z3950/session.ts'),
      'protocol-servers/z3950/session.ts': value,
    },
  ],
  [
    'the console imports core',
    'console-stands-alone',
    { 'admin-console/a.ts': imports('../core/b.ts'), 'core/b.ts': value },
  ],
  [
    'the console imports a value of the contract',
    'console-imports-types-only',
    {
      'admin-console/a.ts': imports('../protocol-servers/admin-api/contract.ts'),
      'protocol-servers/admin-api/contract.ts': value,
    },
  ],
  [
    'a conformance test looks inside',
    'conformance-tests-are-black-boxes',
    { 'conformance-tests/a.ts': imports('../core/b.ts'), 'core/b.ts': value },
  ],
  [
    'a command joins a connector',
    'only-compose-joins',
    { 'cli/commands/a.ts': imports('../../connectors/database/b.ts'), 'connectors/database/b.ts': value },
  ],
  [
    'two files import each other',
    'no-cycle',
    { 'core/a.ts': imports('./b.ts'), 'core/b.ts': `${imports('./a.ts')}${value}` },
  ],
])('when %s, the rule %s says no', async (_what, rule, files) => {
  expect(await broken(files)).toContain(rule);
});

test('the same tree without a bad import breaks no rule', async () => {
  const files = {
    'core/a.ts': value,
    'protocol-servers/sip2/a.ts': imports('../../core/a.ts'),
    'protocol-servers/sip2/codec/b.ts': value,
    'connectors/sip2-target/a.ts': imports('../../protocol-servers/sip2/codec/b.ts'),
    'admin-console/a.ts':
      "import type { View } from '../protocol-servers/admin-api/contract.ts';\nexport type Used = View;\n",
    'protocol-servers/admin-api/contract.ts': 'export interface View { readonly a: string }\n',
  };
  expect(await broken(files)).toEqual([]);
});
