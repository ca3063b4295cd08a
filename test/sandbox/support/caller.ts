import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

export interface SandboxAnswer {
  status: number;
  /** Parsed JSON; '' when empty, the text itself when it is no JSON. */
  body: unknown;
}

export interface Caller {
  /** Any API or control path; a query may be part of it. */
  call: (method: string, path: string, body?: unknown) => Promise<SandboxAnswer>;
  /** The body of an answer that has to be a success. @throws Error otherwise */
  ok: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
}

/** Speaks to a sandbox with a key, the printed one unless another is named; null sends none. */
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
