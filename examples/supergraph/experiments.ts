import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

type Settings = Readonly<Record<string, string>>;

export interface Started {
  /** The address a line of the banner ends in, by the word the line begins with. */
  address(label: string): string;
  stop(): Promise<void>;
}

/**
 * Runs a command of this repository's main.ts in a process of its own and waits for its banner.
 * @throws Error when it ends instead
 */
async function startMain(words: readonly string[], settings: Settings): Promise<Started> {
  const child = spawn(process.execPath, [main, ...words], {
    env: { LOG_LEVEL: 'warn', ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const found = new Map<string, string>();
  for await (const line of createInterface(child.stdout)) {
    const [, label, address] = /^(\w+) +(?:PostHog at )?(https?:\S+)$/.exec(line) ?? [];
    if (label !== undefined && address !== undefined) found.set(label, address);
    if (/^Keys? /.test(line)) break;
  }
  child.stdout.resume();
  return {
    address(label) {
      const address = found.get(label);
      if (address === undefined) throw new Error(`main.ts ${words.join(' ')} did not start.`);
      return address;
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** The experiments graph, over its sandbox unless POSTHOG_HOST is set. `GraphQL` is its address. */
export const startExperiments = (settings: Settings) => startMain(['start'], settings);

/** An embedded PostHog with this many experiments. `Sandbox` is its address. */
export const startSandbox = (experiments: number) =>
  startMain(['sandbox', '--port', '0', '--experiments', String(experiments)], {});
