import type { Sandbox } from '../../src/sandbox/sandbox.ts';

type Json = Readonly<Record<string, unknown>>;

/** An object of PostHog's answers, for tests that know its shape. */
// oxlint-disable-next-line typescript/no-explicit-any
export type WireObject = Record<string, any>;

async function send(url: string, method: string, body: Json | undefined): Promise<string> {
  const response = await fetch(url, {
    method,
    headers: { authorization: 'Bearer phx_sandbox', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return text;
}

/** Makes a control call of the sandbox that has no result, such as `faults`, `profile` or `clock`. */
export async function control(sandbox: Sandbox, call: string, body: Json): Promise<void> {
  await send(`${sandbox.url}/_sandbox/${call}`, 'POST', body);
}

/** Injects a fault into requests whose path matches. */
export function injectFault(sandbox: Sandbox, path: string, fault: Json): Promise<void> {
  return control(sandbox, 'faults', { match: { path }, ...fault });
}

/** Loads the state of a conformance case's `given`; returns its experiment's id, and a key with its scopes. */
export async function load(
  sandbox: Sandbox,
  given: Json,
): Promise<{ readonly id: string; readonly key: string }> {
  const loaded = JSON.parse(await send(`${sandbox.url}/_sandbox/load`, 'POST', { given })) as {
    readonly vars: { readonly id: number };
    readonly api_key: string;
  };
  return { id: String(loaded.vars.id), key: loaded.api_key };
}

/** Loads a hundred drafts, for tests that need as many experiments as one key may watch. */
export const loadHundred = (sandbox: Sandbox) =>
  load(sandbox, {
    experiments: Array.from({ length: 100 }, (_, n) => ({
      name: `Number ${n}`,
      feature_flag_key: `number-${n}`,
      metrics: [],
    })),
  });

/** Makes a call in project 1 directly at PostHog, like another user; resolves to the answered object. */
export async function asColleague(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: Json,
): Promise<WireObject> {
  const text = await send(`${sandbox.url}/api/projects/1/${path}`, method, body);
  return JSON.parse(text) as WireObject;
}
