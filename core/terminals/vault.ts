import { Buffer } from 'node:buffer';
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/**
 * What keeps readers out of the stored exchanges (docs/adr/0017): cards are found by a keyed digest, personal values are
 * sealed. Both keys come from one secret of the data folder: whoever has the database alone learns nothing of a reader.
 */
export class ExchangeVault {
  readonly #digestKey: KeyObject;
  readonly #sealKey: KeyObject;

  constructor(secret: Uint8Array) {
    // Key objects: bytes are made one at each use, which costs more than the use itself.
    this.#digestKey = createSecretKey(createHmac('sha256', secret).update('card').digest());
    this.#sealKey = createSecretKey(createHmac('sha256', secret).update('personal').digest());
  }

  /** The same for a card however it was typed; 43 characters. */
  cardDigest(card: string): string {
    return createHmac('sha256', this.#digestKey).update(card.trim().toUpperCase()).digest('base64url');
  }

  /** Null when there is nothing to seal. */
  seal(values: readonly string[]): string | null {
    if (values.length === 0) return null;
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv(algorithm, this.#sealKey, nonce, { authTagLength: tagLength });
    const sealed = Buffer.concat([cipher.update(JSON.stringify(values), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Null when it was sealed with another key, or altered. */
  open(sealed: string | null): readonly string[] | null {
    if (sealed === null) return [];
    const bytes = Buffer.from(sealed, 'base64url');
    const nonce = bytes.subarray(0, nonceLength);
    const tag = bytes.subarray(nonceLength, nonceLength + tagLength);
    if (tag.length < tagLength) return null;
    const decipher = createDecipheriv(algorithm, this.#sealKey, nonce, { authTagLength: tagLength }).setAuthTag(tag);
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]);
      return JSON.parse(text.toString('utf8')) as string[];
    } catch (error) {
      if (isWrongKey(error)) return null;
      throw error;
    }
  }
}

/** GCM says nothing more than this of a wrong key or an altered text. */
function isWrongKey(error: unknown): boolean {
  return /unable to authenticate/i.test(String(error));
}
