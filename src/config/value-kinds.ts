import { isIP } from 'node:net';
import { z } from 'zod';
import { isHost, isPathPrefix } from '../http/host.ts';
import { isLoopback } from '../http/loopback.ts';

/** A whole number of a range. */
export const wholeNumber = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.number().min(min, error).max(max, error));
};

/** A port; 0 stands for any free one. */
export const port = wholeNumber(0, 65_535);

/** A host name without a port. */
export const hostName = /^(?=.{1,253}$)[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i;

/** Text that passes a test. */
export const matching = (test: (text: string) => boolean, error: string) =>
  z.string().refine(test, error);

/** Text that a parser reads. It returns undefined for text that is wrong. */
export const parsedBy = <T>(parse: (text: string) => T | undefined, error: string) =>
  z.string().transform((text, context): T => {
    const parsed = parse(text);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: error });
    return z.NEVER;
  });

const MAX_WORKERS = 64;

/** A number of processes, or `auto`. */
export const workerCount = parsedBy(
  (text) =>
    text === 'auto' ? ('auto' as const) : wholeNumber(1, MAX_WORKERS).safeParse(text).data,
  `auto, or a whole number from 1 to ${MAX_WORKERS}`,
);

/** An address to listen on. */
export const hostAddress = matching(
  (text) => isIP(text) !== 0 || hostName.test(text),
  'an IP address or a host name, without a port',
);

/** A key that PostHog takes for its API. */
export const postHogKey = matching(
  (text) => /^[\x21-\x7e]+$/.test(text) && !text.startsWith('phc_'),
  'a personal API key (phx_…), an OAuth token (pha_…) or a project secret key (phs_…), not a project key (phc_…), without spaces',
);

/** True for the number of a project, and for the project that the key's owner last used. */
export const isProject = (text: string) => /^(@current|[1-9]\d{0,9})$/.test(text);

/** A list separated by commas, each item of which passes a test. */
export const listOf = (test: (text: string) => boolean, error: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((item) => item.trim()))
    .pipe(z.array(matching(test, error)));

const fastPathPieces = ['http', 'compiled', 'responses'] as const;

const PIECES_ERROR =
  'on, off, or pieces separated by commas: http, compiled, responses (which needs http)';

/** The pieces of the fast path that a text turns on. */
export const fastPath = z
  .string()
  .transform((text) => {
    if (text === 'on') return [...fastPathPieces];
    return text === 'off' ? [] : text.split(',').map((piece) => piece.trim());
  })
  .pipe(
    z
      .array(z.enum(fastPathPieces, { error: PIECES_ERROR }))
      // Whole answers are sent by the HTTP piece and by nothing else.
      .refine((pieces) => pieces.includes('http') || !pieces.includes('responses'), PIECES_ERROR),
  )
  .transform((pieces) => ({
    http: pieces.includes('http'),
    compiled: pieces.includes('compiled'),
    responses: pieces.includes('responses'),
  }));

/** Where the audit log is written; undefined for nowhere. A name without a slash is too easily a misspelt word. */
export const auditLog = matching(
  (text) => text === 'off' || text === 'stderr' || (/\/./.test(text) && !text.endsWith('/')),
  'off, stderr, or a file with a slash in its path, such as ./audit.log',
).transform((text) => (text === 'off' ? undefined : text));

/** True for an address of the web without credentials, query and fragment. */
export function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  );
}

/** True for the address below which a proxy serves this server. */
export function isPublicUrl(text: string): boolean {
  const [, host = '', path = ''] = /^https?:\/\/([^/]*)(.*)$/.exec(text) ?? [];
  const prefix = path.replace(/\/$/, '');
  return isWebAddress(text) && isHost(host) && (prefix === '' || isPathPrefix(prefix));
}

/**
 * An origin as browsers send it: of a web page, with `*` in place of its first label if several are meant, or of an app
 * such as `capacitor://localhost`.
 */
export function isOrigin(text: string): boolean {
  const plain = text.replace(/^(https?:\/\/)\*\.(?=[^.*]+\.[^*]+$)/, '$1any.');
  if (plain.includes('*')) return false;
  if (isWebAddress(plain)) return new URL(plain).origin === plain;
  return /^(?!https?:)[a-z][a-z\d+.-]*:\/\/[a-z\d.-]+(?::\d+)?$/.test(text);
}

const TOKENS_ERROR =
  'name=token, several of them separated by commas or line breaks: names of letters, digits and . _ - (not `gateway`), tokens of at least 16 printable characters without spaces and commas, none of them twice';

/** Tokens with the names of their callers. */
export const namedTokens = parsedBy((text) => {
  const entries = text.split(/[,\n]/).map((entry) => entry.trim());
  const tokens = new Map<string, string>();
  for (const entry of entries.filter((one) => one !== '')) {
    const [, name = '', token = ''] =
      /^([\w.-]{1,64})=([\x21-\x2b\x2d-\x7e]{16,})$/.exec(entry) ?? [];
    if (token === '' || name === 'gateway' || tokens.has(name)) return undefined;
    tokens.set(name, token);
  }
  const isEach = new Set(tokens.values()).size === tokens.size;
  return isEach && tokens.size > 0 ? tokens : undefined;
}, TOKENS_ERROR);

const ALGORITHMS = [
  ...['RS', 'PS', 'ES'].flatMap((kind) => ['256', '384', '512'].map((bits) => kind + bits)),
  'EdDSA',
];

/** Signatures made with a private key. Those with a shared secret, and none at all, are never accepted. */
export const signatureAlgorithms = listOf(
  (text) => ALGORITHMS.includes(text),
  `algorithms with a public key, comma-separated, of ${ALGORITHMS.join(', ')}`,
);

/** The issuer of an identity provider: only on this machine may it be reached without TLS. */
export function isIssuer(text: string): boolean {
  if (!isWebAddress(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

/** The name of a claim of a token, or a path into it. */
export const claimName = matching(
  (text) => /^[^\s,=]{1,200}$/.test(text),
  'the name of a claim, without spaces, commas and =',
);

/** Claims that a token must have. */
export const requiredClaims = listOf(
  (text) => /^[^\s=]+(=.+)?$/.test(text),
  'names of claims, or name=value, comma-separated',
).transform((entries) =>
  entries.map((entry) => {
    const [name = '', ...value] = entry.split('=');
    return { name, value: value.length === 0 ? undefined : value.join('=') };
  }),
);
