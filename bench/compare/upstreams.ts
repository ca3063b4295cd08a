import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { end, openStub, root, upstream, upstreamRequests } from '../harness/stage.mjs';
import { startSlowPostHog } from '../waiting/slow-posthog.ts';

/** The PostHog of a side. */
export interface Upstream {
  readonly url: string;
  /** Calls that have arrived. */
  calls(): Promise<number>;
  close(): Promise<void>;
}

/** The stub of files, the sandbox, or the sandbox behind PostHog's latencies. */
export type UpstreamKind = 'stub' | 'sandbox' | 'slow';

/** Experiments of the sandbox: a full page of the web app's list, and a second one. */
export const EXPERIMENTS = 120;

/** One PostHog for each side, so that neither sees what the other changes. The stub never changes, and is one for both. */
export async function openUpstreams(kind: UpstreamKind): Promise<readonly [Upstream, Upstream]> {
  if (kind === 'stub') {
    const stub = await openFiles();
    return [stub, { ...stub, close: async () => undefined }];
  }
  const open = kind === 'slow' ? openSlow : openSandbox;
  return [await open(), await open()];
}

async function openFiles(): Promise<Upstream> {
  if (!existsSync(join(root, 'stub/data')))
    execFileSync(process.execPath, [join(root, 'stub/make-data.mjs')]);
  const stub = await openStub();
  // nginx counts these requests too.
  let asked = 0;
  const calls = async () => Number(await upstreamRequests()) - (asked += 1) + 1;
  return { url: upstream, calls, close: () => end(stub) };
}

async function openSandbox(): Promise<Upstream> {
  let calls = 0;
  const sandbox = await createSandbox({ experiments: EXPERIMENTS, onExchange: () => (calls += 1) });
  return { url: sandbox.url, calls: async () => calls, close: () => sandbox.close() };
}

async function openSlow(): Promise<Upstream> {
  const sandbox = await openSandbox();
  const slow = await startSlowPostHog(sandbox.url);
  return {
    url: slow.url,
    calls: async () => slow.calls,
    async close() {
      slow.close();
      await sandbox.close();
    },
  };
}
