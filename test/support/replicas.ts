import { createMemoryStore } from '../../src/shared-store/memory-store.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { startGraph, type TestGraph, type TestGraphOptions } from './graph.ts';
import { withholdingPostHog, type WithholdingPostHog } from './withholding-posthog.ts';

/** Two graphs over one PostHog, as two replicas of one deployment run them. */
export interface Replicas {
  readonly a: TestGraph;
  readonly b: TestGraph;
  readonly posthog: WithholdingPostHog;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface ReplicasOptions {
  readonly a?: TestGraphOptions;
  readonly b?: TestGraphOptions;
  /** The store of each replica; by default both use one in memory, whose clock is that of the sandbox. */
  readonly stores?: readonly [SharedStore, SharedStore];
}

/** Starts two graphs that share a store and a sandbox. */
export async function startReplicas(options: ReplicasOptions = {}): Promise<Replicas> {
  const sandbox = await startCheckedSandbox();
  const posthog = await withholdingPostHog(sandbox.url);
  const memory = createMemoryStore({ now: () => sandbox.now().getTime(), isShared: true });
  const [storeOfA, storeOfB] = options.stores ?? [memory, memory];
  const both = { over: sandbox, host: posthog.url };
  const a = await startGraph({ ...both, ...options.a, store: storeOfA });
  const b = await startGraph({ ...both, ...options.b, store: storeOfB });
  const close = async () => {
    await posthog.close();
    await b.close();
    await a.close();
    await sandbox.close();
  };
  return { a, b, posthog, close, [Symbol.asyncDispose]: close };
}
