const keys = /\bph[a-z]_[A-Za-z0-9_-]+/g;
const bearers = /\b(bearer)\s+[^\s"',;<>]+/gi;

/**
 * Takes PostHog keys, bearer tokens and, when given, the very credential in use out of a text.
 * What stays (`phx_…`) still tells a reader that a key stood there.
 */
export function redact(text: string, credential?: string): string {
  const known = credential ? text.replaceAll(credential, '…') : text;
  return known
    .replace(keys, (key) => `${key.slice(0, 4)}…`)
    .replace(bearers, (_, word: string) => `${word} …`);
}
