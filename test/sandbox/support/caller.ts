import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

export interface SandboxAnswer {
  status: number;
  /** Parsed JSON; '' when empty, the text itself if it is not JSON. */
  body: unknown;
}

export interface Caller {
  /** Calls any API or control path, which may include a query. */
  call: (method: string, path: string, body?: unknown) => Promise<SandboxAnswer>;
  /** Like `call`, and returns the body of a successful response. @throws Error otherwise */
  ok: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
}

/** Creates a client of a sandbox with a key, by default the printed one; null sends none. */
export function caller(sandbox: Pick<Sandbox, 'url'>, key: string | null = 'phx_sandbox'): Caller {
  const call = async (method: string, path: string, body?: unknown): Promise<SandboxAnswer> => {
    const sends = body !== undefined && method !== 'GET' && method !== 'DELETE';
    const response = await fetch(sandbox.url + path, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(sends ? { 'content-type': 'application/json' } : {}),
      },
      ...(sends ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  };
  return {
    call,
    async ok(method, path, body) {
      const answer = await call(method, path, body);
      if (answer.status >= 300 || typeof answer.body !== 'object' || answer.body === null) {
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      return { ...answer.body };
    },
  };
}

function parsed(text: string): unknown {
  if (text === '') return '';
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
