/** Public paths that an attacker could use as a prefix. */
const PRETEXTS = [
  '/v1/viewer',
  '/v1/viewer/start.js',
  '/v1/openapi.json',
  '/v1',
  '/health',
  '/ready',
  '/graphql',
];

const PARENTS = [
  '..',
  '%2e%2e',
  '.%2e',
  '%2E.',
  '%252e%252e',
  '..;',
  '..;x=1',
  '..%00',
  '\uff0e\uff0e',
  '%c0%ae%c0%ae',
];

const SEPARATORS = ['/', '%2f', '%5c', '\\', '%252f', '//'];

/** Traversals from a public path to another path. */
const climbs = (path: string): string[] =>
  PRETEXTS.flatMap((pretext) =>
    PARENTS.flatMap((parent, at) => {
      const depth = pretext.split('/').length - 1;
      // Each parent segment with a plain slash, and with one other separator in turn.
      const separators = ['/', SEPARATORS[1 + (at % (SEPARATORS.length - 1))] ?? '/'];
      return separators.map(
        (separator) => pretext + `${separator}${parent}`.repeat(depth) + separator + path.slice(1),
      );
    }),
  );

const escaped = (letter: string) => `%${letter.charCodeAt(0).toString(16)}`;

/** Variants of the path itself. */
function variants(path: string): string[] {
  const inserted = [
    '/',
    './',
    '%2e/',
    'x/../',
    ';/',
    '\\',
    '%2f',
    '%00',
    '%09',
    ' ',
    '\t',
    '\u00e9',
  ];
  const places = [0, path.lastIndexOf('/')];
  const letters = [1, 2, path.length - 1].filter((at) => /[a-z\d]/.test(path[at] ?? ''));
  return [
    ...places.flatMap((at) =>
      inserted.map((piece) => path.slice(0, at + 1) + piece + path.slice(at + 1)),
    ),
    ...[
      '/.',
      '/..',
      '//',
      '/%2e',
      ';',
      ';x=1',
      '%3bx',
      '%00',
      '%20',
      '%23',
      '%3f',
      '%',
      '%zz',
      '#',
      '#x',
    ].map((end) => path + end),
    ...letters.map((at) => path.slice(0, at) + escaped(path[at] ?? '') + path.slice(at + 1)),
    path.toUpperCase(),
    path.slice(0, 2) + path.slice(2, 3).toUpperCase() + path.slice(3),
    path.replace('/', '\\'),
    path.replaceAll('/', '%2f').replace('%2f', '/'),
    path.slice(1),
    `.${path}`,
    `/${'a/'.repeat(20)}${'../'.repeat(20)}${path.slice(1)}`,
  ];
}

/** The path in absolute form, with this server's and other host names, and as sent to a proxy. */
const absolutes = (path: string): string[] =>
  [
    'http://localhost',
    'http://127.0.0.1:4000',
    'HTTP://LOCALHOST',
    'http://evil.example',
    'http://evil.example:80',
    'http://localhost@evil.example',
    'http://localhost:x',
    'http://',
    'https://localhost',
    'ftp://localhost',
    'http:/localhost',
    'http://localhost/v1/viewer/..',
    'http://localhost/health/%2e%2e',
    'http://evil.example/v1/viewer/..',
  ].map((authority) => authority + path);

/** Public paths whose query or fragment contains the path. */
const hidden = (path: string): string[] =>
  PRETEXTS.filter((pretext) => pretext !== '/graphql').flatMap((pretext) => [
    `${pretext}#/..${path}`,
    `${pretext}%3f/..${path}`,
    `${pretext}%23/..${path}`,
  ]);

/**
 * More than two hundred spellings of a path, the normal one first. Most must not match it, and none may bypass its
 * guards.
 */
export function spellings(path: string): string[] {
  const all = [
    path,
    `${path}?x=/v1`,
    ...climbs(path),
    ...variants(path),
    ...absolutes(path),
    ...hidden(path),
  ];
  return [...new Set(all.map((one) => Buffer.from(one, 'utf8').toString('latin1')))];
}
