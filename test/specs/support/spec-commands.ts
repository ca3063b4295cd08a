import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import { runCommand } from '../../support/command-line.ts';
import { asColleague, type WireObject } from '../../support/sandbox-control.ts';

/** Runs commands on a sandbox, and says what they did there. */
export class SpecCommands {
  readonly sandbox: Sandbox;

  static async start(): Promise<SpecCommands> {
    return new SpecCommands(await startCheckedSandbox({ now: '2026-06-01T12:00:00Z' }));
  }

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  get settings() {
    return {
      POSTHOG_HOST: this.sandbox.url,
      POSTHOG_API_KEY: 'phx_sandbox',
      LOG_LEVEL: 'silent',
    };
  }

  run(...words: string[]) {
    return runCommand(words, { environment: this.settings });
  }

  /** Requests that changed something since the log was cleared. */
  writes(): string[] {
    return this.sandbox
      .requests()
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);
  }

  row(id: number): Promise<WireObject> {
    return asColleague(this.sandbox, 'GET', `experiments/${id}/`);
  }

  /** The experiments of project 1 that are not archived. */
  async rows(): Promise<readonly WireObject[]> {
    return (await asColleague(this.sandbox, 'GET', 'experiments/?limit=100'))['results'];
  }

  async byStatus(status: string): Promise<WireObject> {
    const found = (await this.rows()).find((one) => one['status'] === status);
    if (!found) throw new Error(`There is no ${status} experiment.`);
    return found;
  }
}

/** A spec of an experiment that does not exist. */
export const NEW = `name: Pricing
featureFlagKey: pricing
status: running
flag:
  variants:
    - { key: control, rolloutPercentage: 50 }
    - { key: annual, rolloutPercentage: 50 }
metrics:
  - { metric_type: mean, name: Sales, source: { kind: EventsNode, event: order_completed } }
`;
