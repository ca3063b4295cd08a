import { COMPRESSED_FROM_BYTES, MAX_BYTES, compress, decompress } from './compression.ts';
import { decrypt, encrypt, fingerprint } from './encryption.ts';

/** The first byte of everything that is stored. Another version of the form gets another number. */
const VERSION = 1;
const [COMPRESSED, ENCRYPTED] = [1, 2];
const HEAD_BYTES = 2;

const PLAIN = 'plain';

/**
 * Texts as they are stored: a byte for the version, one that says whether the rest is compressed and encrypted, and
 * the rest.
 */
export class Codec {
  readonly #keys: readonly Buffer[];
  readonly #reads: readonly string[];

  /** @param keys the first encrypts, all decrypt; without any, nothing is encrypted */
  constructor(keys: readonly Buffer[]) {
    this.#keys = keys;
    this.#reads = keys.map(fingerprint);
  }

  /** Names the key that encrypts, without showing it, or says that there is none. */
  get writes(): string {
    return this.#reads[0] ?? PLAIN;
  }

  /** Whether this process can read what a process writes whose `writes` is this. */
  canRead(writes: string): boolean {
    return this.#keys.length === 0 ? writes === PLAIN : this.#reads.includes(writes);
  }

  /** @param place the name under which the text is stored */
  async encode(place: string, text: string): Promise<Buffer> {
    const plain = Buffer.from(text);
    const isLarge = plain.length >= COMPRESSED_FROM_BYTES;
    const bytes = isLarge ? await compress(plain) : plain;
    const [key] = this.#keys;
    const form = (isLarge ? COMPRESSED : 0) | (key ? ENCRYPTED : 0);
    const body = key ? encrypt(key, place, bytes) : bytes;
    return Buffer.concat([Buffer.of(VERSION, form), body]);
  }

  /**
   * @param maxBytes the most that the text may have
   * @returns undefined for what this process cannot read: of another version, too large, or encrypted with another key;
   * not encrypted counts too where there is a key, because anybody could have written it
   */
  async decode(place: string, bytes: Buffer, maxBytes = MAX_BYTES): Promise<string | undefined> {
    const [version, form = 0] = bytes;
    const isEncrypted = (form & ENCRYPTED) !== 0;
    if (version !== VERSION || bytes.length < HEAD_BYTES) return undefined;
    if (isEncrypted !== this.#keys.length > 0) return undefined;
    const body = bytes.subarray(HEAD_BYTES);
    const plain = isEncrypted ? this.#decrypt(place, body) : body;
    if (plain === undefined || (form & COMPRESSED) === 0) return plain?.toString();
    return decompress(plain, maxBytes).then(String, () => undefined);
  }

  #decrypt(place: string, body: Buffer): Buffer | undefined {
    for (const key of this.#keys) {
      const plain = decrypt(key, place, body);
      if (plain) return plain;
    }
    return undefined;
  }
}
