/**
 * A text that occurs nowhere else. Browsers have `crypto.randomUUID` only on HTTPS and on their own machine, and this
 * server may be reached over plain HTTP.
 */
export const uniqueId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
