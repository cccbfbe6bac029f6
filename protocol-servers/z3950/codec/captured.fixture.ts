import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An APDU as it went over a socket. */
export interface Captured {
  /** Session, number in it, direction (c2s origin to target, s2c target to origin), APDU. */
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * APDUs that yaz-client and ZOOM (YAZ 5.34) exchanged with zebrasrv 2.2 and yaz-ztest over records made up for it: one a
 * line, its name and its bytes in hexadecimal.
 */
export const captured: readonly Captured[] = readFileSync(join(__dirname, 'captured-apdus.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [name, hex] = line.split(' ') as [string, string];
    return { name, bytes: Buffer.from(hex, 'hex') };
  });
