import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Key that signs resumption tokens: drawn once, kept in the data folder with mode 0600, so that tokens survive a restart. */
export function oaiTokenKey(dataDir: string): Uint8Array {
  const folder = join(dataDir, 'secrets');
  const file = join(folder, 'oai-token.key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  return readFileSync(file);
}
