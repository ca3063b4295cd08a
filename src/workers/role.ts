/** What a process is as one of several workers. */
export interface WorkerRole {
  /** From 1 on. A worker that takes the place of another one has its number. */
  readonly number: number;
  /** The port on which the primary process serves the metrics of all workers; undefined without metrics. */
  readonly metricsPort?: number | undefined;
  /** The embedded PostHog of the primary process; undefined where a real one is configured. */
  readonly sandbox?: WorkerSandbox | undefined;
}

export interface WorkerSandbox {
  readonly url: string;
  /** Milliseconds by which its clock was ahead of this machine's when the worker was started. */
  readonly clockAheadMs: number;
}

const VARIABLE = 'EXPERIMENTS_GRAPH_WORKER';

/** The environment variable from which a worker learns its role. */
export const roleVariable = (role: WorkerRole): Readonly<Record<string, string>> => ({
  [VARIABLE]: JSON.stringify(role),
});

/** Takes the role of this process out of its environment; undefined for a process that is no worker. */
export function takeRole(environment: Record<string, string | undefined>): WorkerRole | undefined {
  const text = environment[VARIABLE];
  delete environment[VARIABLE];
  return text === undefined ? undefined : (JSON.parse(text) as WorkerRole);
}
