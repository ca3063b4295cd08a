import { isLoopback } from '../http/loopback.ts';
import type { Values } from './values.ts';

/** The sandbox's default key. It is printed at start: a well-known key, not a secret. */
export const DEFAULT_SANDBOX_KEY = 'phx_sandbox';

/** The keys of the sandbox, which are documented and open nothing but generated data. */
const SANDBOX_KEYS: readonly string[] = [
  DEFAULT_SANDBOX_KEY,
  'phx_readonly',
  'phx_project2',
  'phx_noreplay',
  'pha_sandbox',
  'phs_sandbox',
];

/** What a command does with its configuration, and which rules therefore apply to it. */
export interface Purpose {
  /** The ports that the command opens, which must differ; by default all of them. */
  readonly opens?: readonly PortName[];
  /** Whether callers are served with POSTHOG_API_KEY; by default they are. */
  readonly servesKey?: boolean;
  /** For an API that is mounted in another server, whose address HOST does not say. */
  readonly mounted?: {
    /** Whether the application decides about each caller. */
    readonly authenticates: boolean;
  };
}

const PORTS = ['PORT', 'REST_PORT', 'MCP_PORT', 'SANDBOX_PORT', 'METRICS_PORT'] as const;
export type PortName = (typeof PORTS)[number];

/**
 * What is wrong with values that are valid by themselves.
 * @param known problems of single variables, which are not reported a second time
 */
export function conflicts(
  values: Values,
  known: readonly string[],
  { opens = PORTS, servesKey = true, mounted }: Purpose,
): string[] {
  const found: string[] = [];
  const accessIsBad = known.some((problem) => /^(GATEWAY_TOKENS?|OIDC_\w+) /.test(problem));
  const isOpen = mounted ? !mounted.authenticates : opensBeyondLoopback(values);
  if (servesKey && !accessIsBad && isOpen && holdsKeyUnguarded(values))
    found.push(mounted ? KEY_MOUNTED_IN_THE_OPEN : KEY_IN_THE_OPEN);
  if (!accessIsBad) found.push(...oidcProblems(values));
  const hostIsBad = known.some((problem) => problem.startsWith('POSTHOG_HOST '));
  if (servesKey && !hostIsBad && holdsKeyForNoHost(values)) found.push(KEY_WITHOUT_HOST);
  // Only a server has workers: other commands with its settings are one process.
  const storeIsBad = known.some((problem) => /^(REDIS_URL|WORKERS)/.test(problem));
  if (opens.includes('PORT') && !storeIsBad && sharesNothing(values))
    found.push(WORKERS_WITHOUT_REDIS);
  return [...found, ...sharedPorts(values, opens)];
}

/** An error for every port that an earlier variable already uses. 0 means any free port, so it never conflicts. */
function sharedPorts(values: Values, opened: readonly PortName[]): string[] {
  const hasSandbox = values.POSTHOG_HOST === undefined;
  const used = opened.filter((name) => values[name] && (hasSandbox || name !== 'SANDBOX_PORT'));
  return used.flatMap((name, index) => {
    const other = used.slice(0, index).find((earlier) => values[earlier] === values[name]);
    return other === undefined
      ? []
      : [
          `${other} and ${name} are both ${values[name]}: give one of them another port, or 0 for any free port.`,
        ];
  });
}

const KEY_IN_THE_OPEN =
  'POSTHOG_API_KEY is set and HOST is not a loopback address: anyone who can reach the port ' +
  'could act with that key. Set GATEWAY_TOKEN so that callers must send it as x-gateway-token (or GATEWAY_TOKENS or OIDC_ISSUER), unset ' +
  'POSTHOG_API_KEY so that callers send their own keys, or listen on 127.0.0.1.';

const KEY_MOUNTED_IN_THE_OPEN =
  'POSTHOG_API_KEY is set, and nothing decides who may use it: anyone who can reach the application could act ' +
  'with that key. Give `authenticate`, which decides about each caller, set GATEWAY_TOKEN so that callers must ' +
  'send it as x-gateway-token, or leave POSTHOG_API_KEY out so that callers send their own keys.';

const opensBeyondLoopback = ({ HOST }: Values) => HOST !== undefined && !isLoopback(HOST);

/** The sandbox's default key does not count: it gives access to generated data only, and is printed at start. */
function holdsKeyUnguarded(values: Values): boolean {
  const { POSTHOG_API_KEY, GATEWAY_TOKEN, GATEWAY_TOKENS, OIDC_ISSUER } = values;
  const isGuarded = [GATEWAY_TOKEN, GATEWAY_TOKENS, OIDC_ISSUER].some((one) => one !== undefined);
  return POSTHOG_API_KEY !== undefined && !isGuarded;
}

/** What is missing for tokens of an identity provider. */
function oidcProblems({ OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URI }: Values): string[] {
  if (OIDC_ISSUER !== undefined && OIDC_AUDIENCE === undefined)
    return [
      'OIDC_ISSUER is set and OIDC_AUDIENCE is not: tokens that were issued for other servers would be accepted. Set OIDC_AUDIENCE to the audience of this one.',
    ];
  const alone = Object.entries({ OIDC_AUDIENCE, OIDC_JWKS_URI }).find(
    ([, value]) => value !== undefined,
  );
  return alone && OIDC_ISSUER === undefined
    ? [`${alone[0]} is set and OIDC_ISSUER is not: set both or neither.`]
    : [];
}

const KEY_WITHOUT_HOST =
  'POSTHOG_API_KEY is set and POSTHOG_HOST is not: the sandbox would answer with generated data in place of ' +
  'your PostHog. Set POSTHOG_HOST to its address, such as https://us.posthog.com or https://eu.posthog.com, or ' +
  'unset POSTHOG_API_KEY to use the sandbox.';

function holdsKeyForNoHost({ POSTHOG_HOST, POSTHOG_API_KEY }: Values): boolean {
  if (POSTHOG_HOST !== undefined || POSTHOG_API_KEY === undefined) return false;
  return !SANDBOX_KEYS.includes(POSTHOG_API_KEY);
}

const WORKERS_WITHOUT_REDIS =
  'WORKERS is more than 1, or auto, and REDIS_URL is not set: processes that share nothing would each spend the whole ' +
  'budget of a key, and answer with what another one has changed. Set REDIS_URL, or leave WORKERS out.';

/** `auto` is refused on every machine alike, however many cores it has. */
const sharesNothing = ({ WORKERS, REDIS_URL }: Values) => WORKERS !== 1 && REDIS_URL === undefined;
