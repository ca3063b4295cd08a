import type { Profile } from '../../../src/sandbox/model/profile.ts';
import { mismatches } from './match.ts';

/** One conformance case of cases.json; the file's `matchers` and `rules` describe its matcher language. */
export interface Case {
  id: string;
  title: string;
  /** Server versions of the case: the tags of docs/posthog/server-versions.md. */
  era: string;
  /** Settings of the sandbox that the case needs. */
  profile?: Partial<Profile>;
  given?: Record<string, unknown>;
  request: {
    method: string;
    path: string;
    query?: Record<string, unknown>;
    body?: unknown;
    /** Replaces the runner's headers; `{api_key}` is the key that `load` returned. */
    headers?: Record<string, string>;
  };
  expect: {
    status: number;
    body_subset?: unknown;
    body_exact?: unknown;
    error?: {
      type?: string;
      code?: string;
      attr?: string | null;
      detail?: string;
      detail_contains?: string;
    };
  };
  after?: Record<string, unknown>;
}

type Vars = Record<string, unknown>;
type Row = Record<string, unknown>;

interface State {
  projects: Record<string, Record<string, Row[]>>;
}

/** Replaces `{name}` in texts; a text that consists of one placeholder becomes the value itself. */
export function fill<Value>(value: Value, vars: Vars): Value {
  const text = JSON.stringify(value ?? null, (_key, item: unknown) =>
    typeof item === 'string' ? filledText(item, vars) : item,
  );
  return JSON.parse(text);
}

function filledText(text: string, vars: Vars): unknown {
  const whole = /^\{([a-z_]+)\}$/.exec(text)?.[1];
  if (whole !== undefined && whole in vars) return vars[whole];
  return text.replaceAll(/\{([a-z_]+)\}/g, (placeholder, name: string) =>
    name in vars ? String(vars[name]) : placeholder,
  );
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? '' : JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Runs one case against a sandbox: load, request, state.
 * @param target base URL for the request, if another server is in front of the sandbox
 * @returns all differences from the case; empty when it passes
 */
export async function problemsOf(base: string, played: Case, target = base): Promise<string[]> {
  const loaded = await fetch(`${base}/_sandbox/load`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ given: played.given ?? {} }),
  });
  if (loaded.status !== 200) return [`load answered ${loaded.status}: ${await loaded.text()}`];
  const { vars, api_key: key }: { vars: Vars; api_key: string } = JSON.parse(await loaded.text());
  const request = fill(played.request, { ...vars, api_key: key });
  const headers = request.headers ?? { authorization: `Bearer ${key}` };
  const response = await send(target, request, headers);
  const body = await bodyOf(response);
  const expected = fill(played.expect, vars);
  return [
    ...statusProblems(expected, response.status, body),
    ...bodyProblems(expected, body),
    ...(await afterProblems(base, { played, vars, body, headers })),
  ];
}

async function send(
  base: string,
  request: Case['request'],
  headers: Record<string, string>,
): Promise<Response> {
  const url = new URL(base + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const hasBody = request.body !== null && request.body !== undefined;
  return fetch(url, {
    method: request.method,
    headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
  });
}

const statusProblems = (expected: Case['expect'], status: number, body: unknown): string[] =>
  status === expected.status
    ? []
    : [`status ${status}, wanted ${expected.status} (${JSON.stringify(body).slice(0, 300)})`];

function bodyProblems(expected: Case['expect'], body: unknown): string[] {
  const problems: string[] = [];
  if (expected.body_subset !== undefined) {
    problems.push(...mismatches(expected.body_subset, body, 'body'));
  }
  if ('body_exact' in expected) {
    problems.push(...mismatches(expected.body_exact, body, 'body'));
    if (keysOf(expected.body_exact) !== keysOf(body)) problems.push('body has other keys');
  }
  const { error } = expected;
  if (!error) return problems;
  const { type, code, attr, detail, detail_contains: part } = error;
  const said: Row = typeof body === 'object' && body !== null ? { ...body } : {};
  const wanted = { type, code, detail };
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined) problems.push(...mismatches(value, said[name], `error.${name}`));
  }
  if (attr !== undefined) problems.push(...mismatches(attr, said['attr'] ?? null, 'error.attr'));
  if (part && !String(said['detail']).includes(part)) {
    problems.push(`error.detail ${JSON.stringify(said['detail'])} does not contain ${part}`);
  }
  return problems;
}

const keysOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.keys(value).toSorted().join() : '';

interface Played {
  played: Case;
  vars: Vars;
  body: unknown;
  headers: Record<string, string>;
}

/** The lists of the state that a case may count, and where the runner finds them. */
const COUNTED: Record<string, [where: 'here' | 'target', list: string]> = {
  experiment_count: ['here', 'experiments'],
  flag_count: ['here', 'feature_flags'],
  change_request_count: ['here', 'change_requests'],
  target_flag_count: ['target', 'feature_flags'],
  recalculation_count: ['here', 'timeseries_recalculations'],
  timeseries_row_count: ['here', 'timeseries_rows'],
};

async function afterProblems(
  base: string,
  { played, vars, body, headers }: Played,
): Promise<string[]> {
  const after = fill(played.after ?? {}, vars);
  if (Object.keys(after).length === 0) return [];
  const state: State = JSON.parse(await (await fetch(`${base}/_sandbox/state`)).text());
  const project = (id: unknown): Record<string, Row[]> => state.projects[String(id)] ?? {};
  const here = project(vars['project']);
  const answered: Row = typeof body === 'object' && body !== null ? { ...body } : {};
  const experimentId = vars['id'] ?? answered['id'];
  const experiment = (here['experiments'] ?? []).find((row) => row['id'] === experimentId);
  const given = played.given?.['flag'];
  const givenKey = typeof given === 'object' && given && 'key' in given ? given.key : undefined;
  const flagKey = experiment?.['feature_flag_key'] ?? answered['feature_flag_key'] ?? givenKey;
  const flag = (key: unknown): Row | undefined =>
    (here['feature_flags'] ?? []).find((row) => row['key'] === key);
  const problems: string[] = [];
  for (const [what, wanted] of Object.entries(after)) {
    const counted = COUNTED[what];
    const named = /^flag\[(.+)\]$/.exec(what)?.[1];
    if (what === 'experiment' || what === 'experiment_stored') {
      problems.push(...mismatches(wanted, experiment, `after.${what}`));
    } else if (what === 'flag' || named !== undefined) {
      problems.push(...mismatches(wanted, flag(named ?? flagKey), `after.${what}`));
    } else if (counted) {
      const [where, list] = counted;
      const rows = (where === 'here' ? here : project(vars['target']))[list] ?? [];
      problems.push(...mismatches(wanted, rows.length, `after.${what}`));
    } else if (what === 'GET {id}' || what.startsWith('GET ')) {
      const url = `${base}/api/projects/${String(vars['project'])}/experiments/${String(experimentId)}/`;
      const { status } = await fetch(url, { headers });
      problems.push(...mismatches(wanted, status, `after.${what}`));
    } else problems.push(`after.${what}: not understood`);
  }
  return problems;
}
