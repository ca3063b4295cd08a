import { domainToUnicode } from 'node:url';

/** Stands for what was removed. */
const REMOVED = '[address]';
/** Characters from which on a part of a path or of a query is removed by itself: it may be a secret. */
const SECRET_LENGTH = 8;

const namedEntities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
  '/': 'sol',
  ':': 'colon',
  '?': 'quest',
  '=': 'equals',
};

/**
 * A text of a receiver without the address to which it answered: some receivers repeat it, and it is a secret for some.
 * Removes the whole of it, its host, path and query, and each long part of path and query, also where characters are
 * percent-encoded or escaped as in HTML, JSON or a form.
 */
export function withoutAddress(text: string, address: string): string {
  const parts = partsOf(new URL(address)).toSorted((one, other) => other.length - one.length);
  const expression = new RegExp(parts.map((part) => inAnySpelling(part)).join('|'), 'giu');
  return text.replaceAll(expression, REMOVED);
}

/** What is removed, decoded. */
function partsOf({ href, origin, host, hostname, pathname, search, searchParams }: URL): string[] {
  const names = [href, origin, host, hostname, domainToUnicode(hostname)];
  const paths = [pathname + search, pathname, search].filter((part) => part.length > 1);
  const segments = [...pathname.split('/'), ...[...searchParams].flat()];
  const secrets = segments
    .map((part) => decoded(part))
    .filter((part) => part.length >= SECRET_LENGTH);
  const parts = [...names, ...paths, ...secrets].flatMap((part) => [part, decoded(part)]);
  return [...new Set(parts)].filter((part) => part !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An expression for a text of which each character may be escaped. */
const inAnySpelling = (text: string): string =>
  Array.from(text, (character) => {
    const code = character.codePointAt(0)!;
    const hex = code.toString(16);
    const entity = namedEntities[character];
    const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
    const spellings = [
      String.raw`\\?\u{${hex}}`,
      bytes.map((byte) => `%(?:25)?${byte}`).join(''),
      `&#0{0,6}${code};`,
      `&#x0{0,6}${hex};`,
      String.raw`\\u${hex.padStart(4, '0')}`,
      ...(entity === undefined ? [] : [`&${entity};`]),
      ...(character === ' ' ? [String.raw`\+`] : []),
    ];
    return `(?:${spellings.join('|')})`;
  }).join('');
