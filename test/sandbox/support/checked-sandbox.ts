import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import type { HttpExchange, Sandbox, SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { violation } from './contract.ts';
import { isExpected } from './contract-exceptions.ts';

export interface CheckedSandbox extends Sandbox {
  /** Contract violations since the last call. */
  violations(): string[];
  /** @throws Error when there were contract violations since the last check */
  close(): Promise<void>;
}

/**
 * A sandbox whose responses and accepted requests are all validated against PostHog's contract.
 * Unexpected errors inside it count as violations too.
 */
export async function startCheckedSandbox(options: SandboxOptions = {}): Promise<CheckedSandbox> {
  let found: string[] = [];
  const sandbox = await createSandbox({
    ...options,
    onExchange(exchange) {
      found.push(...violationsOf(exchange));
      options.onExchange?.(exchange);
    },
    onFailure(error) {
      found.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    },
  });
  const violations = (): string[] => {
    const told = found;
    found = [];
    return told;
  };
  return {
    ...sandbox,
    violations,
    async close() {
      await sandbox.close();
      const left = violations();
      if (left.length > 0) throw new Error(left.join('\n'));
    },
  };
}

/**
 * Like `startCheckedSandbox`, for a whole suite: started before, closed after, and a test that caused a violation
 * fails.
 * @returns a function that returns the sandbox, for use inside tests
 */
export function useCheckedSandbox(options: SandboxOptions = {}): () => CheckedSandbox {
  let sandbox: CheckedSandbox | undefined;
  const running = (): CheckedSandbox => {
    if (!sandbox) throw new Error('the sandbox runs only inside tests');
    return sandbox;
  };
  beforeAll(async () => {
    sandbox = await startCheckedSandbox(options);
  });
  afterEach(() => {
    expect(running().violations()).toEqual([]);
  });
  afterAll(async () => {
    await sandbox?.close();
  });
  return running;
}

function violationsOf(exchange: HttpExchange): string[] {
  const { operation, method, path, status, requestBody, responseBody } = exchange;
  if (operation === null) return [];
  const parts: ['request' | number, string][] = [[status, responseBody]];
  if (status < 300) parts.push(['request', requestBody]);
  return parts.flatMap(([part, body]) => {
    const wrong = violation(operation, part, body);
    if (wrong === null || isExpected(exchange, part, wrong)) return [];
    return [`${method} ${path} ${part}: ${wrong}\n  ${body.slice(0, 2_000)}`];
  });
}
