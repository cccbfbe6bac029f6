import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Key that signs resumption tokens: tokens survive a restart. */
export function oaiTokenKey(dataDir: string): Uint8Array {
  return keptKey(dataDir, 'oai-token.key');
}

/**
 * Secret under which cards are found in the exchanges of terminals and readers are kept out of them. Servers that share a
 * database share this file; without it what was kept can no longer be read.
 */
export function exchangeSecret(dataDir: string): Uint8Array {
  return keptKey(dataDir, 'exchanges.key');
}

/** Seals the secrets of second factors. Servers that share a database share this file; without it everybody enrols again. */
export function secondFactorKey(dataDir: string): Uint8Array {
  return keptKey(dataDir, 'second-factor.key');
}

/** A key drawn once and kept in the data folder with mode 0600. */
function keptKey(dataDir: string, name: string): Uint8Array {
  const folder = join(dataDir, 'secrets');
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  return readFileSync(file);
}
