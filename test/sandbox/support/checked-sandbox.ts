import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import type { HttpExchange, Sandbox, SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { violation } from './contract.ts';
import { isExpected } from './contract-exceptions.ts';

export interface CheckedSandbox extends Sandbox {
  /** What did not fit the contract since it was last asked. */
  violations(): string[];
  /** @throws Error when something did not fit since it was last asked */
  close(): Promise<void>;
}

/**
 * A sandbox whose every answer, and every request it accepts, is held against PostHog's contract.
 * Unforeseen errors inside it count as violations too.
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
 * The same for a whole suite: started before, closed after, and a test fails when it caused a violation.
 * @returns a way to the sandbox, for use inside tests
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
