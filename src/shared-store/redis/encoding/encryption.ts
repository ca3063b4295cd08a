import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const [IV_BYTES, TAG_BYTES, KEY_BYTES] = [12, 16, 32];

/**
 * Encrypts with AES-256-GCM.
 * @param place where the bytes are stored; at any other place they cannot be decrypted
 */
export function encrypt(key: Buffer, place: string, bytes: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** @returns undefined when the bytes were not encrypted with this key for this place */
export function decrypt(key: Buffer, place: string, bytes: Buffer): Buffer | undefined {
  if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** A name of a key, from which the key cannot be found out. */
export const fingerprint = (key: Buffer): string =>
  createHmac('sha256', key).update('name of this key').digest('hex').slice(0, 16);

/**
 * Reads keys of 32 bytes, each in base64 or hex, separated by commas.
 * @returns undefined when one of them is not such a key
 */
export function parseEncryptionKeys(text: string): readonly Buffer[] | undefined {
  const keys = text.split(',').map((word) => keyOf(word.trim()));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

function keyOf(word: string): Buffer | undefined {
  if (/^[\da-f]{64}$/i.test(word)) return Buffer.from(word, 'hex');
  const bytes = Buffer.from(word, 'base64');
  return /^[\w+/-]{43}=?$/.test(word) && bytes.length === KEY_BYTES ? bytes : undefined;
}
